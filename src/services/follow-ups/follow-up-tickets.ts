/** Looks after tickets that nobody touches: reminds those who are waited for, takes up what was put off, and closes what has been resolved long enough. */
import { dueFollowUpsSql } from '../../database/sql/due-follow-ups.js';
import type { TicketStatus } from '../../domain/ticket-status.js';
import type { Desk } from '../desk.js';
import { changeTicket, type TicketWork } from '../tickets/act-on-ticket.js';
import { followUpHeld } from './follow-up-held.js';
import { followUpResolved } from './follow-up-resolved.js';
import { followUpWaiting } from './follow-up-waiting.js';
import type { Did, Outcome } from './outcome.js';

/** A run; what is left is due in the next. It bounds how many people a desk that was down for a week writes to in a minute. */
const TICKETS_MAX = 200;
/** A ticket that cannot be looked after must not keep the others waiting. */
const RETRY_MS = 3_600_000;

/** Does what was due at `followUpAt`, within the ticket's lock; returns when to look again. */
type Step = (work: TicketWork, followUpAt: Date) => Promise<Outcome>;

const STEPS: Partial<Record<TicketStatus, Step>> = {
  waiting: followUpWaiting,
  resolved: followUpResolved,
  on_hold: followUpHeld,
};

/**
 * One transaction a ticket, decided under its lock: killed anywhere, or run by two processes at once, it does everything once. Returns
 * counts for the log.
 */
export async function followUpTickets(desk: Desk): Promise<Record<Did | 'looked', number>> {
  const { prisma } = desk.database;
  const now = desk.clock.now();
  const due = await prisma.$queryRaw<{ id: number }[]>(dueFollowUpsSql({ now, limit: TICKETS_MAX }));
  const counts = { looked: due.length, reminded: 0, told: 0, closed: 0, resumed: 0 };
  for (const { id } of due) {
    try {
      const did = await changeTicket(desk, { ticketId: id }, (work) => followUp(work, now));
      if (did !== null) counts[did] += 1;
    } catch (error) {
      desk.log.error({ ticketId: id, err: error }, 'a ticket could not be looked after');
      const followUpAt = new Date(now.getTime() + RETRY_MS);
      await prisma.ticket.updateMany({ where: { id, followUpAt: { lte: now } }, data: { followUpAt } });
    }
  }
  return counts;
}

/** Null also where it was done, or moved, since it was found. */
async function followUp(work: TicketWork, asOf: Date): Promise<Did | null> {
  const { tx } = work;
  const { id, status } = work.ticket;
  const { followUpAt } = await tx.ticket.findUniqueOrThrow({ where: { id }, select: { followUpAt: true } });
  if (followUpAt === null || followUpAt > asOf) return null;
  const { did, nextAt } = (await STEPS[status]?.(work, followUpAt)) ?? { did: null, nextAt: null };
  // Not as a change of the ticket: nothing that a card shows is another one. A move of the status sets it anew after this.
  await tx.ticket.update({ where: { id }, data: { followUpAt: nextAt }, select: { id: true } });
  return did;
}
