/** Changes who works a project's tickets: rows, `is_staff`, audit and the announcement, in one transaction. */
import { lockProjectSql } from '../../database/sql/lock-project.js';
import type { Tx } from '../../database/transaction.js';
import { noteLeaver } from '../leavers/note-leaver.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import { refreshOwnPosts } from '../posts/refresh-posts.js';
import { type AuditAction, recordAudit } from '../record-audit.js';
import { recomputeStaff } from '../users/recompute-staff.js';
import { stopObserving } from './stop-observing.js';

type AgentFlags = { isMember: boolean; isAdded: boolean; isRemoved: boolean };

export type AgentChange = { userId: number; flags: Partial<AgentFlags> };

export type AgentChanges = {
  projectId: number;
  /** Null: Slack said so. */
  actorId: number | null;
  /** What the audit log calls it when somebody becomes an agent, or is one no longer. */
  actions: { gained: AuditAction; lost: AuditAction };
  changes: readonly AgentChange[];
  now: Date;
};

const NONE: AgentFlags = { isMember: false, isAdded: false, isRemoved: false };

/**
 * Whoever becomes an agent is announced in the triage channel, once each time, and is no observer any more. Returns how many rows changed.
 */
export async function changeAgents(tx: Tx, input: AgentChanges): Promise<number> {
  const { projectId, actorId, now } = input;
  // Membership events and an admin's command may come at once; they decide one after the other.
  await tx.$queryRaw(lockProjectSql(projectId));
  const before = await readFlags(tx, projectId);
  const eligible = await readEligible(tx, input.changes);
  const changed: number[] = [];
  for (const { userId, flags } of input.changes) {
    const old = before.get(userId) ?? NONE;
    const next = { ...old, ...flags };
    if (isSame(old, next)) continue;
    await tx.projectAgent.upsert({
      where: { projectId_userId: { projectId, userId } },
      create: { projectId, userId, ...next },
      update: flags,
    });
    changed.push(userId);
    if (eligible.has(userId)) await tell(tx, input, userId, { old, next });
  }
  await recomputeStaff(tx, changed, { actorId, now });
  return changed.length;
}

/** Removed beats both: an admin's word lasts. */
function isAgent({ isMember, isAdded, isRemoved }: AgentFlags): boolean {
  return !isRemoved && (isMember || isAdded);
}

function isSame(left: AgentFlags, right: AgentFlags): boolean {
  return (
    left.isMember === right.isMember && left.isAdded === right.isAdded && left.isRemoved === right.isRemoved
  );
}

async function tell(
  tx: Tx,
  { projectId, actorId, actions, now }: AgentChanges,
  userId: number,
  { old, next }: { old: AgentFlags; next: AgentFlags },
): Promise<void> {
  // An admin's word is audited also where it changes nothing today: it decides what membership will mean.
  if (isAgent(old) === isAgent(next) && actorId === null) return;
  const action = isAgent(next) ? actions.gained : actions.lost;
  const auditId = await recordAudit(tx, { actorId, action, subject: { projectId, userId }, now });
  if (!isAgent(next)) await refreshOwnPosts(tx, userId);
  if (isAgent(old) && !isAgent(next)) await noteLeaver(tx, { projectIds: [projectId], userId, now });
  if (isAgent(next)) await stopObserving(tx, { projectId, userId, actorId, now });
  if (isAgent(old) || !isAgent(next)) return;
  const triage = await tx.channel.findFirst({ where: { projectId, role: 'triage' }, select: { id: true } });
  if (triage === null) return;
  const key = `agent:${projectId}:${userId}:${auditId}`;
  const post = { key, kind: 'agent_joined', projectId, channelId: triage.id, payload: { userId } } as const;
  await enqueuePosts(tx, [post], now);
}

async function readFlags(tx: Tx, projectId: number): Promise<Map<number, AgentFlags>> {
  const rows = await tx.projectAgent.findMany({ where: { projectId } });
  return new Map(
    rows.map(({ userId, isMember, isAdded, isRemoved }) => [userId, { isMember, isAdded, isRemoved }]),
  );
}

/** Guests, outsiders, bots and deactivated people can be members of the channel and are agents of nothing. */
async function readEligible(tx: Tx, changes: readonly AgentChange[]): Promise<Set<number>> {
  const rows = await tx.user.findMany({
    where: {
      id: { in: changes.map(({ userId }) => userId) },
      isGuest: false,
      isExternal: false,
      isDeactivated: false,
      isBot: false,
    },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}
