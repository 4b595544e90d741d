/** The list of intervals that explains a clock: what counted, what did not, and why. */

import { businessMsBetween, openIntervals } from './business-time.js';
import type { Calendar } from './calendar.js';
import type { Course, Span, StandstillReason } from './course.js';
import { localDateAt } from './zone.js';

/**
 * One interval. `seconds` is the business time inside it: what a `counted` interval adds to elapsed, and what a `paused` or
 * `stopped` one left out; a `closed` one has none. Intervals join without gaps from the start to the stop, or to the instant
 * asked about, and the seconds of the `counted` ones add up to the clock's elapsed seconds exactly.
 */
export type LedgerEntry = { readonly fromAt: Date; readonly toAt: Date; readonly seconds: number } & (
  | { readonly what: 'counted'; readonly why: { readonly kind: 'open' } }
  | { readonly what: 'closed'; readonly why: ClosedReason }
  | { readonly what: 'paused' | 'stopped'; readonly why: StandstillReason }
);

/** Outside opening hours; with the local dates inside the interval that are holidays or have a closure or an opening. */
export type ClosedReason = {
  readonly kind: 'closed';
  readonly holidays: readonly string[];
  readonly exceptions: readonly string[];
};

/** The ledger of a course. Sub-second remainders are carried from one counted interval to the next. */
export function ledgerOf(course: Course, calendar: Calendar): LedgerEntry[] {
  const special = datesDuring(calendar, course);
  let countedMs = 0;
  return course.spans.flatMap((span) => {
    if (span.mode !== 'running') return [standstill(span, calendar)];
    return runningEntries(span, calendar, special).map((entry) => {
      if (entry.what !== 'counted') return entry;
      const beforeSeconds = Math.floor(countedMs / 1000);
      countedMs += entry.toAt.getTime() - entry.fromAt.getTime();
      return { ...entry, seconds: Math.floor(countedMs / 1000) - beforeSeconds };
    });
  });
}

function standstill(span: Extract<Span, { mode: 'paused' | 'stopped' }>, calendar: Calendar): LedgerEntry {
  return {
    fromAt: new Date(span.fromMs),
    toAt: new Date(span.toMs),
    seconds: Math.floor(businessMsBetween(calendar, span.fromMs, span.toMs) / 1000),
    what: span.mode,
    why: span.why,
  };
}

function runningEntries(span: Span, calendar: Calendar, special: SpecialDates): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  let reached = new Date(span.fromMs);
  const closedUntil = (toAt: Date) => {
    if (toAt > reached) {
      entries.push({
        fromAt: reached,
        toAt,
        seconds: 0,
        what: 'closed',
        why: closedReason(calendar.timeZone, special, reached, toAt),
      });
    }
    reached = toAt;
  };
  for (const { fromAt, toAt } of openIntervals(calendar, new Date(span.fromMs), new Date(span.toMs))) {
    closedUntil(fromAt);
    entries.push({ fromAt, toAt, seconds: 0, what: 'counted', why: { kind: 'open' } });
    reached = toAt;
  }
  closedUntil(new Date(span.toMs));
  return entries;
}

/** Dates that differ from their weekday, in order and each once. */
type SpecialDates = Pick<ClosedReason, 'holidays' | 'exceptions'>;

/** A course is short beside the years that a calendar lists, and has many closed intervals. */
function datesDuring(calendar: Calendar, { spans, endMs }: Course): SpecialDates {
  const all = { holidays: calendar.holidays, exceptions: calendar.exceptions.map(({ date }) => date) };
  const during = datesBetween(calendar.timeZone, all, spans[0]?.fromMs ?? endMs, endMs);
  return {
    holidays: [...new Set(during.holidays)].sort(),
    exceptions: [...new Set(during.exceptions)].sort(),
  };
}

function closedReason(timeZone: string, special: SpecialDates, fromAt: Date, toAt: Date): ClosedReason {
  return { kind: 'closed', ...datesBetween(timeZone, special, fromAt.getTime(), toAt.getTime() - 1) };
}

function datesBetween(timeZone: string, dates: SpecialDates, fromMs: number, toMs: number): SpecialDates {
  const firstDate = localDateAt(timeZone, fromMs);
  const lastDate = localDateAt(timeZone, toMs);
  const isWithin = (date: string) => date >= firstDate && date <= lastDate;
  return { holidays: dates.holidays.filter(isWithin), exceptions: dates.exceptions.filter(isWithin) };
}
