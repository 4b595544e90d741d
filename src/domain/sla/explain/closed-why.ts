/** Why nothing counted while the desk was closed: each closed stretch cut where its reason changes. */

import {
  type Calendar,
  dayNumberOf,
  MINUTES_PER_DAY,
  mergeWindows,
  type Window,
  weekdayOf,
} from '../calendar.js';
import { lastAtMost } from '../last-at-most.js';
import { zoneTable } from '../zone.js';

/**
 * `weekend` and `closed_day`: the weekday has no hours, together with the closed hours around it. A holiday and a closure carry their
 * local date and what people call it.
 */
export type ClosedWhy =
  | { readonly kind: 'after_hours' | 'weekend' | 'closed_day' }
  | { readonly kind: 'holiday' | 'closure'; readonly date: string; readonly name: string | null };

export type ClosedPiece = { readonly fromMs: number; readonly toMs: number; readonly why: ClosedWhy };

/** What people call a holiday or an exception, by its date. */
export type DateNames = ReadonlyMap<string, string>;

const MINUTE_MS = 60_000;
const DAY_MS = MINUTES_PER_DAY * MINUTE_MS;

/** The pieces of a closed stretch, without gaps; two neighbours never have the same reason. */
export function closedPieces(
  calendar: Calendar,
  names: DateNames,
  fromMs: number,
  toMs: number,
): ClosedPiece[] {
  const pieces: ClosedPiece[] = [];
  for (const local of localPieces(calendar.timeZone, fromMs, toMs)) {
    for (const cut of cutAtHours(calendar, local)) {
      const why = whyAt(calendar, names, local.date, cut.minute);
      const last = pieces.at(-1);
      const merged = last === undefined ? null : sameReason(last.why, why);
      if (last === undefined || merged === null) pieces.push({ fromMs: cut.fromMs, toMs: cut.toMs, why });
      else pieces[pieces.length - 1] = { fromMs: last.fromMs, toMs: cut.toMs, why: merged };
    }
  }
  return pieces;
}

/** A stretch within one local date and one UTC offset; `midnightMs` is when that date began by this offset. */
type LocalPiece = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly date: string;
  readonly midnightMs: number;
};

function localPieces(timeZone: string, fromMs: number, toMs: number): LocalPiece[] {
  const { startsAtMs, offsetsMs } = zoneTable(timeZone, toMs);
  const pieces: LocalPiece[] = [];
  for (let atMs = fromMs; atMs < toMs; ) {
    const segment = lastAtMost(startsAtMs, atMs);
    const offsetMs = offsetsMs[segment] ?? 0;
    const localMidnightMs = Math.floor((atMs + offsetMs) / DAY_MS) * DAY_MS;
    const midnightMs = localMidnightMs - offsetMs;
    const endMs = Math.min(toMs, midnightMs + DAY_MS, startsAtMs[segment + 1] ?? Number.POSITIVE_INFINITY);
    const date = new Date(localMidnightMs).toISOString().slice(0, 10);
    pieces.push({ fromMs: atMs, toMs: endMs, date, midnightMs });
    atMs = endMs;
  }
  return pieces;
}

/** At every minute of the day at which weekly hours or closures begin and end. `minute`: of the piece's beginning. */
function cutAtHours(
  calendar: Calendar,
  { fromMs, toMs, date, midnightMs }: LocalPiece,
): { fromMs: number; toMs: number; minute: number }[] {
  const bounds = [...weeklyOn(calendar, date), ...closuresOn(calendar, date)].flatMap(
    ({ opensMinute, closesMinute }) => [
      midnightMs + opensMinute * MINUTE_MS,
      midnightMs + closesMinute * MINUTE_MS,
    ],
  );
  const inside = [...new Set(bounds)].filter((atMs) => atMs > fromMs && atMs < toMs).sort((a, b) => a - b);
  const starts = [fromMs, ...inside];
  return starts.map((startMs, index) => ({
    fromMs: startMs,
    toMs: starts[index + 1] ?? toMs,
    minute: (startMs - midnightMs) / MINUTE_MS,
  }));
}

function whyAt(calendar: Calendar, names: DateNames, date: string, minute: number): ClosedWhy {
  const name = names.get(date) ?? null;
  if (calendar.holidays.includes(date)) return { kind: 'holiday', date, name };
  const weekly = weeklyOn(calendar, date);
  if (weekly.length === 0) {
    const weekday = weekdayOf(dayNumberOf(date) ?? 0);
    return { kind: weekday === 'sat' || weekday === 'sun' ? 'weekend' : 'closed_day' };
  }
  const isClosure = holds(weekly, minute) && holds(closuresOn(calendar, date), minute);
  return isClosure ? { kind: 'closure', date, name } : { kind: 'after_hours' };
}

function weeklyOn(calendar: Calendar, date: string): Window[] {
  return mergeWindows(calendar.weekly[weekdayOf(dayNumberOf(date) ?? 0)]);
}

function closuresOn(calendar: Calendar, date: string): Window[] {
  return calendar.exceptions.filter((exception) => exception.kind === 'closed' && exception.date === date);
}

function holds(windows: readonly Window[], minute: number): boolean {
  return windows.some(({ opensMinute, closesMinute }) => opensMinute <= minute && minute < closesMinute);
}

/** From the least telling to the most. */
const UNNAMED: readonly ClosedWhy['kind'][] = ['after_hours', 'closed_day', 'weekend'];

/** The reason of two neighbours together, or null where each needs its own: a weekend takes the night before it along. */
function sameReason(left: ClosedWhy, right: ClosedWhy): ClosedWhy | null {
  if ('date' in left || 'date' in right) {
    const isSame = 'date' in left && 'date' in right && left.kind === right.kind && left.date === right.date;
    return isSame ? left : null;
  }
  return UNNAMED.indexOf(left.kind) >= UNNAMED.indexOf(right.kind) ? left : right;
}
