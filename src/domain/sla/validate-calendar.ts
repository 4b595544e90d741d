/** Which calendars the engine refuses, and why, in words that can stand beside a form's field. */

import {
  type Calendar,
  type CalendarException,
  dayNumberOf,
  everyDay,
  MINUTES_PER_DAY,
  mergeWindows,
  WEEKDAYS,
  type Weekday,
  type Window,
} from './calendar.js';
import { isKnownTimeZone } from './zone.js';

export type CalendarProblem = {
  readonly reason:
    | 'unknown_time_zone'
    | 'never_open'
    | 'closes_before_opening'
    | 'not_a_time'
    | 'not_a_date'
    | 'too_many_dates';
  /** Where, as `weekly.mon.0` or `holidays.3`. */
  readonly path: string;
  /** What is expected instead, as a sentence. */
  readonly expected: string;
};

/** A calendar as people write it: times as `09:00`, a day's windows as pairs, days and lists left out when empty. */
export type CalendarInput = {
  readonly timeZone: string;
  readonly weekly: Readonly<Partial<Record<Weekday, readonly (readonly [from: string, to: string])[]>>>;
  readonly holidays?: readonly string[];
  readonly exceptions?: readonly {
    readonly date: string;
    readonly kind: 'closed' | 'open';
    readonly from: string;
    readonly to: string;
  }[];
};

export type ParsedCalendar =
  | { readonly ok: true; readonly calendar: Calendar }
  | { readonly ok: false; readonly problems: readonly CalendarProblem[] };

/** Holidays and exceptions together: decades of both, and a bound on what one calendar may cost. */
export const CALENDAR_DATES_MAX = 5000;

const EXPECTED: Record<CalendarProblem['reason'], string> = {
  unknown_time_zone: 'Name an IANA time zone, such as Europe/Berlin.',
  never_open: 'Open at least one window in the week; a desk that never opens has no targets.',
  closes_before_opening:
    'Close after opening: 24:00 is the end of the day, and a night shift is split at midnight, 22:00–24:00 and 00:00–06:00 of the next day.',
  not_a_time: 'Write a time from 00:00 to 24:00, such as 09:30.',
  not_a_date: 'Write a date that exists, such as 2026-12-25.',
  too_many_dates: `List at most ${CALENDAR_DATES_MAX} holidays and exceptions.`,
};

/** Thrown by the engine for a calendar that validateCalendar has something against. */
export class InvalidCalendarError extends RangeError {
  override name = 'InvalidCalendarError';
  readonly problems: readonly CalendarProblem[];

  constructor(problems: readonly CalendarProblem[]) {
    super(problems.map(({ path, expected }) => `${path}: ${expected}`).join(' '));
    this.problems = problems;
  }
}

/** Everything that is wrong with a calendar; empty when it can be used. */
export function validateCalendar(calendar: Calendar): CalendarProblem[] {
  const problems = [
    ...(isKnownTimeZone(calendar.timeZone) ? [] : [problem('unknown_time_zone', 'timeZone')]),
    ...WEEKDAYS.flatMap((day) =>
      calendar.weekly[day].flatMap((window, index) => windowProblems(window, `weekly.${day}.${index}`)),
    ),
    ...calendar.holidays.flatMap((date, index) => dateProblems(date, `holidays.${index}`)),
    ...calendar.exceptions.flatMap((exception, index) => [
      ...dateProblems(exception.date, `exceptions.${index}`),
      ...windowProblems(exception, `exceptions.${index}`),
    ]),
  ];
  if (calendar.holidays.length + calendar.exceptions.length > CALENDAR_DATES_MAX) {
    problems.push(problem('too_many_dates', 'holidays'));
  }
  // A calendar with extra openings only is refused too: after the last of them a target would never come.
  if (WEEKDAYS.every((day) => calendar.weekly[day].length === 0))
    problems.push(problem('never_open', 'weekly'));
  return problems;
}

/** Reads times, merges overlapping windows, sorts and deduplicates holidays. Reports every problem, where it was written. */
export function parseCalendar(input: CalendarInput): ParsedCalendar {
  const calendar: Calendar = {
    timeZone: input.timeZone,
    weekly: everyDay((day) => (input.weekly[day] ?? []).map(([from, to]) => windowOf(from, to))),
    holidays: input.holidays ?? [],
    exceptions: (input.exceptions ?? []).map(
      ({ date, kind, from, to }): CalendarException => ({ date, kind, ...windowOf(from, to) }),
    ),
  };
  const problems = validateCalendar(calendar);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    calendar: {
      ...calendar,
      weekly: everyDay((day) => mergeWindows(calendar.weekly[day])),
      holidays: [...new Set(calendar.holidays)].sort(),
    },
  };
}

/** Minutes since midnight of `09:30` or `24:00`; NaN, which validateCalendar refuses, for anything else. */
export function minuteOfDay(text: string): number {
  const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(text.trim()) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return minute <= MINUTES_PER_DAY ? minute : Number.NaN;
}

function windowOf(from: string, to: string): Window {
  return { opensMinute: minuteOfDay(from), closesMinute: minuteOfDay(to) };
}

function windowProblems({ opensMinute, closesMinute }: Window, path: string): CalendarProblem[] {
  if (![opensMinute, closesMinute].every(isMinute)) return [problem('not_a_time', path)];
  return closesMinute > opensMinute ? [] : [problem('closes_before_opening', path)];
}

function dateProblems(date: string, path: string): CalendarProblem[] {
  return dayNumberOf(date) === null ? [problem('not_a_date', path)] : [];
}

function isMinute(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MINUTES_PER_DAY;
}

function problem(reason: CalendarProblem['reason'], path: string): CalendarProblem {
  return { reason, path, expected: EXPECTED[reason] };
}
