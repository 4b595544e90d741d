/** Flags the tickets whose targets have passed or are about to, and has the right people told, once each. */

import { claimDueTicketsSql } from '../../database/sql/due-tickets.js';
import { writeClocksSql } from '../../database/sql/write-clocks.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { announceAlerts } from '../alerts/plan-notices.js';
import { type Telling, tellNotices } from '../alerts/tell-notices.js';
import type { Desk } from '../desk.js';
import { type FoldableTicket, foldTickets, UNFOLDABLE_RETRY_MS } from './fold-tickets.js';
import { clockRowsOf } from './refold-clock.js';

/** Tickets a transaction. */
const BATCH_MAX = 100;
/** Tickets a sweep; what is left is due in the next. */
const LOOKED_MAX = 20_000;

/** Tickets looked at, breaches and warnings found. */
export type Swept = { looked: number; flagged: number; warned: number };

/**
 * Looks at every ticket whose clock wants to be looked at by `at`, earliest first, and then tells of what it found. Safe to run
 * twice at once: an alert is unique per ticket, target, threshold and clock version. One ticket's failure is logged and stops no other.
 */
export async function sweepClocks(
  desk: Desk,
  at: Date,
  { batchMax = BATCH_MAX }: { batchMax?: number } = {},
): Promise<Swept & Telling> {
  const swept = { looked: 0, flagged: 0, warned: 0 };
  while (swept.looked < LOOKED_MAX) {
    const { looked, flagged, warned } = await sweepBatch(desk, at, batchMax);
    swept.looked += looked;
    swept.flagged += flagged;
    swept.warned += warned;
    if (looked < batchMax) break;
  }
  return { ...swept, ...(await tellNotices(desk, at)) };
}

/** As many round trips for a hundred tickets as for one. Each that is claimed wakes later than `at` from then on. */
async function sweepBatch(desk: Desk, at: Date, limit: number): Promise<Swept> {
  return inTransaction(desk.database, async (tx) => {
    const due = await tx.$queryRaw<FoldableTicket[]>(claimDueTicketsSql({ at, limit }));
    if (due.length === 0) return { looked: 0, flagged: 0, warned: 0 };
    const unfoldable = new Set<number>();
    const clocks = await foldTickets(tx, desk.database, due, at, (ticketId, error) => {
      unfoldable.add(ticketId);
      desk.log.error({ err: error, ticketId }, 'a clock could not be swept');
    });
    const announced = await announceAlerts(tx, desk, clocks, at);
    if (clocks.size > 0) await tx.$executeRaw(writeClocksSql(clockRowsOf(due, clocks)));
    const clockless = due.map(({ id }) => id).filter((id) => !clocks.has(id));
    await wakeAt(
      tx,
      clockless.filter((id) => unfoldable.has(id)),
      new Date(at.getTime() + UNFOLDABLE_RETRY_MS),
    );
    await wakeAt(
      tx,
      clockless.filter((id) => !unfoldable.has(id)),
      null,
    );
    return { looked: due.length, ...announced };
  });
}

async function wakeAt(tx: Tx, ticketIds: readonly number[], nextWakeAt: Date | null): Promise<void> {
  if (ticketIds.length === 0) return;
  await tx.ticket.updateMany({ where: { id: { in: [...ticketIds] } }, data: { nextWakeAt } });
}
