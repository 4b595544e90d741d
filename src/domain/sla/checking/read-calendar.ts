/** Calendars as a line has them, read into the engine's own. */

import { z } from 'zod';
import { AROUND_THE_CLOCK, type Calendar, everyDay } from '../calendar.js';
import { type CalendarProblem, parseCalendar } from '../validate-calendar.js';
import { list, RefusedLineError, shape } from './shape.js';

const words = (expected: string) => z.string({ error: expected });
const time = words('Write a time from 00:00 to 24:00, such as "09:30".');
const date = words('Write a date, such as "2026-12-25".');
const name = words('Give a name as text.').optional();

const windows = list(
  z.tuple([time, time], { error: 'Give a window as a pair of times, such as ["09:00","17:00"].' }),
  'windows, such as [["09:00","17:00"]]',
).optional();

const exceptions = list(
  shape({ date, from: time, to: time, name }),
  'objects with date, from and to',
).optional();

const HOLIDAY = 'Give a date such as "2026-12-25", or {"date":"2026-12-25","name":"Christmas Day"}.';

/** Null means around the clock. */
export const writtenCalendar = shape({
  timezone: words('Name an IANA time zone, such as "Europe/Berlin".'),
  hours: shape(everyDay(() => windows)),
  holidays: list(
    z.union([z.string(), z.strictObject({ date: z.string(), name: z.string().optional() })], {
      error: HOLIDAY,
    }),
    'holidays',
  ).optional(),
  closures: exceptions,
  openings: exceptions,
})
  .nullable()
  .optional();
export type WrittenCalendar = z.output<typeof writtenCalendar>;

/**
 * Calendars that were read, by their text: cases come with the same few again and again, and the engine keeps what it has worked
 * out about a calendar by its identity.
 */
const remembered = new Map<string, Calendar>();
const REMEMBERED_MAX = 32;

/** The engine's calendar. `path` is where it stands on the line. Throws RefusedLineError with every problem. */
export function readCalendar(written: WrittenCalendar, path: string): Calendar {
  if (written === null || written === undefined) return AROUND_THE_CLOCK;
  const text = JSON.stringify(written);
  const before = remembered.get(text);
  if (before !== undefined) return before;
  const calendar = parseWritten(written, path);
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(text, calendar);
  return calendar;
}

function parseWritten(written: NonNullable<WrittenCalendar>, path: string): Calendar {
  const { timezone, hours, holidays = [], closures = [], openings = [] } = written;
  const parsed = parseCalendar({
    timeZone: timezone,
    weekly: everyDay((day) => hours[day] ?? []),
    holidays: holidays.map((holiday) => (typeof holiday === 'string' ? holiday : holiday.date)),
    exceptions: [
      ...closures.map(({ date: on, from, to }) => ({ date: on, from, to, kind: 'closed' as const })),
      ...openings.map(({ date: on, from, to }) => ({ date: on, from, to, kind: 'open' as const })),
    ],
  });
  if (parsed.ok) return parsed.calendar;
  throw new RefusedLineError(
    parsed.problems.map((problem) => ({
      path: `${path}.${writtenPath(problem, closures.length)}`,
      reason: problem.reason,
      expected: problem.expected,
    })),
  );
}

/** What dates are called, by date; the first name that is given to one stays. */
export function dateNamesOf(calendars: readonly WrittenCalendar[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const written of calendars) {
    const { holidays = [], closures = [], openings = [] } = written ?? {};
    for (const dated of [...holidays, ...closures, ...openings]) {
      if (typeof dated === 'string' || dated.name === undefined || names.has(dated.date)) continue;
      names.set(dated.date, dated.name);
    }
  }
  return names;
}

/** Where the engine's `exceptions.3` or `weekly.mon.0` stands on the line. */
function writtenPath({ path }: CalendarProblem, closureCount: number): string {
  const [first = '', ...rest] = path.split('.');
  if (first === 'timeZone') return 'timezone';
  if (first === 'weekly') return ['hours', ...rest].join('.');
  if (first !== 'exceptions') return path;
  const index = Number(rest[0]);
  return index < closureCount ? `closures.${index}` : `openings.${index - closureCount}`;
}
