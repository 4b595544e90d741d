/** Hands what a clock has been alerted of on to the clock that a new policy makes of it, so that no edit announces it all again. */
import type { OutdatedTicket } from '../../database/sql/outdated-clocks.js';
import type { Tx } from '../../database/transaction.js';
import type { FoldedClock } from './fold-tickets.js';
import { foundOn } from './plan-notices.js';

type Recomputed = { ticket: OutdatedTicket; clock: FoldedClock | null };

/**
 * A target that was late and still is, is no news; one that moved back is forgotten, and may be late once more. Gives the tickets on
 * which something is due that nobody has been alerted of. Only for whoever holds the tickets' rows.
 */
export async function carryAlerts(
  tx: Tx,
  recomputed: readonly Recomputed[],
  now: Date,
): Promise<ReadonlySet<number>> {
  const clocks = new Map(
    recomputed.flatMap(({ ticket, clock }) => (clock === null ? [] : [[ticket.id, clock] as const])),
  );
  const due = foundOn(clocks);
  if (due.length === 0) return new Set();
  const versions = new Map(recomputed.map(({ ticket }) => [ticket.id, ticket.clockVersion]));
  const earlier = await tx.slaAlert.findMany({
    where: { ticketId: { in: [...new Set(due.map(({ ticketId }) => ticketId))] } },
    select: { ticketId: true, targetKind: true, threshold: true, clockVersion: true },
  });
  const isKnown = ({ ticketId, target, percent }: (typeof due)[number]) =>
    earlier.some(
      (alert) =>
        alert.ticketId === ticketId &&
        alert.clockVersion === versions.get(ticketId) &&
        alert.targetKind === target &&
        alert.threshold === percent,
    );
  await tx.slaAlert.createMany({
    data: due.filter(isKnown).map(({ ticketId, target, percent, clockVersion, occurredAt }) => ({
      ...{ ticketId, targetKind: target, threshold: percent, clockVersion, occurredAt, recordedAt: now },
    })),
    skipDuplicates: true,
  });
  return new Set(due.filter((alert) => !isKnown(alert)).map(({ ticketId }) => ticketId));
}
