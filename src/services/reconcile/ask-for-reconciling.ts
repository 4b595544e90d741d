/** An admin has threads read again: all of them, or those of one ticket. */
import { inTransaction } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { requireDeskPermission } from '../projects/require-desk-permission.js';
import { lockTicket } from '../tickets/locked-ticket.js';
import { notFound, requirePermission } from '../tickets/require-permission.js';
import { beginRun } from './begin-run.js';

/**
 * They are read from now on, by whichever process comes first; this returns at once. Those of one ticket come before all others.
 *
 * @returns how many threads that is.
 * @throws UserError for whoever is no admin, and for a ticket that they may not see or that does not exist.
 */
export async function askForReconciling(
  desk: Desk,
  actor: Actor,
  ticketNumber: string | null,
): Promise<{ threads: number }> {
  requireDeskPermission(actor, 'look_after_desk');
  const { threads } = await inTransaction(desk.database, async (tx) => {
    const now = desk.clock.now();
    if (ticketNumber === null) return beginRun(tx, now, { cause: 'command' });
    const ticket = await lockTicket(tx, { ticketNumber });
    if (ticket === null) throw notFound(ticketNumber);
    requirePermission(actor, 'view', ticket, ticketNumber);
    return beginRun(tx, now, { cause: 'command', ticketId: ticket.id });
  });
  desk.log.info({ threads, ticketNumber }, 'threads are read again on command');
  return { threads };
}
