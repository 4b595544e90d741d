/** Hands what a clock has been alerted of on to the clock that comes after it, so that no edit announces it all again. */
import type { FoundAlert } from '../../database/sql/insert-alerts.js';
import type { Tx } from '../../database/transaction.js';
import type { FoldedClock } from '../sla/fold-tickets.js';
import { foundOn } from './plan-notices.js';

/** `versionBefore`: of the clock as it was last stored. */
export type Refolded = { ticketId: number; versionBefore: number; clock: FoldedClock };

/**
 * When something that was due on the clock before is no news on this one. `same`: it happened at the very same instant, so that a new
 * priority announces what is late by it, and not what had been answered late before. `still`: whenever it happened, because a new
 * calendar moves every instant a little.
 */
export type CarryRule = 'same' | 'still';

/**
 * What is not due any more is forgotten, and may come again. Gives the tickets on which something is due that nobody has been alerted
 * of. Only for whoever holds the tickets' rows and stores the clocks.
 */
export async function carryAlerts(
  tx: Tx,
  refolded: readonly Refolded[],
  rule: CarryRule,
  now: Date,
): Promise<ReadonlySet<number>> {
  const due = foundOn(new Map(refolded.map(({ ticketId, clock }) => [ticketId, clock])));
  if (due.length === 0) return new Set();
  const alerts = await tx.slaAlert.findMany({
    where: { ticketId: { in: [...new Set(due.map(({ ticketId }) => ticketId))] } },
    select: { ticketId: true, targetKind: true, threshold: true, clockVersion: true, occurredAt: true },
  });
  const alertOn = ({ ticketId, target, percent }: FoundAlert, version: number | undefined) =>
    alerts.find(
      (alert) =>
        alert.ticketId === ticketId &&
        alert.clockVersion === version &&
        alert.targetKind === target &&
        alert.threshold === percent,
    );
  const versionsBefore = new Map(refolded.map(({ ticketId, versionBefore }) => [ticketId, versionBefore]));
  const news = due.filter((found) => alertOn(found, found.clockVersion) === undefined);
  const carried = news.filter((found) => {
    const before = alertOn(found, versionsBefore.get(found.ticketId));
    if (before === undefined) return false;
    return rule === 'still' || before.occurredAt.getTime() === found.occurredAt.getTime();
  });
  await insertCarried(tx, carried, now);
  return new Set(news.filter((found) => !carried.includes(found)).map(({ ticketId }) => ticketId));
}

async function insertCarried(tx: Tx, carried: readonly FoundAlert[], now: Date): Promise<void> {
  if (carried.length === 0) return;
  await tx.slaAlert.createMany({
    data: carried.map(({ target, percent, ...found }) => ({
      ...{ ...found, targetKind: target, threshold: percent, recordedAt: now },
    })),
    skipDuplicates: true,
  });
}
