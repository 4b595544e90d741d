/** Tells the admins that messages do not arrive in a conversation, once for each conversation and cause. */
import type { Post } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { enqueueForAdmins } from './enqueue-for-admins.js';
import { groupWhere } from './refused-posts.js';

/**
 * In the transaction that gives the post up. Silent while another post is given up there for the same cause: that one was told of. A
 * notice of this kind that cannot be delivered is told to nobody, or it would be told of for ever.
 */
export async function tellUndelivered(
  tx: Tx,
  post: Pick<Post, 'id' | 'kind' | 'channelId' | 'userId'>,
  { reason, now }: { reason: string; now: Date },
): Promise<void> {
  if (post.kind === 'undelivered') return;
  const told = await tx.post.findFirst({
    where: {
      AND: [
        groupWhere({ ...post, lastError: reason }),
        { id: { not: post.id }, kind: { not: 'undelivered' } },
      ],
    },
    select: { id: true },
  });
  if (told !== null) return;
  const key = `undelivered:${post.id}`;
  await enqueueForAdmins(tx, { key, kind: 'undelivered', payload: { postId: post.id } }, now);
}
