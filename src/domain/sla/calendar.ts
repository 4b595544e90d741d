/** What a calendar is: plain data that says in which local times of which zone the desk is open. */

/** In ISO order, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const WEEKDAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** A half-open stretch of one local day in minutes since 00:00 on the clock: 9:00 to 17:00 is 540 to 1020, 1440 is `24:00`. */
export type Window = { readonly opensMinute: number; readonly closesMinute: number };

/** A stretch of one local date (`2026-12-24`) in which the desk is closed, or open, against its weekly hours. */
export type CalendarException = Window & { readonly date: string; readonly kind: 'closed' | 'open' };

/**
 * A date is open in its weekday's windows, unless it is a holiday, less what is `closed` on it, plus what is `open` on it: an
 * extra opening wins over a holiday and a closure. Windows may touch and overlap; overlapping time counts once. A night shift
 * is two windows, 22:00 to 24:00 and 00:00 to 06:00 of the next day.
 *
 * The engine keeps what it derives from a calendar by the object's identity: never change one, make another.
 */
export type Calendar = {
  /** An IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly weekly: Readonly<Record<Weekday, readonly Window[]>>;
  /** Whole local dates, as `2026-12-25`. */
  readonly holidays: readonly string[];
  readonly exceptions: readonly CalendarException[];
};

export const MINUTES_PER_DAY = 1440;

/** What "no calendar" means. */
export const AROUND_THE_CLOCK: Calendar = {
  timeZone: 'UTC',
  weekly: everyDay(() => [{ opensMinute: 0, closesMinute: MINUTES_PER_DAY }]),
  holidays: [],
  exceptions: [],
};

/** Monday to Friday, 09:00 to 17:00 on the zone's clocks. */
export function officeHours(timeZone: string): Calendar {
  const weekend: readonly Weekday[] = ['sat', 'sun'];
  return {
    timeZone,
    weekly: everyDay((day) =>
      weekend.includes(day) ? [] : [{ opensMinute: 9 * 60, closesMinute: 17 * 60 }],
    ),
    holidays: [],
    exceptions: [],
  };
}

/** A value for each weekday. */
export function everyDay<T>(valueFor: (day: Weekday) => T): Record<Weekday, T> {
  return {
    mon: valueFor('mon'),
    tue: valueFor('tue'),
    wed: valueFor('wed'),
    thu: valueFor('thu'),
    fri: valueFor('fri'),
    sat: valueFor('sat'),
    sun: valueFor('sun'),
  };
}

/** Sorted, with overlapping and touching windows as one. */
export function mergeWindows(windows: readonly Window[]): Window[] {
  const merged: Window[] = [];
  for (const window of [...windows].sort((a, b) => a.opensMinute - b.opensMinute)) {
    const last = merged.at(-1);
    if (last === undefined || window.opensMinute > last.closesMinute) merged.push(window);
    else if (window.closesMinute > last.closesMinute) {
      merged[merged.length - 1] = { opensMinute: last.opensMinute, closesMinute: window.closesMinute };
    }
  }
  return merged;
}

/** What is left of merged `windows` without `hole`. */
export function subtractWindow(windows: readonly Window[], hole: Window): Window[] {
  return windows.flatMap(({ opensMinute, closesMinute }) =>
    [
      { opensMinute, closesMinute: Math.min(closesMinute, hole.opensMinute) },
      { opensMinute: Math.max(opensMinute, hole.closesMinute), closesMinute },
    ].filter((window) => window.opensMinute < window.closesMinute),
  );
}

/** Days since 1970-01-01 of a date that exists, else null: neither `2026-02-30` nor `2026-2-3` is one. */
export function dayNumberOf(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const atMs = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(atMs) || new Date(atMs).toISOString().slice(0, 10) !== date) return null;
  return atMs / 86_400_000;
}

/** The weekday of a day counted from 1970-01-01, a Thursday. */
export function weekdayOf(dayNumber: number): Weekday {
  return WEEKDAYS[(((dayNumber + 3) % 7) + 7) % 7] ?? 'mon';
}
