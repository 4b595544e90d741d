/** How long a working day is, so that durations can be read and written in working days. */

import { type Calendar, mergeWindows, WEEKDAYS } from './calendar.js';

/**
 * Business seconds of an open weekday, where all open weekdays are equally long; else null. Holidays, exceptions and changes of
 * the clock are left out: an ordinary day is meant.
 */
export function workingDaySeconds(calendar: Calendar): number | null {
  const lengths = new Set(
    WEEKDAYS.map((day) =>
      mergeWindows(calendar.weekly[day]).reduce(
        (seconds, { opensMinute, closesMinute }) => seconds + (closesMinute - opensMinute) * 60,
        0,
      ),
    ).filter((seconds) => seconds > 0),
  );
  const [length = null] = lengths;
  return lengths.size === 1 ? length : null;
}
