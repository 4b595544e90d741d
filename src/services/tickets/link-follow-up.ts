/** Links a new ticket to the closed one that it goes on from. */
import type { Tx } from '../../database/transaction.js';
import { type Actor, can } from '../../domain/permissions.js';
import { recordChanges } from '../record-changes.js';
import { readCardRow } from './load-card.js';
import { factsFor } from './locked-ticket.js';
import { permissionRowOf } from './view-ticket.js';

/** A number that the actor may not see links nothing, and does not say so: it came from a button. */
export async function linkFollowUp(
  tx: Tx,
  actor: Actor,
  ticketId: number,
  earlierNumber: string,
  now: Date,
): Promise<void> {
  const earlier = await readCardRow(tx, { ticketNumber: earlierNumber });
  if (earlier === null || !can(actor, 'view', factsFor(actor, permissionRowOf(earlier)))) return;
  await tx.ticketLink.create({
    data: { fromTicketId: ticketId, toTicketId: earlier.id, kind: 'follows_up', createdAt: now },
  });
  const link = {
    action: 'linked',
    newValue: { ticketId: earlier.id, kind: 'follows_up' },
    occurredAt: now,
  } as const;
  await recordChanges(tx, ticketId, actor.userId, [link], now);
}
