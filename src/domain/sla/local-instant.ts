/** From what a wall clock shows to the instant at which it does. */

import { dayNumberOf, MINUTES_PER_DAY } from './calendar.js';
import { zoneTable } from './zone.js';

const MINUTE_MS = 60_000;
const DAY_MS = MINUTES_PER_DAY * MINUTE_MS;

/**
 * The earliest instant at which the zone's clocks show `minute` (since 00:00) of a local date such as `2026-03-02`; null where there is
 * no such date, or the clocks skip that minute. Throws HorizonError after the year 2199.
 */
export function instantAtLocal(timeZone: string, date: string, minute: number): Date | null {
  const day = dayNumberOf(date);
  if (day === null) return null;
  const localMs = day * DAY_MS + minute * MINUTE_MS;
  const { startsAtMs, offsetsMs } = zoneTable(timeZone, localMs + 2 * DAY_MS);
  for (const [index, startMs] of startsAtMs.entries()) {
    const atMs = localMs - (offsetsMs[index] ?? 0);
    if (atMs >= startMs && atMs < (startsAtMs[index + 1] ?? Number.POSITIVE_INFINITY)) return new Date(atMs);
  }
  return null;
}
