/** How long a working day is, so that durations can be read and written in working days. */

import { addBusinessSeconds } from './business-time.js';
import { type Calendar, mergeWindows, WEEKDAYS } from './calendar.js';

/**
 * Business seconds of an open weekday, where all open weekdays are equally long; else null. Holidays, exceptions and changes of
 * the clock are left out: an ordinary day is meant.
 */
export function workingDaySeconds(calendar: Calendar): number | null {
  const lengths = new Set(openDays(calendar));
  const [length = null] = lengths;
  return lengths.size === 1 ? length : null;
}

const DAY_SECONDS = 86_400;

/**
 * So many working days after an instant, counted in opening hours: from Friday at 15:00, two days of a desk that opens on weekdays end on
 * Tuesday at 15:00. Where open weekdays differ in length a day is as long as they are on average. Throws as `addBusinessSeconds` does.
 */
export function workingDaysAfter(calendar: Calendar, at: Date, days: number): Date {
  const lengths = openDays(calendar);
  const total = lengths.reduce((sum, seconds) => sum + seconds, 0);
  // A week without any opening, of a desk that opens on single dates.
  const length = lengths.length === 0 ? DAY_SECONDS : total / lengths.length;
  return addBusinessSeconds(calendar, at, Math.round(days * length));
}

/** Seconds of each weekday that opens. */
function openDays(calendar: Calendar): number[] {
  return WEEKDAYS.map((day) =>
    mergeWindows(calendar.weekly[day]).reduce(
      (seconds, { opensMinute, closesMinute }) => seconds + (closesMinute - opensMinute) * 60,
      0,
    ),
  ).filter((seconds) => seconds > 0);
}
