/** When a person's quiet hours end and their daily digest is due, on the clocks of their own time zone. */

import { lastAtMost } from '../sla/last-at-most.js';
import { extendZone, isKnownTimeZone, localDateAt, type ZoneTable, zoneTable } from '../sla/zone.js';

/** Minutes of the day, from midnight; over midnight where it begins later than it ends. `to` is no part of it. */
export type QuietHours = { readonly fromMinute: number; readonly toMinute: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Past every change of the clocks that one answer can depend on. */
const AHEAD_MS = 5 * DAY_MS;

/** A zone that is not known here is UTC. */
export function knownZone(timeZone: string): string {
  return isKnownTimeZone(timeZone) ? timeZone : 'UTC';
}

/** Whether a minute of the day is one of them. */
export function isQuietMinute({ fromMinute, toMinute }: QuietHours, minute: number): boolean {
  if (fromMinute === toMinute) return false;
  return fromMinute < toMinute
    ? minute >= fromMinute && minute < toMinute
    : minute >= fromMinute || minute < toMinute;
}

/** `at` itself where it is not quiet, else the first instant at which it is not. Clocks that are changed may end it or bring it back. */
export function quietEndsAt(quiet: QuietHours | null, timeZone: string, at: Date): Date {
  if (quiet === null) return at;
  const zone = zoneUntil(timeZone, at.getTime() + AHEAD_MS);
  let atMs = at.getTime();
  let segment = lastAtMost(zone.startsAtMs, atMs);
  // Each round ends the quiet hours or passes a change of the clocks, which are days apart.
  while (atMs < at.getTime() + AHEAD_MS) {
    const ofDayMs = modulo(atMs + (zone.offsetsMs[segment] ?? 0), DAY_MS);
    if (!isQuietMinute(quiet, Math.floor(ofDayMs / MINUTE_MS))) break;
    const endsMs = atMs + modulo(quiet.toMinute * MINUTE_MS - ofDayMs, DAY_MS);
    const changesMs = zone.startsAtMs[segment + 1] ?? Number.POSITIVE_INFINITY;
    atMs = Math.min(endsMs, changesMs);
    if (changesMs <= endsMs) segment += 1;
  }
  return new Date(atMs);
}

/** The first instant after `at` that is a date's first with its clocks at or past the hour. */
export function nextDigestAt(hour: number, timeZone: string, at: Date): Date {
  const zone = zoneUntil(timeZone, at.getTime() + AHEAD_MS);
  const today = Date.parse(`${localDateAt(zone.timeZone, at.getTime())}T00:00:00Z`);
  for (let day = today; day <= today + AHEAD_MS; day += DAY_MS) {
    const dueMs = firstAtWall(zone, day + hour * HOUR_MS);
    // A date may have no such hour, or be dropped.
    const isOnDate = localDateAt(zone.timeZone, dueMs) === new Date(day).toISOString().slice(0, 10);
    if (isOnDate && dueMs > at.getTime()) return new Date(dueMs);
  }
  throw new Error('No date has a digest');
}

/** The person's own date, as `2026-12-24`. */
export function dayOf(timeZone: string, at: Date): string {
  return localDateAt(knownZone(timeZone), at.getTime());
}

/** The first instant at which the clocks show at least this; `wallMs` is that time read as UTC. */
function firstAtWall({ startsAtMs, offsetsMs }: ZoneTable, wallMs: number): number {
  // Clocks are never a day and a half from UTC.
  let segment = lastAtMost(startsAtMs, Math.max(startsAtMs[0] ?? 0, wallMs - 1.5 * DAY_MS));
  for (; segment < startsAtMs.length; segment += 1) {
    const fromMs = Math.max(startsAtMs[segment] ?? 0, wallMs - (offsetsMs[segment] ?? 0));
    if (fromMs < (startsAtMs[segment + 1] ?? Number.POSITIVE_INFINITY)) return fromMs;
  }
  return wallMs;
}

function zoneUntil(timeZone: string, untilMs: number): ZoneTable {
  const table = zoneTable(knownZone(timeZone), untilMs);
  if (table.knownToMs < untilMs) extendZone(table, untilMs);
  return table;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
