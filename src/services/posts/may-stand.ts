/** Whether a message whose update Slack refuses may go on saying what it said. */
import type { Post } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { readersOf } from '../../domain/post-gate.js';

type Shown = Pick<
  Post,
  'key' | 'kind' | 'threadRole' | 'userId' | 'ticketId' | 'commentId' | 'isReworded' | 'isWithdrawn'
>;

/**
 * Not where words or a name were taken out of what it shows, nor where it tells of a confidential ticket to others than its reporter and
 * its agents. When in doubt it goes: a message that is missing is asked for, one that leaks is not noticed.
 */
export async function mayStand(db: Tx, post: Shown): Promise<boolean> {
  if (post.isReworded || post.isWithdrawn) return false;
  if (await isAboutRedacted(db, post)) return false;
  const readers = readersOf(post);
  return readers === 'agents' || readers === 'reporter' || !(await isAboutConfidential(db, post));
}

async function isAboutRedacted(db: Tx, { ticketId, commentId }: Shown): Promise<boolean> {
  const comments = await db.comment.count({ where: { id: commentId ?? 0, redactedAt: { not: null } } });
  if (comments > 0) return true;
  const isBlank = [{ descriptionRedactedAt: { not: null } }, { forgottenAt: { not: null } }];
  return (await db.ticket.count({ where: { id: ticketId ?? 0, OR: isBlank } })) > 0;
}

/** A digest belongs to no ticket: its notices do, or the posts that it tells. */
async function isAboutConfidential(db: Tx, { key, ticketId }: Shown): Promise<boolean> {
  const notices = await db.alertNotice.findMany({ where: { postKey: key }, select: { ticketId: true } });
  const told = await db.post.findMany({ where: { gatheredIn: { key } }, select: { ticketId: true } });
  const ids = [...notices, ...told, { ticketId }].flatMap((each) => each.ticketId ?? []);
  return (await db.ticket.count({ where: { confidential: true, id: { in: ids } } })) > 0;
}
