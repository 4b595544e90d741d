/** Finds what is to be sent next: the conversations with work, and the first post of one. */
import type { Channel, Post } from '../../database/generated/client.js';
import {
  type HeadPost,
  headPostSql,
  type OutstandingLane,
  outstandingLanesSql,
} from '../../database/sql/outstanding-posts.js';
import type { Desk } from '../desk.js';

export type { OutstandingLane };

/** One lane per conversation with work left; those whose time has not come say when it will. */
export async function outstandingLanes({ database, clock }: Desk): Promise<OutstandingLane[]> {
  return database.prisma.$queryRaw<OutstandingLane[]>(outstandingLanesSql(clock.now()));
}

export type ClaimedPost = {
  post: Post;
  channel: Channel;
  threadTs: string | null;
  isRootless: boolean;
};

/**
 * The oldest post with work left in the conversation, once its time has come; else null, and the whole conversation waits for it.
 * Only for whoever holds the conversation's lock.
 */
export async function claimPost({ database, clock }: Desk, channelId: number): Promise<ClaimedPost | null> {
  const now = clock.now();
  const [head] = await database.prisma.$queryRaw<HeadPost[]>(headPostSql(channelId, now));
  if (head === undefined) return null;
  const [post, channel] = await Promise.all([
    database.prisma.post.findUnique({ where: { id: head.postId } }),
    database.prisma.channel.findUnique({ where: { id: channelId } }),
  ]);
  if (post === null || channel === null || post.nextAttemptAt > now) return null;
  return { post, channel, threadTs: head.threadTs, isRootless: head.isRootless };
}
