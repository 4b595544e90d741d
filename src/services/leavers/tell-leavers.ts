/** Tells whoever can give tickets to somebody else that their assignee works the project no more, once. */
import { inTransaction, type Tx } from '../../database/transaction.js';
import { isAgentOf } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import type { NewPost } from '../posts/new-post.js';
import { actorSelect, toActor } from '../users/actor-row.js';
import { workingAdminIds } from '../users/working-admins.js';

/** Slack's events come late and in any order: whoever is back by then has not left. */
export const LEAVER_SETTLES_MS = 60_000;
/** A run; what is left is due in the next. */
const LEAVERS_MAX = 50;

type Left = { projectId: number; userId: number; leftAt: Date };

/** Returns how many were told of. What they have is read when the message is sent: nothing is said where that is nothing. */
export async function tellLeavers(desk: Desk): Promise<number> {
  const due = await desk.database.prisma.leaver.findMany({
    where: { leftAt: { lte: new Date(desk.clock.now().getTime() - LEAVER_SETTLES_MS) } },
    orderBy: [{ leftAt: 'asc' }, { projectId: 'asc' }, { userId: 'asc' }],
    take: LEAVERS_MAX,
  });
  let told = 0;
  for (const left of due) if (await inTransaction(desk.database, (tx) => tell(tx, desk, left))) told += 1;
  return told;
}

async function tell(tx: Tx, desk: Desk, left: Left): Promise<boolean> {
  // Taken by whoever tells it.
  if ((await tx.leaver.deleteMany({ where: left })).count === 0) return false;
  const { projectId, userId, leftAt } = left;
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: actorSelect });
  if (isAgentOf(toActor(user), projectId)) return false;
  const post = {
    key: `leaver:${projectId}:${userId}:${leftAt.getTime()}`,
    ...{ kind: 'leaver' as const, projectId, payload: { userId } },
  };
  await enqueuePosts(tx, await addressed(tx, projectId, post), desk.clock.now());
  return true;
}

/** To the agents, or to each admin where the project has no channel for them. */
async function addressed(
  tx: Tx,
  projectId: number,
  post: Omit<NewPost, 'channelId' | 'userId'>,
): Promise<NewPost[]> {
  const triage = await tx.channel.findFirst({ where: { projectId, role: 'triage' }, select: { id: true } });
  if (triage !== null) return [{ ...post, channelId: triage.id }];
  const admins = await workingAdminIds(tx);
  return admins.map((userId) => ({ ...post, key: `${post.key}:${userId}`, userId }));
}
