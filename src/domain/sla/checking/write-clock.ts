/** Everything that the fold knows, as plain JSON. */

import type { TicketClock } from '../clock.js';
import { dueAlerts } from '../due-alerts.js';
import type { LedgerEntry } from '../ledger.js';
import type { TargetClock } from '../target-clock.js';
import { instantText } from './instant.js';

type DateNames = ReadonlyMap<string, string>;

/** `names` is what holidays and exceptions are called, by date. `due` is what would have been told by `at`. */
export function writeClock(clock: TicketClock, at: Date, names: DateNames) {
  return {
    version: clock.version,
    pausedAt: textOrNull(clock.pausedAt),
    nextWakeAt: textOrNull(clock.nextWakeAt),
    due: dueAlerts(clock, at).map((alert) => ({ ...alert, at: instantText(alert.at) })),
    response: writeTarget(clock.response, names),
    resolution: writeTarget(clock.resolution, names),
  };
}

function writeTarget(target: TargetClock, names: DateNames) {
  return {
    state: target.state,
    targetSeconds: target.targetSeconds,
    targetAt: textOrNull(target.targetAt),
    elapsedSeconds: target.elapsedSeconds,
    remainingSeconds: target.remainingSeconds,
    warnings: target.warnings.map(({ percent, at }) => ({ percent, at: instantText(at) })),
    breachedAt: textOrNull(target.breachedAt),
    stoppedAt: textOrNull(target.stoppedAt),
    ledger: target.ledger.map((entry) => writeEntry(entry, names)),
  };
}

function writeEntry({ fromAt, toAt, seconds, what, why }: LedgerEntry, names: DateNames) {
  const named = (date: string) => ({ date, ...(names.has(date) ? { name: names.get(date) } : {}) });
  return {
    from: instantText(fromAt),
    to: instantText(toAt),
    what,
    seconds,
    why:
      why.kind === 'closed'
        ? { ...why, holidays: why.holidays.map(named), exceptions: why.exceptions.map(named) }
        : why,
  };
}

function textOrNull(at: Date | null): string | null {
  return at === null ? null : instantText(at);
}
