/** Makes the agents of a project follow the members of its triage channel. */
import type { Tx } from '../../database/transaction.js';
import type { Desk } from '../desk.js';
import { ensureUser } from '../users/ensure-user.js';
import { changeAgents } from './change-agents.js';

/** More than any triage channel should have; the rest are read as no members. */
const MEMBERS_MAX = 1000;

/**
 * Ids of the members that have been read, asked of Slack outside every transaction. Somebody whose profile Slack does not tell is
 * left out until it does: they might be a guest.
 */
export async function readMemberIds(desk: Desk, slackChannelId: string): Promise<number[]> {
  const slackUserIds = await desk.directory.readMembers(slackChannelId);
  if (slackUserIds.length > MEMBERS_MAX) {
    desk.log.warn({ slackChannelId, members: slackUserIds.length }, 'triage channel has too many members');
  }
  const userIds: number[] = [];
  for (const slackUserId of slackUserIds.slice(0, MEMBERS_MAX)) {
    const user = await ensureUser(desk, slackUserId);
    if (user.profileReadAt === null)
      desk.log.warn({ userId: user.id }, 'member without a profile is no agent yet');
    else if (!user.isBot) userIds.push(user.id);
  }
  return userIds;
}

/** Whoever is not among them is a member no longer. */
export async function applyMembers(
  tx: Tx,
  projectId: number,
  memberIds: readonly number[],
  by: { actorId: number | null; now: Date },
): Promise<void> {
  const members = new Set(memberIds);
  const gone = await tx.projectAgent.findMany({
    where: { projectId, isMember: true, userId: { notIn: [...members] } },
    select: { userId: true },
    orderBy: { userId: 'asc' },
  });
  await changeAgents(tx, {
    projectId,
    ...by,
    actions: { gained: 'agent_joined', lost: 'agent_left' },
    changes: [
      ...[...members].map((userId) => ({ userId, flags: { isMember: true } })),
      ...gone.map(({ userId }) => ({ userId, flags: { isMember: false } })),
    ],
  });
}
