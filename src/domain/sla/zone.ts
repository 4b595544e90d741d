/** The UTC offset of a time zone as a table of its transitions, so that local time becomes piecewise linear and cheap. */

import { lastAtMost } from './last-at-most.js';

/** Instants before and after which the engine refuses to calculate, in milliseconds since 1970. */
export const HORIZON_FROM_MS = 0;
export const HORIZON_TO_MS = Date.UTC(2200, 0, 1);

/** Thrown when an instant, or the answer to a question, lies outside 1970 to 2199. */
export class HorizonError extends RangeError {
  override name = 'HorizonError';
}

/**
 * Segment `i` runs from `startsAtMs[i]` (inclusive) to the next start and has `offsetsMs[i]` (local minus UTC). Known up to
 * `knownToMs`; grows at its end only, so an index stays valid.
 */
export type ZoneTable = {
  readonly timeZone: string;
  readonly startsAtMs: number[];
  readonly offsetsMs: number[];
  knownToMs: number;
};

const DAY_MS = 86_400_000;
/**
 * The closest two transitions of any zone since 1900 are 7 days apart (Recife, October 2000; tzdata 2025c, all 418 zones
 * scanned in steps of 12 hours to 2100). Less than half of that cannot step over a pair that cancels out.
 */
const PROBE_STEP_MS = 3 * DAY_MS;
/** Time found beyond what was asked for, so that a table grows rarely. */
const GROWTH_MS = 2 * 365 * DAY_MS;

/** By lower case, so that however a name is spelled there is one table of it. */
const tables = new Map<string, ZoneTable>();
const formats = new Map<string, Intl.DateTimeFormat>();
/** Asking Intl costs more than anything else about a calendar. */
const known = new Set<string>();
const keyOf = (timeZone: string) => timeZone.toLowerCase();

/** Whether this runtime knows the IANA zone, in any case. Fixed offsets such as `+02:00` are refused: they have no history. */
export function isKnownTimeZone(timeZone: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(timeZone)) return false;
  if (known.has(keyOf(timeZone))) return true;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    known.add(keyOf(timeZone));
    return true;
  } catch {
    return false;
  }
}

/** The table of a zone, shared by all calendars. It covers at least `untilMs`. Throws HorizonError outside 1970 to 2199. */
export function zoneTable(timeZone: string, untilMs: number): ZoneTable {
  let table = tables.get(keyOf(timeZone));
  if (table === undefined) {
    const offsetMs = offsetByIntl(timeZone, HORIZON_FROM_MS);
    table = { timeZone, startsAtMs: [HORIZON_FROM_MS], offsetsMs: [offsetMs], knownToMs: HORIZON_FROM_MS };
    tables.set(keyOf(timeZone), table);
  }
  if (untilMs > table.knownToMs) extendZone(table, untilMs);
  return table;
}

/** Finds the transitions up to `untilMs` and some years beyond. Throws HorizonError when that is past the horizon. */
export function extendZone(table: ZoneTable, untilMs: number): void {
  if (untilMs > HORIZON_TO_MS) throw new HorizonError('Business time is calculated up to the year 2199.');
  const toMs = Math.min(untilMs + GROWTH_MS, HORIZON_TO_MS);
  let offsetMs = table.offsetsMs.at(-1) ?? 0;
  while (table.knownToMs < toMs) {
    const probeMs = Math.min(table.knownToMs + PROBE_STEP_MS, HORIZON_TO_MS);
    const probedMs = offsetByIntl(table.timeZone, probeMs);
    if (probedMs !== offsetMs) {
      table.startsAtMs.push(transitionBetween(table.timeZone, table.knownToMs, probeMs));
      table.offsetsMs.push(probedMs);
      offsetMs = probedMs;
    }
    table.knownToMs = probeMs;
  }
}

/** The date on the zone's calendar at an instant, as `2026-12-24`. Throws HorizonError outside 1970 to 2199. */
export function localDateAt(timeZone: string, atMs: number): string {
  const table = zoneTable(timeZone, atMs);
  const offsetMs = table.offsetsMs[lastAtMost(table.startsAtMs, atMs)] ?? 0;
  return new Date(atMs + offsetMs).toISOString().slice(0, 10);
}

/** A change of a zone's clocks: from `at` on they show `deltaMinutes` more than before, or less where it is negative. */
export type ClockChange = { readonly at: Date; readonly deltaMinutes: number };

/**
 * Changes of the clocks after `fromAt` and up to `toAt`, that one included, in order; none when reversed. Most are of an hour; the
 * date that Apia dropped is one of 1,440 minutes, and Monrovia's of 1972 is one of 44.5. Throws HorizonError outside 1970 to 2199.
 */
export function clockChangesBetween(timeZone: string, fromAt: Date, toAt: Date): readonly ClockChange[] {
  const [fromMs, toMs] = [fromAt.getTime(), toAt.getTime()];
  if (!(fromMs >= HORIZON_FROM_MS && toMs >= HORIZON_FROM_MS)) {
    throw new HorizonError('Changes of the clocks are known for valid dates from the year 1970.');
  }
  const { startsAtMs, offsetsMs } = zoneTable(timeZone, toMs);
  const first = Math.max(1, lastAtMost(startsAtMs, fromMs) + 1);
  return startsAtMs.slice(first, lastAtMost(startsAtMs, toMs) + 1).map((atMs, step) => ({
    at: new Date(atMs),
    deltaMinutes: ((offsetsMs[first + step] ?? 0) - (offsetsMs[first + step - 1] ?? 0)) / 60_000,
  }));
}

/** The first instant after `beforeMs` with the offset of `afterMs`. Transitions fall on whole seconds. */
function transitionBetween(timeZone: string, beforeMs: number, afterMs: number): number {
  const offsetAfterMs = offsetByIntl(timeZone, afterMs);
  let low = Math.floor(beforeMs / 1000);
  let high = Math.ceil(afterMs / 1000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetByIntl(timeZone, middle * 1000) === offsetAfterMs) high = middle;
    else low = middle;
  }
  return high * 1000;
}

/** Local minus UTC at an instant of whole seconds, read off the local clock to the second (Monrovia was at -00:44:30). */
function offsetByIntl(timeZone: string, atMs: number): number {
  let format = formats.get(keyOf(timeZone));
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(keyOf(timeZone), format);
  }
  const local: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const part of format.formatToParts(atMs)) local[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = local;
  return Date.UTC(year, month - 1, day, hour, minute, second) - atMs;
}
