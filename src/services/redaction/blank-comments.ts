/** Takes the words out of comments: what they say and said, the names of their files, and what waits of them in tables besides. */
import { blankEarlyDeletionsSql, forgetEarlyWordsSql } from '../../database/sql/blank-early-events.js';
import type { Tx } from '../../database/transaction.js';

export type BlankedComment = { id: number; channelId: number | null; messageTs: string | null };

/**
 * Only under the lock of their ticket, which everybody who writes words of a comment holds. Every copy in Slack wants a new version; one
 * that is on its way is shown again after it.
 */
export async function blankComments(tx: Tx, comments: readonly BlankedComment[], now: Date): Promise<void> {
  if (comments.length === 0) return;
  const ids = comments.map(({ id }) => id);
  const ofThem = { where: { commentId: { in: ids } } };
  await tx.commentEditHistory.updateMany({ ...ofThem, data: { previousContent: '' } });
  await tx.attachment.updateMany({ ...ofThem, data: { name: '', urlPrivate: null } });
  await tx.comment.updateMany({
    where: { id: { in: ids }, redactedAt: null },
    data: { content: '', redactedAt: now, isOriginalSeen: true },
  });
  for (const { channelId, messageTs } of comments) {
    if (channelId !== null && messageTs !== null) await blankEarly(tx, channelId, messageTs);
  }
  await tx.post.updateMany({
    where: { commentId: { in: ids }, isWithdrawn: false },
    data: { wantedVersion: { increment: 1 } },
  });
}

/** Events of the message that wait elsewhere: what they say goes, that it was deleted stays known. */
export async function blankEarly(tx: Tx, channelId: number, messageTs: string): Promise<void> {
  await tx.$executeRaw(forgetEarlyWordsSql(channelId, messageTs));
  await tx.$executeRaw(blankEarlyDeletionsSql(channelId, messageTs));
}
