/** Opening hours as a function of the local clock: how much open time lies before a local time, and the inverse. */

import {
  type Calendar,
  dayNumberOf,
  MINUTES_PER_DAY,
  mergeWindows,
  subtractWindow,
  WEEKDAYS,
  type Window,
  weekdayOf,
} from './calendar.js';
import { lastAtMost } from './last-at-most.js';

/** Windows with their prefix sum: `beforeMs[i]` is open time before window `i`. All in ms from the start of a week or a day. */
type Hours = {
  readonly opensMs: readonly number[];
  readonly closesMs: readonly number[];
  readonly beforeMs: readonly number[];
  readonly totalMs: number;
};

/**
 * The week, and the dates that differ from it in ascending order. A local time is in ms since 1970-01-01T00:00 on the local
 * clock. `openAtStartMs` is the open time before the date, `gainMs` what this and earlier dates add to the plain weeks.
 */
export type LocalHours = {
  readonly week: Hours;
  readonly startsMs: readonly number[];
  readonly dates: readonly Hours[];
  readonly openAtStartMs: readonly number[];
  readonly gainMs: readonly number[];
};

const MINUTE_MS = 60_000;
const DAY_MS = MINUTES_PER_DAY * MINUTE_MS;
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-05, the first Monday. */
const MONDAY_MS = 4 * DAY_MS;

export function localHoursOf(calendar: Calendar): LocalHours {
  const week = hoursOf(
    WEEKDAYS.flatMap((day, index) =>
      calendar.weekly[day].map(({ opensMinute, closesMinute }) => ({
        opensMinute: opensMinute + index * MINUTES_PER_DAY,
        closesMinute: closesMinute + index * MINUTES_PER_DAY,
      })),
    ),
  );
  const startsMs: number[] = [];
  const dates: Hours[] = [];
  const openAtStartMs: number[] = [];
  const gainMs: number[] = [];
  let gain = 0;
  for (const [day, windows] of windowsByDay(calendar)) {
    const hours = hoursOf(windows);
    const startMs = day * DAY_MS;
    const weeklyMs = weeklyOpenBefore(week, startMs);
    startsMs.push(startMs);
    dates.push(hours);
    openAtStartMs.push(weeklyMs + gain);
    gain += hours.totalMs - (weeklyOpenBefore(week, startMs + DAY_MS) - weeklyMs);
    gainMs.push(gain);
  }
  return { week, startsMs, dates, openAtStartMs, gainMs };
}

/** Open ms on the local clock from the first Monday of 1970 up to a local time; negative before it. */
export function openBefore(hours: LocalHours, localMs: number): number {
  const index = lastAtMost(hours.startsMs, localMs);
  const date = hours.dates[index];
  if (date === undefined) return weeklyOpenBefore(hours.week, localMs);
  const intoMs = localMs - (hours.startsMs[index] ?? 0);
  if (intoMs < DAY_MS) return (hours.openAtStartMs[index] ?? 0) + windowsBefore(date, intoMs);
  return weeklyOpenBefore(hours.week, localMs) + (hours.gainMs[index] ?? 0);
}

/** The earliest local time before which `openMs` lie. `openMs` must exceed what lies before some local time of the calendar. */
export function earliestWith(hours: LocalHours, openMs: number): number {
  // The last date before which less than `openMs` lie; in whole ms, "less than" is "at most one less".
  const index = lastAtMost(hours.openAtStartMs, openMs - 1);
  const date = hours.dates[index];
  if (date === undefined) return weeklyEarliestWith(hours.week, openMs);
  const restMs = openMs - (hours.openAtStartMs[index] ?? 0);
  if (restMs <= date.totalMs) return (hours.startsMs[index] ?? 0) + windowsEarliestWith(date, restMs);
  return weeklyEarliestWith(hours.week, openMs - (hours.gainMs[index] ?? 0));
}

/** When, on the local clock, the window around an open local time closes, or what follows is another date's business. */
export function closesAfter(hours: LocalHours, localMs: number): number {
  const index = lastAtMost(hours.startsMs, localMs);
  const date = hours.dates[index];
  const startMs = hours.startsMs[index] ?? 0;
  if (date !== undefined && localMs - startMs < DAY_MS)
    return startMs + windowCloseAfter(date, localMs - startMs);
  const weekMs = Math.floor((localMs - MONDAY_MS) / WEEK_MS) * WEEK_MS + MONDAY_MS;
  const closesMs = weekMs + windowCloseAfter(hours.week, localMs - weekMs);
  return Math.min(closesMs, hours.startsMs[index + 1] ?? closesMs);
}

/** The windows of each date that has a holiday or an exception, by ascending day number. */
function windowsByDay(calendar: Calendar): [day: number, windows: Window[]][] {
  const byDay = new Map<number, Window[]>();
  const dayOf = (date: string): [number, Window[]] => {
    const day = dayNumberOf(date) ?? 0;
    return [day, byDay.get(day) ?? mergeWindows(calendar.weekly[weekdayOf(day)])];
  };
  for (const date of calendar.holidays) byDay.set(dayOf(date)[0], []);
  // Openings last, so that they win over holidays and closures.
  for (const kind of ['closed', 'open'] as const) {
    for (const exception of calendar.exceptions.filter((candidate) => candidate.kind === kind)) {
      const [day, windows] = dayOf(exception.date);
      byDay.set(
        day,
        kind === 'closed' ? subtractWindow(windows, exception) : mergeWindows([...windows, exception]),
      );
    }
  }
  return [...byDay].sort(([a], [b]) => a - b);
}

function hoursOf(windows: readonly Window[]): Hours {
  const merged = mergeWindows(windows);
  const beforeMs: number[] = [];
  let totalMs = 0;
  for (const { opensMinute, closesMinute } of merged) {
    beforeMs.push(totalMs);
    totalMs += (closesMinute - opensMinute) * MINUTE_MS;
  }
  return {
    opensMs: merged.map(({ opensMinute }) => opensMinute * MINUTE_MS),
    closesMs: merged.map(({ closesMinute }) => closesMinute * MINUTE_MS),
    beforeMs,
    totalMs,
  };
}

function weeklyOpenBefore(week: Hours, localMs: number): number {
  const weeks = Math.floor((localMs - MONDAY_MS) / WEEK_MS);
  return weeks * week.totalMs + windowsBefore(week, localMs - MONDAY_MS - weeks * WEEK_MS);
}

function weeklyEarliestWith(week: Hours, openMs: number): number {
  const weeks = Math.ceil(openMs / week.totalMs) - 1;
  return MONDAY_MS + weeks * WEEK_MS + windowsEarliestWith(week, openMs - weeks * week.totalMs);
}

function windowsBefore({ opensMs, closesMs, beforeMs }: Hours, intoMs: number): number {
  const index = lastAtMost(opensMs, intoMs);
  if (index < 0) return 0;
  return (beforeMs[index] ?? 0) + Math.min(intoMs, closesMs[index] ?? 0) - (opensMs[index] ?? 0);
}

/** For 0 < `openMs` <= `totalMs`. */
function windowsEarliestWith({ opensMs, beforeMs }: Hours, openMs: number): number {
  const index = lastAtMost(beforeMs, openMs - 1);
  return (opensMs[index] ?? 0) + openMs - (beforeMs[index] ?? 0);
}

function windowCloseAfter({ opensMs, closesMs }: Hours, intoMs: number): number {
  return closesMs[lastAtMost(opensMs, intoMs)] ?? intoMs;
}
