/** The gate for whoever names a ticket: refuses what the permission table does not allow, without telling what may not be known. */
import { type Actor, can, needsReason, type TicketAction } from '../../domain/permissions.js';
import { reasonNeeded, refusal, ticketNotFound } from '../../domain/refusal.js';
import { UserError } from '../../errors.js';
import { factsFor, type PermissionRow } from './locked-ticket.js';

export function notFound(ticketNumber: string): UserError {
  return new UserError(ticketNotFound(ticketNumber));
}

/**
 * Throws a `UserError`: "not found" for whoever may not see the ticket, to an admin that it takes a reason, else what they can do
 * instead. `asked`: the number by which it was asked for, which may be one from before it moved; to whoever may not see it no other is
 * told.
 */
export function requirePermission(
  actor: Actor,
  action: TicketAction,
  ticket: PermissionRow & { ticketNumber: string },
  asked = ticket.ticketNumber,
): void {
  const facts = factsFor(actor, ticket);
  if (can(actor, action, facts)) return;
  const { ticketNumber } = ticket;
  if (needsReason(actor, facts)) {
    throw new UserError(reasonNeeded(ticketNumber), { reasonOpens: ticketNumber });
  }
  if (!can(actor, 'view', facts)) throw notFound(asked);
  throw new UserError(refusal(actor, action, facts, ticketNumber));
}
