/** Puts durable messages into the outbox, in the transaction that causes them. */

import type { Post } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { copyKey, planDeliveries } from '../notices/plan-deliveries.js';
import type { NewPost } from './new-post.js';

/**
 * Adds the posts that are not there yet, as far as whom they notify wants to be told now. The database wakes the sender at commit
 * (trigger on `posts`).
 */
export async function enqueuePosts(tx: Tx, posts: readonly NewPost[], now: Date): Promise<void> {
  if (posts.length === 0) return;
  const planned = await planDeliveries(tx, posts, now);
  await tx.post.createMany({
    data: planned.map(({ post, delivery }) => ({
      ...delivery,
      key: post.key,
      kind: post.kind,
      ticketId: post.ticketId ?? null,
      projectId: post.projectId ?? null,
      commentId: post.commentId ?? null,
      channelId: post.channelId ?? null,
      userId: post.userId ?? null,
      threadRole: post.threadRole ?? null,
      threadTs: post.threadTs ?? null,
      isBroadcast: post.isBroadcast ?? false,
      payload: (post.payload ?? {}) as object,
      nextAttemptAt: now,
      createdAt: now,
    })),
    skipDuplicates: true,
  });
}

type Mention = Pick<Post, 'key' | 'kind' | 'ticketId' | 'commentId' | 'payload'>;

/** What was to mention somebody in a thread waits for them instead, and their settings decide at once. */
export async function enqueueCopies(
  tx: Tx,
  mentions: readonly Mention[],
  { userId, now }: { userId: number; now: Date },
): Promise<void> {
  await tx.post.createMany({
    data: mentions.map(({ key, kind, ticketId, commentId, payload }) => ({
      ...{ key: copyKey(key, userId), kind, ticketId, commentId, userId },
      payload: { ...(payload as object), isCopy: true },
      ...{ heldForId: userId, heldUntilAt: now, nextAttemptAt: now, createdAt: now },
    })),
    skipDuplicates: true,
  });
}
