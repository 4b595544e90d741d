/** Random calendars for the SLA tests, with a liking for the hours in which clocks change. */

import fc from 'fast-check';
import type { CalendarInput } from '../../../src/domain/sla/validate-calendar.js';
import { daily } from './build-calendar.js';

export type CalendarParts = Required<Omit<CalendarInput, 'timeZone'>>;

/** Where zones change their clocks, and where a day begins and ends. */
const TELLING_MINUTES = [0, 1, 15, 30, 60, 90, 119, 120, 150, 165, 180, 225, 1380, 1410, 1439, 1440];

const minute = fc.oneof(fc.constantFrom(...TELLING_MINUTES), fc.integer({ min: 0, max: 1440 }));

/** Half-open and never empty; often a single minute. */
const span = fc
  .oneof(
    fc.tuple(minute, minute),
    fc.integer({ min: 0, max: 1439 }).map((from): [number, number] => [from, from + 1]),
  )
  .filter(([a, b]) => a !== b)
  .map(([a, b]): [string, string] => [timeText(Math.min(a, b)), timeText(Math.max(a, b))]);

const day = fc.oneof(
  { weight: 3, arbitrary: fc.array(span, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant<[string, string][]>([['00:00', '24:00']]) },
);

const varied = fc
  .record({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day })
  .filter((weekly) => Object.values(weekly).some((windows) => windows.length > 0));

/** Windows that touch at every midnight among them, so that only dates and clocks interrupt them. */
const same = fc
  .oneof(
    fc.constant<[string, string][]>([['00:00', '24:00']]),
    fc.array(span, { minLength: 1, maxLength: 3 }),
  )
  .map((windows) => daily(...windows));

/** Overlapping windows included; holidays and exceptions fall on some of `dates`. */
export function arbitraryCalendar(dates: readonly string[]): fc.Arbitrary<CalendarParts> {
  const date = dates.length === 0 ? fc.constant('2026-12-25') : fc.constantFrom(...dates);
  return fc.record({
    weekly: fc.oneof({ weight: 3, arbitrary: varied }, { weight: 1, arbitrary: same }),
    holidays: fc.array(date, { maxLength: dates.length === 0 ? 0 : 2 }),
    exceptions: fc.array(
      fc
        .record({ date, kind: fc.constantFrom('closed' as const, 'open' as const), span })
        .map(({ span: [from, to], ...rest }) => ({ ...rest, from, to })),
      { maxLength: dates.length === 0 ? 0 : 4 },
    ),
  });
}

function timeText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
