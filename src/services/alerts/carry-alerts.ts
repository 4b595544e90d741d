/** Hands what a clock has been alerted of on to the clock that comes after it, so that no edit announces it all again. */
import type { FoundAlert } from '../../database/sql/insert-alerts.js';
import type { Tx } from '../../database/transaction.js';
import type { FoldedClock } from '../sla/fold-tickets.js';
import { foundOn, passedOn } from './plan-notices.js';

/** `versionBefore`: of the clock as it was last stored. */
export type Refolded = { ticketId: number; versionBefore: number; clock: FoldedClock };

/**
 * When something that was due on the clock before is no news on this one. `same`: it happened at the very same instant, so that a new
 * priority announces what is late by it, and not what had been answered late before. `still`: whenever it happened, because a new
 * calendar and another start move every instant a little.
 */
export type CarryRule = 'same' | 'still';

/** A start that is set right, or another project's hours, leave the same target late; a new cycle after a reopening has another one. */
export function carryRuleOf(changes: readonly { readonly action: string }[]): CarryRule {
  return changes.some(({ action }) => action === 'start_moved' || action === 'project') ? 'still' : 'same';
}

/**
 * What had passed is handed on whatever the state, so that a pause does not make it news, and with it every lower percentage of its
 * target, which an edit may have added. What has not passed any more is forgotten, and may come again. Gives the tickets on which
 * something is due that nobody has been alerted of. Only for whoever holds the tickets' rows and stores the clocks.
 */
export async function carryAlerts(
  tx: Tx,
  refolded: readonly Refolded[],
  rule: CarryRule,
  now: Date,
): Promise<ReadonlySet<number>> {
  const clocks = new Map(refolded.map(({ ticketId, clock }) => [ticketId, clock]));
  const passed = passedOn(clocks);
  if (passed.length === 0) return new Set();
  const alerts = await tx.slaAlert.findMany({
    where: { ticketId: { in: [...new Set(passed.map(({ ticketId }) => ticketId))] } },
    select: { ticketId: true, targetKind: true, threshold: true, clockVersion: true, occurredAt: true },
  });
  const occurredAt = new Map(
    alerts.map(({ targetKind, threshold, ...alert }) => [
      alertName({ ...alert, target: targetKind, percent: threshold }),
      alert.occurredAt,
    ]),
  );
  const versionsBefore = new Map(refolded.map(({ ticketId, versionBefore }) => [ticketId, versionBefore]));
  const isKnown = (found: FoundAlert) => {
    const clockVersion = versionsBefore.get(found.ticketId) ?? found.clockVersion;
    const before = occurredAt.get(alertName({ ...found, clockVersion }));
    return before !== undefined && (rule === 'still' || before.getTime() === found.occurredAt.getTime());
  };
  const known = highestPercents(passed.filter(isKnown));
  const carried = passed.filter((found) => found.percent <= (known.get(targetName(found)) ?? 0));
  await insertCarried(tx, carried, now);
  const settled = new Set([...occurredAt.keys(), ...carried.map(alertName)]);
  const news = foundOn(clocks).filter((found) => !settled.has(alertName(found)));
  return new Set(news.map(({ ticketId }) => ticketId));
}

type TargetOfClock = Pick<FoundAlert, 'ticketId' | 'target' | 'clockVersion'>;

function targetName({ ticketId, target, clockVersion }: TargetOfClock): string {
  return `${ticketId}:${target}:${clockVersion}`;
}

function alertName(alert: TargetOfClock & Pick<FoundAlert, 'percent'>): string {
  return `${targetName(alert)}:${alert.percent}`;
}

function highestPercents(alerts: readonly FoundAlert[]): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  for (const alert of alerts) {
    const name = targetName(alert);
    highest.set(name, Math.max(alert.percent, highest.get(name) ?? 0));
  }
  return highest;
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
