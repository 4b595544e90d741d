/** Arithmetic on opening hours: how much business time lies between two instants, and when some amount of it has passed. */

import type { Calendar } from './calendar.js';
import { lastAtMost } from './last-at-most.js';
import { closesAfter, earliestWith, type LocalHours, localHoursOf, openBefore } from './local-hours.js';
import { InvalidCalendarError, validateCalendar } from './validate-calendar.js';
import { extendZone, HORIZON_FROM_MS, HorizonError, type ZoneTable, zoneTable } from './zone.js';

/** A half-open stretch of open time. */
export type OpenInterval = { readonly fromAt: Date; readonly toAt: Date };

/**
 * In segment `i` of the zone, the open time before an instant is `openBefore(local time) + shiftMs[i]`; `openAtStartMs[i]` is
 * that sum at the segment's start. Skipped local times drop out and doubled ones count twice, because each segment is
 * measured on its own.
 */
type Compiled = {
  readonly hours: LocalHours;
  readonly zone: ZoneTable;
  readonly shiftMs: number[];
  readonly openAtStartMs: number[];
};

const compiled = new WeakMap<Calendar, Compiled>();

/**
 * The earliest instant at which `seconds` of business time have passed since `startAt`: an amount that ends at closing time
 * ends at the closing instant, not at the next opening, and zero ends at `startAt`. The fraction of a second in `startAt` is
 * kept: 0.25 s after opening plus 60 s is 60.25 s after opening.
 *
 * Throws RangeError when `seconds` is negative or no integer, HorizonError when the answer is past the year 2199,
 * InvalidCalendarError.
 */
export function addBusinessSeconds(calendar: Calendar, startAt: Date, seconds: number): Date {
  if (!Number.isSafeInteger(seconds) || seconds < 0) {
    throw new RangeError(`Business time is added in whole seconds from 0, not ${seconds}.`);
  }
  return new Date(addBusinessMs(calendar, startAt.getTime(), seconds * 1000));
}

/**
 * Whole seconds of business time from `fromAt` to `toAt`, a begun second left out; 0 when reversed. Measured in milliseconds
 * and rounded once, so that stretches of whole seconds add up exactly.
 */
export function businessSecondsBetween(calendar: Calendar, fromAt: Date, toAt: Date): number {
  return Math.floor(businessMsBetween(calendar, fromAt.getTime(), toAt.getTime()) / 1000);
}

export function isOpen(calendar: Calendar, at: Date): boolean {
  return businessMsBetween(calendar, at.getTime(), at.getTime() + 1) === 1;
}

/** `at` itself while open, else the next instant at which it opens. */
export function nextOpeningAt(calendar: Calendar, at: Date): Date {
  return new Date(addBusinessMs(calendar, at.getTime(), 1) - 1);
}

/** The open stretches inside a range, cut at its ends, as long as they can be: two that touch are one. */
export function openIntervals(calendar: Calendar, fromAt: Date, toAt: Date): OpenInterval[] {
  const intervals: { fromAt: Date; toAt: Date }[] = [];
  refuseOutsideHorizon(fromAt.getTime(), toAt.getTime());
  const { hours, zone } = compile(calendar, Math.max(fromAt.getTime(), toAt.getTime()));
  let openAtMs = addBusinessMs(calendar, fromAt.getTime(), 1) - 1;
  // Each round passes a closing time or a transition of the zone, and the range ends before the horizon.
  while (openAtMs < toAt.getTime()) {
    const segment = lastAtMost(zone.startsAtMs, openAtMs);
    const offsetMs = zone.offsetsMs[segment] ?? 0;
    const closesAtMs = Math.min(
      closesAfter(hours, openAtMs + offsetMs) - offsetMs,
      zone.startsAtMs[segment + 1] ?? Number.POSITIVE_INFINITY,
      toAt.getTime(),
    );
    const last = intervals.at(-1);
    if (last?.toAt.getTime() === openAtMs) last.toAt = new Date(closesAtMs);
    else intervals.push({ fromAt: new Date(openAtMs), toAt: new Date(closesAtMs) });
    if (closesAtMs >= toAt.getTime()) break;
    openAtMs = addBusinessMs(calendar, closesAtMs, 1) - 1;
  }
  return intervals;
}

/** Business time between two instants in milliseconds, unrounded; 0 when reversed. */
export function businessMsBetween(calendar: Calendar, fromMs: number, toMs: number): number {
  refuseOutsideHorizon(fromMs, toMs);
  if (toMs <= fromMs) return 0;
  const { hours, zone, shiftMs } = compile(calendar, toMs);
  return openAt(hours, zone, shiftMs, toMs) - openAt(hours, zone, shiftMs, fromMs);
}

/** The earliest instant at which `ms` of business time have passed, as addBusinessSeconds. */
export function addBusinessMs(calendar: Calendar, startMs: number, ms: number): number {
  refuseOutsideHorizon(startMs);
  const { hours, zone, shiftMs, openAtStartMs } = compile(calendar, startMs);
  if (ms === 0) return startMs;
  const wantedMs = openAt(hours, zone, shiftMs, startMs) + ms;
  for (;;) {
    const segment = lastAtMost(openAtStartMs, wantedMs - 1);
    const endMs = earliestWith(hours, wantedMs - (shiftMs[segment] ?? 0)) - (zone.offsetsMs[segment] ?? 0);
    if (segment < openAtStartMs.length - 1 || endMs <= zone.knownToMs) return endMs;
    // The answer may lie behind a transition that is not known yet. extendZone throws at the horizon, which ends the loop.
    extendZone(zone, endMs);
    compileSegments(hours, zone, shiftMs, openAtStartMs);
  }
}

/** Also refuses an invalid Date, whose time is NaN; the later end of the horizon is refused where the zone is extended. */
function refuseOutsideHorizon(...instantsMs: readonly number[]): void {
  if (!instantsMs.every((atMs) => atMs >= HORIZON_FROM_MS)) {
    throw new HorizonError('Business time is calculated for valid dates from the year 1970.');
  }
}

function openAt(hours: LocalHours, zone: ZoneTable, shiftMs: readonly number[], atMs: number): number {
  const segment = lastAtMost(zone.startsAtMs, atMs);
  return openBefore(hours, atMs + (zone.offsetsMs[segment] ?? 0)) + (shiftMs[segment] ?? 0);
}

function compile(calendar: Calendar, untilMs: number): Compiled {
  let entry = compiled.get(calendar);
  if (entry === undefined) {
    const problems = validateCalendar(calendar);
    if (problems.length > 0) throw new InvalidCalendarError(problems);
    const zone = zoneTable(calendar.timeZone, untilMs);
    entry = { hours: localHoursOf(calendar), zone, shiftMs: [], openAtStartMs: [] };
    compiled.set(calendar, entry);
  }
  if (untilMs > entry.zone.knownToMs) extendZone(entry.zone, untilMs);
  // Another calendar of the same zone may have extended the shared table.
  if (entry.shiftMs.length < entry.zone.startsAtMs.length) {
    compileSegments(entry.hours, entry.zone, entry.shiftMs, entry.openAtStartMs);
  }
  return entry;
}

function compileSegments(
  hours: LocalHours,
  zone: ZoneTable,
  shiftMs: number[],
  openAtStartMs: number[],
): void {
  for (let index = shiftMs.length; index < zone.startsAtMs.length; index += 1) {
    const startMs = zone.startsAtMs[index] ?? 0;
    const beforeMs =
      index === 0
        ? 0
        : openBefore(hours, startMs + (zone.offsetsMs[index - 1] ?? 0)) + (shiftMs[index - 1] ?? 0);
    openAtStartMs.push(beforeMs);
    shiftMs.push(beforeMs - openBefore(hours, startMs + (zone.offsetsMs[index] ?? 0)));
  }
}
