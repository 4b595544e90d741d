/** An admin sees, adds and removes a project's agents. */
import { inTransaction } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { Person } from '../../domain/post-content.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { ensureUser } from '../users/ensure-user.js';
import { changeAgents } from './change-agents.js';
import { requireDeskPermission } from './require-desk-permission.js';
import { requireProject } from './require-project.js';

export type ProjectAgentLine = Person & {
  /** By being in the triage channel. */
  isMember: boolean;
  /** By an admin's word. */
  isAdded: boolean;
};

const ACTIONS = { gained: 'agent_added', lost: 'agent_removed' } as const;

/** Those who work the project's tickets now, by name. @throws UserError for anybody but admins. */
export async function projectAgents(desk: Desk, actor: Actor, key: string): Promise<ProjectAgentLine[]> {
  requireDeskPermission(actor, 'manage_agents');
  const { prisma } = desk.database;
  const project = await requireProject(prisma, key);
  const rows = await prisma.projectAgent.findMany({
    where: {
      projectId: project.id,
      isRemoved: false,
      OR: [{ isMember: true }, { isAdded: true }],
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
  const user = await ensureUser(desk, slackUserId);
  if (user.profileReadAt === null) {
    throw new UserError('Slack does not say who that is. Try again in a moment.');
  }
  if (user.isGuest || user.isExternal || user.isDeactivated || user.isBot) {
    throw new UserError('Only full members of this workspace can be agents: no guests, bots or outsiders.');
  }
  await change(desk, actor, key, user.id, { isAdded: true, isRemoved: false });
}

/** Beats membership of the triage channel, and lasts until an admin adds them again. */
export async function removeAgent(desk: Desk, actor: Actor, key: string, slackUserId: string): Promise<void> {
  requireDeskPermission(actor, 'manage_agents');
  const user = await ensureUser(desk, slackUserId);
  await change(desk, actor, key, user.id, { isAdded: false, isRemoved: true });
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
    await changeAgents(tx, { ...by, changes: [{ userId, flags }] });
  });
}
