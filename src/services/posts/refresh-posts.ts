/** Says that what a live message shows has changed, or that it is to be taken out of Slack. */
import type { Tx } from '../../database/transaction.js';
import { LIVE_CARD_KINDS } from '../../domain/post-kind.js';
import { tryStandingAgain, withdrawPosts } from './withdraw-posts.js';

/** Every card of the ticket is to show its current state. Several calls before the sender comes make one update. */
export async function refreshCards(
  tx: Tx,
  ticketId: number,
  { exceptPostId }: { exceptPostId?: number } = {},
): Promise<void> {
  await tx.post.updateMany({
    where: {
      ...(exceptPostId === undefined ? {} : { id: { not: exceptPostId } }),
      ticketId,
      kind: { in: [...LIVE_CARD_KINDS] },
      isWithdrawn: false,
    },
    data: { wantedVersion: { increment: 1 } },
  });
}

/** Somebody may do less than before: the cards in their direct messages are looked at again, and what asks them to act is not sent. */
export async function refreshOwnPosts(tx: Tx, userId: number): Promise<void> {
  await tx.post.updateMany({
    where: { userId, kind: 'admin_card', isWithdrawn: false },
    data: { wantedVersion: { increment: 1 } },
  });
  // Forgotten rather than withdrawn: should they look after the desk again, they are asked again.
  await tx.post.deleteMany({ where: { userId, kind: 'setup_notice', state: 'pending' } });
}

/**
 * A question about a draft names tickets of whoever is asked: it is looked at again where one is theirs no more, or its title was taken
 * out.
 */
export async function refreshMessageDraftPrompts(tx: Tx, userId: number): Promise<void> {
  await tx.post.updateMany({
    where: { userId, kind: 'draft_prompt', isWithdrawn: false },
    data: { isReworded: true, wantedVersion: { increment: 1 } },
  });
}

/** Every copy of the comments is to show their current text; one that is on its way is shown again after it. */
export async function refreshCopies(tx: Tx, commentIds: readonly number[]): Promise<void> {
  await tryStandingAgain(tx, { commentId: { in: [...commentIds] } });
  await tx.post.updateMany({
    where: { commentId: { in: [...commentIds] }, isWithdrawn: false },
    data: { wantedVersion: { increment: 1 } },
  });
}

/** Somebody has the ticket now, or nobody any more: alerts offer to take it, or do not. */
export async function refreshAlerts(tx: Tx, ticketId: number): Promise<void> {
  await tx.post.updateMany({
    where: { ticketId, kind: { in: ['at_risk', 'breach'] }, isWithdrawn: false, state: 'sent' },
    data: { wantedVersion: { increment: 1 } },
  });
}

/** What was said where the ticket was resolved names another one, of which something has changed. */
export async function refreshResolvedLines(tx: Tx, ticketId: number): Promise<void> {
  const lines = { ticketId, kind: 'status_line', payload: { path: ['event'], equals: 'resolve' } };
  await tryStandingAgain(tx, lines);
  await tx.post.updateMany({
    where: { ...lines, isWithdrawn: false },
    data: { wantedVersion: { increment: 1 } },
  });
}

/** Copies of the description's files are looked at again: one whose file may not be shown any more disappears. */
export async function refreshDescriptionFiles(tx: Tx, ticketId: number): Promise<void> {
  await tx.post.updateMany({
    where: { ticketId, commentId: null, kind: 'carried_file', isWithdrawn: false },
    data: { wantedVersion: { increment: 1 } },
  });
}

/** Every copy of the comment is to disappear. A copy that was never sent never will be. */
export async function withdrawCopies(tx: Tx, commentId: number): Promise<void> {
  await withdrawPosts(tx, { commentId });
}

/**
 * Who may see the ticket has changed: what tells of it elsewhere than in its own threads is looked at again, and shows more, less, or
 * disappears.
 */
export async function refreshTold(tx: Tx, ticketId: number): Promise<void> {
  const digests = await tx.alertNotice.findMany({
    where: { ticketId, outcome: 'digest', postKey: { not: null } },
    distinct: ['postKey'],
    select: { postKey: true },
  });
  const keys = digests.flatMap(({ postKey }) => postKey ?? []);
  await tryStandingAgain(tx, { OR: [{ ticketId }, { key: { in: keys } }] });
  await tx.post.updateMany({
    where: {
      isWithdrawn: false,
      OR: [
        { ticketId, threadRole: null, kind: { notIn: [...LIVE_CARD_KINDS] } },
        { ticketId, state: 'pending' },
        { key: { in: keys }, kind: 'alert_digest' },
      ],
    },
    data: { wantedVersion: { increment: 1 } },
  });
}
