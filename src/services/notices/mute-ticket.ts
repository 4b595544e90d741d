/** Somebody wants no more direct messages about a ticket, or wants them again. */
import { type Actor, can } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { changeTicket } from '../tickets/act-on-ticket.js';
import { factsFor } from '../tickets/locked-ticket.js';
import { requirePermission } from '../tickets/require-permission.js';
import { isEscalatedTo } from './is-escalated-to.js';

export type Muted = { ticketNumber: string; isChanged: boolean; isAssignee: boolean };

/**
 * For themselves alone, and no change of the ticket. What is on its way is judged once more before it is told. @throws UserError "not
 * found" for whoever neither sees the ticket nor is told of it.
 */
export async function muteTicket(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  isMuted: boolean,
): Promise<Muted> {
  const { userId } = actor;
  return changeTicket(desk, { ticketNumber }, async (work) => {
    const { tx, ticket, now } = work;
    const isSeen = can(actor, 'view', factsFor(actor, ticket));
    if (!isSeen && !(await isEscalatedTo(tx, desk, actor, ticket))) {
      requirePermission(actor, 'view', ticket, ticketNumber);
    }
    const mute = { userId, ticketId: ticket.id };
    const wasMuted = (await tx.ticketMute.count({ where: mute })) > 0;
    const isChanged = wasMuted !== isMuted;
    if (isChanged && isMuted) await tx.ticketMute.create({ data: { ...mute, createdAt: now } });
    if (isChanged && !isMuted) await tx.ticketMute.deleteMany({ where: mute });
    // Whoever may not see it learns no other number than the one they were told.
    const number = isSeen ? ticket.ticketNumber : ticketNumber;
    return { ticketNumber: number, isChanged, isAssignee: ticket.assigneeId === userId };
  });
}
