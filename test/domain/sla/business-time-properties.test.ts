/** Laws of business time that hold for every calendar, zone, start and length. */

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  addBusinessSeconds,
  businessSecondsBetween,
  isOpen,
  nextOpeningAt,
  openIntervals,
} from '../../../src/domain/sla/business-time.js';
import { type Calendar, everyDay } from '../../../src/domain/sla/calendar.js';
import { zoneTable } from '../../../src/domain/sla/zone.js';
import { arbitraryCalendar } from './arbitrary-calendar.js';
import { buildCalendar } from './build-calendar.js';
import { TELLING_ZONES } from './zones.js';

const ZONES = [...new Set(TELLING_ZONES.map(([timeZone]) => timeZone))];
const DATES = [
  '2011-12-29',
  '2011-12-30',
  '2024-02-29',
  '2026-03-29',
  '2026-10-25',
  '2026-12-24',
  '2026-12-25',
  '2031-01-01',
];
const FROM_S = Date.UTC(2011, 0, 1) / 1000;
const TO_S = Date.UTC(2035, 0, 1) / 1000;

const calendars = fc
  .tuple(fc.constantFrom(...ZONES), arbitraryCalendar(DATES))
  .map(([timeZone, parts]) => buildCalendar(timeZone, parts));
const wholeSeconds = fc.integer({ min: FROM_S, max: TO_S }).map((second) => new Date(second * 1000));
const instants = fc.integer({ min: FROM_S * 1000, max: TO_S * 1000 }).map((ms) => new Date(ms));
/** Up to a quarter of a year in open seconds, and at least a minute a week is open: so `reachable` cuts them to fifteen years. */
const lengths = fc.oneof(fc.nat(10), fc.nat(3600), fc.nat(90 * 86_400));

/** What a calendar can reach before the horizon, from any start that the tests use. */
function reachable(calendar: Calendar, seconds: number): number {
  const year = businessSecondsBetween(
    calendar,
    new Date('2040-01-01T00:00:00Z'),
    new Date('2041-01-01T00:00:00Z'),
  );
  return Math.min(seconds, year * 15);
}

/** Finding the changes of so many clocks takes longer than any test. */
beforeAll(() => {
  for (const timeZone of ZONES) zoneTable(timeZone, Date.UTC(2052, 0, 1));
});

it('the laws are tried in more than thirty zones', () => {
  expect(ZONES.length).toBeGreaterThan(30);
});

describe('business time', () => {
  it('between undoes add, and a millisecond earlier it would have been a second less', () => {
    fc.assert(
      fc.property(calendars, instants, lengths, (calendar, startAt, length) => {
        const seconds = reachable(calendar, length);
        const endAt = addBusinessSeconds(calendar, startAt, seconds);
        expect(businessSecondsBetween(calendar, startAt, endAt)).toBe(seconds);
        if (seconds > 0) {
          expect(businessSecondsBetween(calendar, startAt, new Date(endAt.getTime() - 1))).toBe(seconds - 1);
        }
      }),
      { numRuns: 500, seed: 42 },
    );
  });

  it('adding in two parts is adding at once', () => {
    fc.assert(
      fc.property(calendars, instants, lengths, lengths, (calendar, startAt, one, other) => {
        const [a, b] = [reachable(calendar, one), reachable(calendar, other)];
        const inParts = addBusinessSeconds(calendar, addBusinessSeconds(calendar, startAt, a), b);
        expect(inParts).toEqual(addBusinessSeconds(calendar, startAt, a + b));
      }),
      { numRuns: 500, seed: 42 },
    );
  });

  it('stretches between whole seconds add up', () => {
    fc.assert(
      fc.property(calendars, fc.tuple(wholeSeconds, wholeSeconds, wholeSeconds), (calendar, dates) => {
        const [a, b, c] = dates.sort((x, y) => x.getTime() - y.getTime());
        const parts = businessSecondsBetween(calendar, a, b) + businessSecondsBetween(calendar, b, c);
        expect(parts).toBe(businessSecondsBetween(calendar, a, c));
      }),
      { numRuns: 500, seed: 42 },
    );
  });

  it('is at most the time that passes, and that itself around the clock', () => {
    fc.assert(
      fc.property(
        calendars,
        fc.constantFrom(...ZONES),
        wholeSeconds,
        fc.nat(10 ** 8),
        (calendar, timeZone, fromAt, length) => {
          const toAt = new Date(fromAt.getTime() + length * 1000);
          expect(businessSecondsBetween(calendar, fromAt, toAt)).toBeLessThanOrEqual(length);
          const always = {
            ...calendar,
            timeZone,
            weekly: everyDay(() => [{ opensMinute: 0, closesMinute: 1440 }]),
            holidays: [],
            exceptions: [],
          };
          expect(businessSecondsBetween(always, fromAt, toAt)).toBe(length);
          expect(addBusinessSeconds(always, fromAt, length)).toEqual(toAt);
        },
      ),
      { numRuns: 300, seed: 42 },
    );
  });

  it('a week later is the same, where no clock is changed and no date differs', () => {
    const steady = fc.tuple(
      fc.constantFrom('UTC', 'Asia/Tokyo', 'Asia/Kathmandu', 'America/Bogota'),
      arbitraryCalendar([]),
    );
    fc.assert(
      fc.property(
        steady,
        instants,
        lengths,
        fc.integer({ min: 1, max: 500 }),
        ([timeZone, parts], startAt, length, weeks) => {
          const calendar = buildCalendar(timeZone, parts);
          const seconds = reachable(calendar, length);
          const shiftMs = weeks * 7 * 86_400_000;
          const shifted = addBusinessSeconds(calendar, new Date(startAt.getTime() + shiftMs), seconds);
          expect(shifted.getTime()).toBe(addBusinessSeconds(calendar, startAt, seconds).getTime() + shiftMs);
        },
      ),
      { numRuns: 300, seed: 42 },
    );
  });

  it('is the sum of its open intervals, which are apart, in order and begin at openings', () => {
    fc.assert(
      fc.property(calendars, wholeSeconds, fc.nat(60 * 86_400), (calendar, fromAt, length) => {
        const toAt = new Date(fromAt.getTime() + length * 1000);
        const intervals = openIntervals(calendar, fromAt, toAt);
        const sumMs = intervals.reduce(
          (sum, interval) => sum + interval.toAt.getTime() - interval.fromAt.getTime(),
          0,
        );
        expect(sumMs).toBe(businessSecondsBetween(calendar, fromAt, toAt) * 1000);
        for (const [index, interval] of intervals.entries()) {
          const before = intervals[index - 1]?.toAt ?? fromAt;
          expect(nextOpeningAt(calendar, before)).toEqual(interval.fromAt);
          expect(isOpen(calendar, new Date(interval.toAt.getTime() - 1))).toBe(true);
          if (interval.toAt < toAt) expect(isOpen(calendar, interval.toAt)).toBe(false);
        }
      }),
      { numRuns: 200, seed: 42 },
    );
  });

  it('does not depend on what was asked before: a fresh calendar gives the same', () => {
    fc.assert(
      fc.property(calendars, instants, lengths, (calendar, startAt, length) => {
        const seconds = reachable(calendar, length);
        const again = addBusinessSeconds(structuredClone(calendar), startAt, seconds);
        expect(again).toEqual(addBusinessSeconds(calendar, startAt, seconds));
      }),
      { numRuns: 100, seed: 42 },
    );
  });
});
