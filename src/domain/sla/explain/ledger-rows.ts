/** The ledger as people read it: reasons by name, running totals, changes of the clocks noted, in full or in a few lines. */

import type { Calendar } from '../calendar.js';
import type { StandstillReason } from '../course.js';
import type { LedgerEntry } from '../ledger.js';
import { type ClockChange, clockChangesBetween, localDateAt } from '../zone.js';
import { type ClosedWhy, closedPieces, type DateNames } from './closed-why.js';

/**
 * `seconds` of business time: what a `counted` row adds, what a `paused` or `stopped` one left out, 0 for `closed`. `totalSeconds` is
 * what had counted at the row's end. `clockChanges` fell inside it, its end included.
 */
export type LedgerRow = {
  readonly fromAt: Date;
  readonly toAt: Date;
  readonly seconds: number;
  readonly totalSeconds: number;
  readonly clockChanges: readonly ClockChange[];
} & (
  | { readonly what: 'counted' }
  | { readonly what: 'closed'; readonly why: ClosedWhy }
  | { readonly what: 'paused' | 'stopped'; readonly why: StandstillReason }
);

/** Every row of a ledger, without gaps; the total of the last one is the clock's elapsed seconds. */
export function ledgerRows(
  ledger: readonly LedgerEntry[],
  calendar: Calendar,
  names: DateNames,
): LedgerRow[] {
  let totalSeconds = 0;
  const changesIn = (fromAt: Date, toAt: Date) => clockChangesBetween(calendar.timeZone, fromAt, toAt);
  return ledger.flatMap((entry): LedgerRow[] => {
    const { fromAt, toAt, seconds } = entry;
    if (entry.what === 'closed') {
      return closedPieces(calendar, names, fromAt.getTime(), toAt.getTime()).map(({ fromMs, toMs, why }) => {
        const [from, to] = [new Date(fromMs), new Date(toMs)];
        const clockChanges = changesIn(from, to);
        return { fromAt: from, toAt: to, seconds: 0, totalSeconds, clockChanges, what: 'closed', why };
      });
    }
    const clockChanges = changesIn(fromAt, toAt);
    if (entry.what !== 'counted') {
      return [{ fromAt, toAt, seconds, totalSeconds, clockChanges, what: entry.what, why: entry.why }];
    }
    totalSeconds += seconds;
    return [{ fromAt, toAt, seconds, totalSeconds, clockChanges, what: 'counted' }];
  });
}

/** `breakSeconds`: how long it was closed between what counted on one day. */
export type ShortLine = LedgerRow & { readonly breakSeconds: number };

/** `earlier`: what the lines before the shown ones add up to; null where all are shown. */
export type ShortLedger = {
  readonly earlier: { readonly fromAt: Date; readonly toAt: Date; readonly seconds: number } | null;
  readonly lines: readonly ShortLine[];
};

/**
 * One line per local day that counted or stretch that did not, the newest `linesMax` of them. Ordinary nights go without saying; what
 * counted on both sides of a break is one line.
 */
export function shortLedger(rows: readonly LedgerRow[], timeZone: string, linesMax: number): ShortLedger {
  const lines = dayLines(rows, timeZone);
  const shown = lines.slice(-linesMax);
  const hidden = lines.slice(0, lines.length - shown.length);
  const [first, last] = [hidden[0], hidden.at(-1)];
  if (first === undefined || last === undefined) return { earlier: null, lines: shown };
  return { earlier: { fromAt: first.fromAt, toAt: last.toAt, seconds: last.totalSeconds }, lines: shown };
}

function dayLines(rows: readonly LedgerRow[], timeZone: string): ShortLine[] {
  const dateOf = (at: Date) => localDateAt(timeZone, at.getTime());
  const lines: ShortLine[] = [];
  for (const row of rows) {
    if (row.what === 'closed' && row.why.kind === 'after_hours' && row.clockChanges.length === 0) continue;
    const last = lines.at(-1);
    const isSameDay =
      row.what === 'counted' && last?.what === 'counted' && dateOf(last.fromAt) === dateOf(row.fromAt);
    if (last === undefined || !isSameDay) lines.push({ ...row, breakSeconds: 0 });
    else {
      lines[lines.length - 1] = {
        ...last,
        toAt: row.toAt,
        seconds: last.seconds + row.seconds,
        breakSeconds: last.breakSeconds + (row.fromAt.getTime() - last.toAt.getTime()) / 1000,
        totalSeconds: row.totalSeconds,
        clockChanges: [...last.clockChanges, ...row.clockChanges],
      };
    }
  }
  return lines;
}

/** For the short ledger, which is told in whole seconds at most: a row that begins and ends within the same second shows nothing. */
export function tellingRows<Row extends LedgerRow>(rows: readonly Row[]): Row[] {
  const secondOf = (at: Date) => Math.floor(at.getTime() / 1000);
  return rows.filter(({ fromAt, toAt, seconds }) => seconds > 0 || secondOf(fromAt) !== secondOf(toAt));
}

export type LedgerPage<Row> = {
  readonly rows: readonly Row[];
  /** From 1; a page past the end is the last one. */
  readonly page: number;
  readonly pageCount: number;
};

/** Pages put together are the whole. */
export function ledgerPage<Row>(rows: readonly Row[], page: number, rowsMax: number): LedgerPage<Row> {
  const pageCount = Math.max(1, Math.ceil(rows.length / rowsMax));
  const shown = Math.min(Math.max(page, 1), pageCount);
  return { rows: rows.slice((shown - 1) * rowsMax, shown * rowsMax), page: shown, pageCount };
}
