/** Takes the words out of comments: what they say and said, the names of their files, and what waits of them in tables besides. */
import {
  blankEarlyDeletionsSql,
  forgetEarlyWordsSql,
  type MessagePlace,
} from '../../database/sql/blank-early-events.js';
import type { Tx } from '../../database/transaction.js';
import { refreshCopies } from '../posts/refresh-posts.js';

export type BlankedComment = { id: number; channelId: number | null; messageTs: string | null };

/**
 * Only under the lock of their ticket, which everybody who writes words of a comment holds. Every copy in Slack wants a new version.
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
  await blankEarly(
    tx,
    comments.flatMap(({ channelId, messageTs }) =>
      channelId === null || messageTs === null ? [] : [{ channelId, messageTs }],
    ),
  );
  await refreshCopies(tx, ids);
}

/** Events of these messages that wait elsewhere: what they say goes, that one was deleted stays known. */
export async function blankEarly(tx: Tx, messages: readonly MessagePlace[]): Promise<void> {
  if (messages.length === 0) return;
  await tx.$executeRaw(forgetEarlyWordsSql(messages));
  await tx.$executeRaw(blankEarlyDeletionsSql(messages));
}
