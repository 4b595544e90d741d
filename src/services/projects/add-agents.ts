/** An admin names several people at once as a project's agents: all of them become that, or nobody does. */
import { inTransaction } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { ensureUser } from '../users/ensure-user.js';
import { changeAgents } from './change-agents.js';
import { requireDeskPermission } from './require-desk-permission.js';
import { type Unfit, unfitAsMember } from './require-full-member.js';
import { requireProject } from './require-project.js';

/** More names than that are not read at a field. */
const NAMED_MAX = 5;

/** Takes back earlier removals too. @throws UserError that names everybody who cannot be one, and why. */
export async function addAgents(
  desk: Desk,
  actor: Actor,
  key: string,
  slackUserIds: readonly string[],
): Promise<void> {
  requireDeskPermission(actor, 'manage_agents');
  const refused: string[] = [];
  const userIds: number[] = [];
  for (const slackUserId of new Set(slackUserIds)) {
    const user = await ensureUser(desk, slackUserId);
    const unfit = unfitAsMember(user);
    if (unfit === null) userIds.push(user.id);
    else refused.push(`${user.displayName || user.realName || slackUserId} ${IS_UNFIT[unfit]}`);
  }
  if (refused.length > 0) throw noneAdded(refused);
  await inTransaction(desk.database, async (tx) => {
    const { id: projectId } = await requireProject(tx, key);
    await changeAgents(tx, {
      ...{ projectId, actorId: actor.userId, now: desk.clock.now() },
      actions: { gained: 'agent_added', lost: 'agent_removed' },
      changes: userIds.map((userId) => ({ userId, flags: { isAdded: true, isRemoved: false } })),
    });
  });
}

const IS_UNFIT: Record<Unfit, string> = {
  unknown: 'is somebody of whom Slack does not say who they are: try again in a moment',
  bot: 'is a bot',
  deactivated: 'is deactivated',
  external: 'is from outside of this workspace',
  guest: 'is a guest',
};

function noneAdded(refused: readonly string[]): UserError {
  const more = refused.length > NAMED_MAX ? [`${refused.length - NAMED_MAX} more cannot either`] : [];
  const who = [...refused.slice(0, NAMED_MAX), ...more].join('; ');
  return new UserError(
    `Nobody was added: only full members of this workspace can be agents. ${who}. Leave out whoever cannot, and continue.`,
  );
}
