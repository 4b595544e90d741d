/** Quiet hours end, and digests come, when the clock on a person's wall says so, whatever is done to that clock. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, nextDigestAt, quietEndsAt } from '../../../src/domain/notices/local-day.js';
import { TELLING_ZONES } from '../sla/zones.js';
import { firstMinute, quietMinutes, wallAt } from './oracle.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Whole minutes from UTC, which is what an oracle that walks by minutes can see. */
const ZONES = TELLING_ZONES.filter(([timeZone]) => timeZone !== 'Africa/Monrovia');

const minutesAfter = (atMs: number, minutes: number) => new Date(atMs + minutes * MINUTE_MS);

/** The days of a year on which the clocks of its zone are changed. */
const YEARS = ZONES.map(([timeZone, year]) => {
  const fromMs = Date.UTC(year, 0, 1);
  const days = Array.from({ length: 365 }, (_, day) => fromMs + day * DAY_MS);
  const offsets = days.map((atMs) => offsetOf(timeZone, atMs));
  const changes = days.filter((_, day) => offsets[day] !== offsets[day + 1] && day < 364);
  return { timeZone, fromMs, changes: changes.length === 0 ? [fromMs] : changes };
});

/** Around those days twice as often as elsewhere in the year. */
const moments = fc.constantFrom(...YEARS).chain(({ timeZone, fromMs, changes }) => {
  const anywhere = fc.integer({ min: 0, max: 365 * 1_440 }).map((minute) => minutesAfter(fromMs, minute));
  const near = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -1_440, max: 2_880 }))
    .map(([atMs, minutes]) => minutesAfter(atMs, minutes));
  return fc.record({ timeZone: fc.constant(timeZone), at: fc.oneof(anywhere, near, near) });
});

function offsetOf(timeZone: string, atMs: number): number {
  const { date, minute } = wallAt(timeZone, new Date(atMs));
  return Date.parse(`${date}T00:00:00Z`) + minute * MINUTE_MS - atMs;
}

const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 1_439 }),
  fc.constantFrom(0, 30, 60, 90, 120, 150, 180),
);

describe('quiet hours', () => {
  it('end at the first minute that is not one of them', () => {
    fc.assert(
      fc.property(moments, minuteOfDay, minuteOfDay, ({ timeZone, at }, from, to) => {
        const quiet = quietMinutes(from, to);
        const expected = firstMinute(at, (each) => !quiet.has(wallAt(timeZone, each).minute));
        expect(quietEndsAt({ fromMinute: from, toMinute: to }, timeZone, at)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['in the evening', '2026-03-02T21:30:00Z', '2026-03-03T06:00:00Z'],
    ['after midnight', '2026-03-03T02:00:00Z', '2026-03-03T06:00:00Z'],
    ['to the millisecond', '2026-03-03T05:59:59.999Z', '2026-03-03T06:00:00Z'],
    ['when they end', '2026-03-03T06:00:00Z', '2026-03-03T06:00:00Z'],
    ['by day', '2026-03-03T12:00:00Z', '2026-03-03T12:00:00Z'],
    ['in the night that is an hour shorter', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00Z'],
    ['in the night that is an hour longer', '2026-10-24T21:00:00Z', '2026-10-25T06:00:00Z'],
  ])('from 22:00 to 7:00 in Berlin, %s', (_when, at, ends) => {
    const quiet = { fromMinute: 22 * 60, toMinute: 7 * 60 };
    expect(quietEndsAt(quiet, 'Europe/Berlin', new Date(at))).toEqual(new Date(ends));
  });

  it('are over when they say so, though the clock is then put back into them', () => {
    // 2:30 comes twice in this night: the first time at 0:30 UTC, and the hour before it again at 1:00.
    const quiet = { fromMinute: 22 * 60, toMinute: 2 * 60 + 30 };
    const endsFor = (at: string) => quietEndsAt(quiet, 'Europe/Berlin', new Date(at)).toISOString();
    expect(endsFor('2026-10-25T00:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(endsFor('2026-10-25T01:10:00Z')).toBe('2026-10-25T01:30:00.000Z');
  });

  it('are none where there are none, and in a zone that nobody knows those of UTC', () => {
    const at = new Date('2026-03-03T02:00:00Z');
    expect(quietEndsAt(null, 'Europe/Berlin', at)).toEqual(at);
    expect(quietEndsAt({ fromMinute: 60, toMinute: 60 }, 'Europe/Berlin', at)).toEqual(at);
    expect(quietEndsAt({ fromMinute: 0, toMinute: 180 }, 'Mars/Base', at)).toEqual(
      new Date('2026-03-03T03:00:00Z'),
    );
  });
});

describe('the daily digest', () => {
  it('comes at the first minute of a date at or past its hour, and never twice on one', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 23 }), ({ timeZone, at }, hour) => {
        const isPast = (each: Date) => wallAt(timeZone, each).minute >= hour * 60;
        const isFirst = (each: Date) => {
          if (each <= at || !isPast(each)) return false;
          const { date } = wallAt(timeZone, each);
          for (let back = 1; back <= 1_600; back += 1) {
            const earlier = new Date(each.getTime() - back * MINUTE_MS);
            if (wallAt(timeZone, earlier).date === date && isPast(earlier)) return false;
          }
          return true;
        };
        expect(nextDigestAt(hour, timeZone, at)).toEqual(firstMinute(at, isFirst));
      }),
      { numRuns: 40 },
    );
  });

  it('is the next one where it is just due', () => {
    const at = new Date('2026-03-03T08:00:00Z');
    expect(nextDigestAt(9, 'Europe/Berlin', at)).toEqual(new Date('2026-03-04T08:00:00Z'));
    expect(dayOf('Pacific/Kiritimati', new Date('2026-03-03T12:00:00Z'))).toBe('2026-03-04');
  });
});
