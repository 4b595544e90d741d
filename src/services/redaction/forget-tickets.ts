/** Takes the texts out of tickets that have been closed for longer than their project keeps them. */
import { dueForgettingSql, isForgettableSql } from '../../database/sql/due-forgetting.js';
import { FORGOTTEN } from '../../domain/redacted.js';
import type { Desk } from '../desk.js';
import { recordAudit } from '../record-audit.js';
import { changeTicket, type TicketWork } from '../tickets/act-on-ticket.js';
import { blankComments } from './blank-comments.js';
import { BLANK_PART, blankTitle } from './blank-ticket.js';
import { takeOutLeft } from './take-out-left.js';

/**
 * A run. Every message of a forgotten ticket is shown again, in turn with whatever else its conversations are to show, so that a project
 * which begins to forget does so over days instead of keeping live work waiting.
 */
const TICKETS_MAX = 10;

/** One transaction a ticket, so that a run can be killed anywhere. Returns how many were forgotten. */
export async function forgetTickets(desk: Desk): Promise<number> {
  const now = desk.clock.now();
  const due = await desk.database.prisma.$queryRaw<{ id: number }[]>(dueForgettingSql(now, TICKETS_MAX));
  let forgotten = 0;
  for (const { id } of due) {
    try {
      if (await changeTicket(desk, { ticketId: id }, (work) => forget(work, now))) forgotten += 1;
    } catch (error) {
      desk.log.error({ ticketId: id, err: error }, 'a ticket could not be forgotten yet');
    }
  }
  return forgotten;
}

/** False where it was reopened, written on or forgotten in the meantime. */
async function forget(work: TicketWork, asOf: Date): Promise<boolean> {
  const { tx, ticket, now } = work;
  const stillDue = await tx.$queryRaw<object[]>(isForgettableSql(ticket.id, asOf));
  if (stillDue.length === 0) return false;
  const comments = await tx.comment.findMany({
    where: { ticketId: ticket.id, redactedAt: null },
    select: { id: true, channelId: true, messageTs: true },
  });
  await blankComments(tx, comments, now);
  await takeOutLeft(work, comments);
  await BLANK_PART.description(work);
  await BLANK_PART.start_reason(work);
  await BLANK_PART.admin_reasons(work);
  await tx.reminder.updateMany({ where: { ticketId: ticket.id }, data: { text: '' } });
  await blankTitle(work, FORGOTTEN);
  work.patch({ forgottenAt: now });
  work.record({ action: 'forgotten', occurredAt: now }, null);
  const subject = { ticketId: ticket.id, projectId: ticket.projectId, comments: comments.length };
  await recordAudit(tx, { actorId: null, action: 'texts_forgotten', subject, now });
  return true;
}
