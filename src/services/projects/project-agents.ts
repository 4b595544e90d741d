/** An admin sees, adds and removes a project's agents. */
import { lockProjectSql } from '../../database/sql/lock-project.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { Person } from '../../domain/post-content.js';
import type { Desk } from '../desk.js';
import { ensureUser } from '../users/ensure-user.js';
import { changeAgents } from './change-agents.js';
import { requireDeskPermission } from './require-desk-permission.js';
import { requireFullMember } from './require-full-member.js';
import { requireProject } from './require-project.js';
import { stopObserving } from './stop-observing.js';

export type ProjectAgentLine = Person & {
  /** By being in the triage channel. */
  isMember: boolean;
  /** By an admin's word. */
  isAdded: boolean;
};

/** A row of whoever works the project's tickets now, if they are a working member of the workspace. */
export const WORKS_NOW = { isRemoved: false, OR: [{ isMember: true }, { isAdded: true }] };

const ACTIONS = { gained: 'agent_added', lost: 'agent_removed' } as const;

/** Those who work the project's tickets now, by name. @throws UserError for anybody but admins. */
export async function projectAgents(desk: Desk, actor: Actor, key: string): Promise<ProjectAgentLine[]> {
  requireDeskPermission(actor, 'manage_agents');
  const { prisma } = desk.database;
  const project = await requireProject(prisma, key);
  const rows = await prisma.projectAgent.findMany({
    where: {
      projectId: project.id,
      ...WORKS_NOW,
      user: { isGuest: false, isExternal: false, isDeactivated: false, isBot: false },
    },
    include: { user: { select: { slackUserId: true, displayName: true, realName: true } } },
  });
  return rows
    .map(({ isMember, isAdded, user }) => ({
      slackUserId: user.slackUserId,
      name: user.displayName || user.realName || user.slackUserId,
      isMember,
      isAdded,
    }))
    .sort((left, right) => left.name.localeCompare(right.name, 'en'));
}

/** Takes back an earlier removal too. @throws UserError for guests, outsiders, bots and deactivated people. */
export async function addAgent(desk: Desk, actor: Actor, key: string, slackUserId: string): Promise<void> {
  requireDeskPermission(actor, 'manage_agents');
  const user = await requireFullMember(desk, slackUserId, 'agents');
  await change(desk, actor, key, user.id, { isAdded: true, isRemoved: false });
}

/**
 * Beats membership of the triage channel, and lasts until an admin adds them again. Whoever only observes the project does so no more, and
 * can become an agent by joining the channel as anybody can.
 */
export async function removeAgent(desk: Desk, actor: Actor, key: string, slackUserId: string): Promise<void> {
  requireDeskPermission(actor, 'manage_agents');
  const user = await ensureUser(desk, slackUserId);
  await change(desk, actor, key, user.id, { isAdded: false, isRemoved: true });
}

/** Whether that was all they were: an agent's row that counts is left to `changeAgents`. */
async function isOnlyObserver(
  tx: Tx,
  observer: { projectId: number; userId: number; actorId: number; now: Date },
): Promise<boolean> {
  const { projectId, userId } = observer;
  if (!(await stopObserving(tx, observer))) return false;
  return (await tx.projectAgent.count({ where: { projectId, userId, ...WORKS_NOW } })) === 0;
}

async function change(
  desk: Desk,
  actor: Actor,
  key: string,
  userId: number,
  flags: { isAdded: boolean; isRemoved: boolean },
): Promise<void> {
  await inTransaction(desk.database, async (tx) => {
    const { id: projectId } = await requireProject(tx, key);
    const by = { projectId, actorId: actor.userId, actions: ACTIONS, now: desk.clock.now() };
    await tx.$queryRaw(lockProjectSql(projectId));
    if (flags.isRemoved && (await isOnlyObserver(tx, { ...by, userId }))) return;
    await changeAgents(tx, { ...by, changes: [{ userId, flags }] });
  });
}
