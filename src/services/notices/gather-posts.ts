/** Puts posts that were kept back into one message, which tells them in their place. */
import type { HeldPost } from '../../database/sql/held-posts.js';
import type { Tx } from '../../database/transaction.js';
import { GATHERED_POSTS_MAX } from '../../domain/notices/gathered-max.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import type { NewPost } from '../posts/new-post.js';

/** In the order in which something was first to be told of them. */
export function byTicket(posts: readonly HeldPost[]): HeldPost[][] {
  const groups = new Map<string, HeldPost[]>();
  for (const post of posts) {
    const about = post.ticketId === null ? `post:${post.id}` : `ticket:${post.ticketId}`;
    groups.set(about, [...(groups.get(about) ?? []), post]);
  }
  return [...groups.values()];
}

/** As many messages as it takes: one has room for so many. */
export function inMessages(posts: readonly HeldPost[]): HeldPost[][] {
  const count = Math.ceil(posts.length / GATHERED_POSTS_MAX);
  return Array.from({ length: count }, (_, index) =>
    posts.slice(index * GATHERED_POSTS_MAX, (index + 1) * GATHERED_POSTS_MAX),
  );
}

/** `message`: of the kind that shows posts which follow it. */
export async function gather(tx: Tx, posts: readonly HeldPost[], now: Date, message: NewPost): Promise<void> {
  await enqueuePosts(tx, [message], now);
  const { id } = await tx.post.findUniqueOrThrow({ where: { key: message.key }, select: { id: true } });
  await tx.post.updateMany({
    where: { id: { in: posts.map((post) => post.id) } },
    data: { gatheredInId: id, heldUntilAt: null, state: 'withdrawn', sentAt: now },
  });
}
