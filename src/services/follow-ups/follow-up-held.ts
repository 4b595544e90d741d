/** Lets a ticket go on that was on hold until some day, and tells whoever has it. */
import type { TicketWork } from '../tickets/act-on-ticket.js';
import { applyTransition } from '../tickets/apply-transition.js';
import { placeInThread } from '../tickets/place-in-thread.js';
import type { Outcome } from './outcome.js';

/**
 * It goes on as of the moment that was said, also where nobody ran then, so that its clock is right; but not before what its clock has
 * counted since.
 */
export async function followUpHeld(work: TicketWork): Promise<Outcome> {
  const { tx, ticket, now } = work;
  const { heldUntilAt } = await tx.ticket.findUniqueOrThrow({
    where: { id: ticket.id },
    select: { heldUntilAt: true },
  });
  if (heldUntilAt === null || heldUntilAt > now) return { did: null, nextAt: heldUntilAt };
  const at = new Date(Math.max(heldUntilAt.getTime(), ticket.clockMovedAt?.getTime() ?? 0));
  applyTransition(work, 'resume', { actorId: null, at });
  const triage = placeInThread(ticket, 'triage');
  const isDirect = triage === null;
  const place = triage ?? (ticket.assigneeId === null ? null : { userId: ticket.assigneeId });
  if (place !== null) {
    work.post({
      ...place,
      key: `hold_over:${ticket.id}:${at.getTime()}`,
      kind: 'hold_over',
      ticketId: ticket.id,
      payload: { heldUntilAt: heldUntilAt.toISOString() },
      ...(ticket.assigneeId === null ? {} : { notifies: { userId: ticket.assigneeId, isAlone: isDirect } }),
    });
  }
  return { did: 'resumed', nextAt: null };
}
