/** Puts durable messages into the outbox, in the transaction that causes them. */
import type { Tx } from '../../database/transaction.js';
import type { PostKind } from '../../domain/post-kind.js';

/** Where a message goes: a conversation, or a person's direct messages. */
export type PostPlace = { channelId: number; userId?: never } | { userId: number; channelId?: never };

export type NewPost = PostPlace & {
  /** What this post is: the same cause makes the same key and so one post. */
  key: string;
  kind: PostKind;
  ticketId?: number;
  projectId?: number;
  commentId?: number;
  /** Goes into the ticket's thread of this role (whose channel wins over `channelId`), once that thread exists. */
  threadRole?: 'origin' | 'triage' | 'linked';
  /** Goes into this very thread. */
  threadTs?: string;
  isBroadcast?: boolean;
  /** Ids and small facts only: the text is loaded when it is sent. */
  payload?: Record<string, unknown>;
};

/** Adds the posts that are not there yet. The database wakes the sender at commit (trigger on `posts`). */
export async function enqueuePosts(tx: Tx, posts: readonly NewPost[], now: Date): Promise<void> {
  if (posts.length === 0) return;
  await tx.post.createMany({
    data: posts.map((post) => ({
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
