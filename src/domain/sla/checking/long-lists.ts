/** Keeps one line from asking for more intervals than a process should hold. */

import { type Calendar, MINUTES_PER_DAY, mergeWindows, WEEKDAYS } from '../calendar.js';
import { RefusedLineError } from './shape.js';

/** In one answer: more than half a century of days with a break at noon. */
export const OPENINGS_MAX = 50_000;

const WEEK_MS = 7 * 86_400_000;

/** Throws RefusedLineError where a calendar could open more than OPENINGS_MAX times from the first instant to the last. */
export function refuseLongList(calendar: Calendar, fromAt: Date, toAt: Date): void {
  const weeks = Math.ceil((toAt.getTime() - fromAt.getTime()) / WEEK_MS) + 1;
  if (weeks * openingsPerWeek(calendar) <= OPENINGS_MAX) return;
  const expected = `Ask for a shorter time: it could have more than ${OPENINGS_MAX} open intervals.`;
  throw new RefusedLineError([{ path: '', reason: 'too_many_intervals', expected }]);
}

function openingsPerWeek(calendar: Calendar): number {
  return mergeWindows(
    WEEKDAYS.flatMap((day, index) =>
      calendar.weekly[day].map(({ opensMinute, closesMinute }) => ({
        opensMinute: opensMinute + index * MINUTES_PER_DAY,
        closesMinute: closesMinute + index * MINUTES_PER_DAY,
      })),
    ),
  ).length;
}
