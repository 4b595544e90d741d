/** Links a new ticket to the closed one that it goes on from. */
import type { Tx } from '../../database/transaction.js';
import { type Actor, can } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { recordChanges } from '../record-changes.js';
import { type CardRow, readCardRow } from '../tickets/load-card.js';
import { factsFor } from '../tickets/locked-ticket.js';
import { permissionRowOf } from '../tickets/view-ticket.js';

/** Null for a number that the actor may not see: it came from a button, and nothing is said about it. */
export async function visiblePredecessor(
  { database }: Desk,
  actor: Actor,
  ticketNumber: string | undefined,
): Promise<Pick<CardRow, 'id' | 'confidential'> | null> {
  if (ticketNumber === undefined) return null;
  const row = await readCardRow(database.prisma, { ticketNumber });
  return row !== null && can(actor, 'view', factsFor(actor, permissionRowOf(row))) ? row : null;
}

export async function linkPredecessor(
  tx: Tx,
  link: { actorId: number; ticketId: number; predecessorId: number },
  now: Date,
): Promise<void> {
  const { actorId, ticketId, predecessorId } = link;
  const kind = 'follows_up';
  await tx.ticketLink.create({
    data: { fromTicketId: ticketId, toTicketId: predecessorId, kind, createdAt: now },
  });
  const newValue = { ticketId: predecessorId, kind };
  await recordChanges(tx, ticketId, actorId, [{ action: 'linked', newValue, occurredAt: now }], now);
}
