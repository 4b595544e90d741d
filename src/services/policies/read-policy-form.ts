/** What an admin sees who opens a policy to edit it. */
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { AlertPolicy } from '../../domain/sla/alert-policy.js';
import type { Desk } from '../desk.js';
import { requireDeskPermission } from '../projects/require-desk-permission.js';
import { currentPolicyId, loadStoredPolicy } from '../sla/load-policy.js';
import { calendarNamesOf } from './calendar-names.js';
import { type PolicyForm, toPolicyForm } from './policy-form.js';
import { countOpen, type FormScope, findScope } from './policy-scopes.js';

export type OpenedPolicy = {
  /** A project's key, or "the default". */
  scopeName: string;
  /** Null where the scope has no policy of its own: saving makes its first version. */
  version: number | null;
  isInherited: boolean;
  /** The policy in force, to be handed to `keepPolicyDraft`. */
  basePolicyId: number;
  form: PolicyForm;
  /** What a target can count in beside the policy's own calendar and around the clock; each is chosen as `named:<name>`. */
  calendarNames: string[];
  /** Open tickets of the scope, and how many of them are still to be folded with the newest policy. */
  openCount: number;
  outdatedCount: number;
};

/** @throws UserError for who is no admin and for an unknown project. */
export async function readPolicyForm(desk: Desk, actor: Actor, formScope: FormScope): Promise<OpenedPolicy> {
  requireDeskPermission(actor, 'manage_policies');
  return inTransaction(desk.database, async (tx) => {
    const { projectId, scopeName } = await findScope(tx, formScope);
    const basePolicyId = await currentPolicyId(tx, projectId);
    const policy = await loadStoredPolicy(tx, desk.database, basePolicyId);
    const isInherited = policy.projectId !== projectId;
    return {
      ...{ scopeName, basePolicyId, isInherited },
      version: isInherited ? null : policy.version,
      form: toPolicyForm(policy, await slackIdsOf(tx, policy.alerts)),
      calendarNames: await calendarNamesOf(tx, policy, projectId),
      ...(await countOpen(tx, [projectId])),
    };
  });
}

async function slackIdsOf(
  tx: Tx,
  { escalation }: AlertPolicy,
): Promise<{ users: string[]; channel: string | null }> {
  const users = await tx.user.findMany({
    where: { id: { in: [...escalation.userIds] } },
    orderBy: { id: 'asc' },
    select: { slackUserId: true },
  });
  const channel =
    escalation.channelId === null
      ? null
      : await tx.channel.findUnique({
          where: { id: escalation.channelId },
          select: { slackChannelId: true },
        });
  return {
    users: users.map(({ slackUserId }) => slackUserId),
    channel: channel?.slackChannelId ?? null,
  };
}
