/** Takes the words out of a ticket itself: its description, its titles, how it was known when it began, and why admins opened it. */
import { rewordTicketPostsSql } from '../../database/sql/reword-ticket-posts.js';
import { REDACTED } from '../../domain/redacted.js';
import { refreshDescriptionFiles, refreshMessageDraftPrompts } from '../posts/refresh-posts.js';
import { tryStandingAgain } from '../posts/withdraw-posts.js';
import type { ChangeAction } from '../record-changes.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';
import { blankEarly } from './blank-comments.js';
import { takeOutLeft } from './take-out-left.js';

export const TICKET_PARTS = ['title', 'description', 'start_reason', 'admin_reasons'] as const;
export type TicketPart = (typeof TICKET_PARTS)[number];

/** Each returns false where there is nothing left to take out. `ofUserId`: of the reasons only theirs. Cards follow, because a column changes. */
export const BLANK_PART: Record<TicketPart, (work: TicketWork, ofUserId?: number) => Promise<boolean>> = {
  title: (work) => blankTitle(work, REDACTED),
  description: (work) => blankDescription(work),
  start_reason: (work) => blankStartReason(work),
  admin_reasons: blankAdminReasons,
};

/** Every title that it has had. It can be given another one; what shows the old one in Slack is shown again. */
export async function blankTitle(work: TicketWork, instead: string): Promise<boolean> {
  const { tx, ticket, patch } = work;
  const earlier = await blankTexts(work, ['title']);
  if (ticket.title === instead && earlier === 0) return false;
  patch({ title: instead });
  await takeOutLeft(work, null);
  await tx.$executeRaw(rewordTicketPostsSql(ticket.id));
  await refreshMessageDraftPrompts(tx, ticket.reporterId);
  return true;
}

/** With the files that came with it. */
async function blankDescription(work: TicketWork): Promise<boolean> {
  const { tx, ticket, now, patch } = work;
  if (ticket.descriptionRedactedAt !== null) return false;
  await tx.attachment.updateMany({
    where: { ticketId: ticket.id, commentId: null },
    data: { name: '', urlPrivate: null },
  });
  const roots = await tx.ticketThread.findMany({
    where: { ticketId: ticket.id, isRootDescription: true },
    select: { channelId: true, threadTs: true },
  });
  await blankEarly(
    tx,
    roots.map(({ channelId, threadTs }) => ({ channelId, messageTs: threadTs })),
  );
  patch({ description: '', descriptionRedactedAt: now });
  await tryStandingAgain(tx, { ticketId: ticket.id });
  await refreshDescriptionFiles(tx, ticket.id);
  await takeOutLeft(work, null);
  return true;
}

async function blankStartReason(work: TicketWork): Promise<boolean> {
  const { tx, ticket, patch } = work;
  const earlier = await blankTexts(work, ['start_moved', 'start_reason']);
  const { clockStartReason } = await tx.ticket.findUniqueOrThrow({
    where: { id: ticket.id },
    select: { clockStartReason: true },
  });
  if (clockStartReason === null || (clockStartReason === REDACTED && earlier === 0)) return earlier > 0;
  patch({ clockStartReason: REDACTED });
  await tx.$executeRaw(rewordTicketPostsSql(ticket.id));
  return true;
}

/** That they opened it stays, and what told the agents of it is shown again. */
async function blankAdminReasons({ tx, ticket }: TicketWork, ofUserId?: number): Promise<boolean> {
  const by = ofUserId === undefined ? {} : { userId: ofUserId };
  const { count } = await tx.confidentialReading.updateMany({
    where: { ...by, ticketId: ticket.id, reason: { not: REDACTED } },
    data: { reason: REDACTED },
  });
  if (count > 0) await tx.$executeRaw(rewordTicketPostsSql(ticket.id));
  return count > 0;
}

async function blankTexts(
  { tx, ticket, now }: TicketWork,
  actions: readonly ChangeAction[],
): Promise<number> {
  const { count } = await tx.changelogText.updateMany({
    where: { ticketId: ticket.id, action: { in: [...actions] }, redactedAt: null },
    data: { text: '', redactedAt: now },
  });
  return count;
}
