/** Makes a draft the newest version, once however often and by however many it is pressed. */
import { lockSetupSql } from '../../database/sql/lock-setup.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { recordAudit } from '../record-audit.js';
import { checkPolicyDraft, planPolicyDraft } from './check-policy-draft.js';
import type { VersionsPlan } from './plan-versions.js';
import { type PolicyDraft, readPolicyDraft, readPolicyDraftIn } from './policy-drafts.js';
import { countOpen } from './policy-scopes.js';
import { type WrittenVersions, writeVersions } from './write-versions.js';

export type SavedPolicyDraft = {
  /** In force for the scope now. */
  policyId: number;
  version: number;
  scopeName: string;
  /** Null for a policy's draft. */
  calendarName: string | null;
  /** Open tickets that `recompute-clocks` now moves. */
  openCount: number;
};

/**
 * Saved again, it answers as the first time; a draft that changes nothing makes no version. `recompute-clocks` is woken at commit.
 * @throws as `checkPolicyDraft`: also where somebody saved another version meanwhile.
 */
export async function savePolicyDraft(desk: Desk, actor: Actor, draftId: number): Promise<SavedPolicyDraft> {
  const pressed = await readPolicyDraft(desk, actor, draftId);
  const { savedPolicyId } = pressed;
  if (savedPolicyId !== null)
    return inTransaction(desk.database, (tx) => savedBefore(tx, pressed, savedPolicyId));
  const checked = await checkUnlessSaved(desk, actor, draftId);
  return inTransaction(desk.database, async (tx) => {
    await tx.$queryRaw(lockSetupSql());
    const draft = await readPolicyDraftIn(desk, tx, actor, draftId, { isLocked: true });
    if (draft.savedPolicyId !== null) return savedBefore(tx, draft, draft.savedPolicyId);
    if (checked === null || JSON.stringify(draft.form) !== JSON.stringify(checked.draft.form)) {
      throw new UserError('The form was changed meanwhile. Look at the preview again, then save.');
    }
    const { plan } = await planPolicyDraft(tx, desk.database, draft, checked.escalation);
    const by = { actorId: actor.userId, now: desk.clock.now() };
    const written = await writeVersions(tx, plan, by);
    await recordVersions(tx, plan, written, by);
    const own = written.policies.find(({ projectId }) => projectId === draft.scope.projectId);
    const policyId = own?.policyId ?? draft.basePolicyId;
    await tx.policyDraft.update({
      where: { id: draft.id },
      data: { savedPolicyId: policyId },
      select: { id: true },
    });
    return answerOf(tx, draft, { policyId, scopes: written.policies.map(({ projectId }) => projectId) });
  });
}

/** Null where another press has saved it since it was looked at. */
async function checkUnlessSaved(desk: Desk, actor: Actor, draftId: number) {
  try {
    return await checkPolicyDraft(desk, actor, draftId);
  } catch (error) {
    if ((await readPolicyDraft(desk, actor, draftId)).savedPolicyId !== null) return null;
    throw error;
  }
}

async function answerOf(
  tx: Tx,
  draft: PolicyDraft,
  { policyId, scopes }: { policyId: number; scopes: readonly (number | null)[] },
): Promise<SavedPolicyDraft> {
  const { version } = await tx.slaPolicy.findUniqueOrThrow({
    where: { id: policyId },
    select: { version: true },
  });
  const { openCount } = await countOpen(tx, scopes);
  return {
    ...{ policyId, version, openCount },
    scopeName: draft.scope.scopeName,
    calendarName: draft.kind === 'calendar' ? draft.calendarName : null,
  };
}

/** The scopes that got the version are those whose newest policy was saved with it. */
async function savedBefore(tx: Tx, draft: PolicyDraft, policyId: number): Promise<SavedPolicyDraft> {
  const saved = await tx.slaPolicy.findUniqueOrThrow({
    where: { id: policyId },
    select: { createdAt: true, createdById: true },
  });
  const together =
    policyId === draft.basePolicyId
      ? []
      : await tx.slaPolicy.findMany({ where: saved, select: { projectId: true } });
  return answerOf(tx, draft, { policyId, scopes: [...new Set(together.map(({ projectId }) => projectId))] });
}

async function recordVersions(
  tx: Tx,
  plan: VersionsPlan,
  { calendarId, policies }: WrittenVersions,
  by: { actorId: number; now: Date },
): Promise<void> {
  if (plan.calendar !== null) {
    const { projectId, version, changed } = plan.calendar;
    const subject = { projectId, calendarId, version, changed };
    await recordAudit(tx, { ...by, action: 'calendar_saved', subject });
  }
  for (const { before, changed, projectId } of plan.policies) {
    const written = policies.find((policy) => policy.projectId === projectId);
    const subject = { ...written, previousPolicyId: before.id, changed };
    await recordAudit(tx, { ...by, action: 'policy_saved', subject });
  }
}
