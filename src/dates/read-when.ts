/** Reads an instant in plain words, "tomorrow 9am" or "friday 14:30", as the clocks of whoever wrote it mean it. */
import type { ParsedResult } from 'chrono-node/en';
import { lastAtMost } from '../domain/sla/last-at-most.js';
import { instantAtLocal } from '../domain/sla/local-instant.js';
import { isKnownTimeZone, zoneTable } from '../domain/sla/zone.js';

export type When =
  /** `rest`: what was written beside the instant, empty where nothing was. */
  | { ok: true; at: Date; rest: string }
  /** `skipped`: the clocks are put forward over it. */
  | { ok: false; problem: 'unknown' | 'past' | 'too_far' | 'skipped' };

export const DAYS_AHEAD_MAX = 366;
/** A date that is given without a time. */
const DEFAULT_HOUR = 9;
/** No instant is longer in words; what follows is text, which is not searched from end to end. */
const READ_MAX = 80;
const DAY_MS = 86_400_000;

/**
 * From the beginning of the text, or else from its end: "tomorrow 9am call Bo", "call Bo tomorrow 9am". English, as the commands are. The
 * library finds the words; from what the clocks are to show the instant is worked out here, in any zone and over any change of the clocks.
 */
export async function readWhen(
  text: string,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<When> {
  const { parse } = await import('chrono-node/en');
  const zone = isKnownTimeZone(timeZone) ? timeZone : 'UTC';
  const reference = { instant: now, timezone: offsetMinutes(zone, now) };
  const find = (part: string) => parse(part, reference, { forwardDate: true }).filter(isDefinite);
  const written = text.trim();
  const [first] = find(written.slice(0, READ_MAX));
  if (first !== undefined && LEADING.test(written.slice(0, first.index))) {
    const rest = written.slice(first.index + first.text.length).replace(JOINT, '');
    return instantOf(first, { now, zone, rest });
  }
  const skipped = Math.max(0, written.length - READ_MAX);
  const last = find(written.slice(skipped)).at(-1);
  if (last === undefined || skipped + last.index + last.text.length < written.length) {
    return { ok: false, problem: 'unknown' };
  }
  const rest = written.slice(0, skipped + last.index).replace(TRAILING, '');
  return instantOf(last, { now, zone, rest });
}

const LEADING = /^(?:(?:on|at|by|(?:un|['’])?till?)\s+)?$/i;
const JOINT = /^[\s,:;.–-]+(?:to\s+)?/i;
const TRAILING = /(?:[\s,:;–-]|\b(?:on|at|by|until))+$/i;
const BACKWARD = /\b(?:last|ago)\b/i;

/** "may" alone is a word as well as a month. */
function isDefinite({ start }: ParsedResult): boolean {
  return (
    start.isCertain('day') ||
    start.isCertain('weekday') ||
    start.isCertain('hour') ||
    start.tags().has('result/relativeDate')
  );
}

function instantOf(
  found: ParsedResult,
  { now, zone, rest }: { now: Date; zone: string; rest: string },
): When {
  const { year, month, day } = {
    year: part(found, 'year'),
    month: part(found, 'month'),
    day: part(found, 'day'),
  };
  if (year > new Date(now).getUTCFullYear() + 2) return { ok: false, problem: 'too_far' };
  // "in 2 hours" and "9am CET" say which instant they mean, whatever the clocks show then.
  const at = found.start.isCertain('timezoneOffset')
    ? found.start.date()
    : instantAtLocal(zone, dateText(year, month, day), minuteOf(found));
  if (at === null) return { ok: false, problem: 'skipped' };
  if (BACKWARD.test(found.text) || at <= now) return { ok: false, problem: 'past' };
  if (at.getTime() > now.getTime() + DAYS_AHEAD_MAX * DAY_MS) return { ok: false, problem: 'too_far' };
  return { ok: true, at, rest };
}

/** By hour where one is said or meant ("tonight"); a morning is a working morning. */
function minuteOf(found: ParsedResult): number {
  const tags = found.start.tags();
  const isMeant = PARTS_OF_DAY.some((tag) => tags.has(tag));
  if (!found.start.isCertain('hour') && !isMeant) return DEFAULT_HOUR * 60;
  return part(found, 'hour') * 60 + part(found, 'minute');
}

const PARTS_OF_DAY = [
  'casualReference/afternoon',
  'casualReference/evening',
  'casualReference/tonight',
  'casualReference/midnight',
  'casualReference/noon',
] as const;

function part(found: ParsedResult, name: 'year' | 'month' | 'day' | 'hour' | 'minute'): number {
  return found.start.get(name) ?? 0;
}

function dateText(year: number, month: number, day: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function offsetMinutes(zone: string, at: Date): number {
  const { startsAtMs, offsetsMs } = zoneTable(zone, at.getTime());
  return (offsetsMs[lastAtMost(startsAtMs, at.getTime())] ?? 0) / 60_000;
}
