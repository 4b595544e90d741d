/** The engine agrees with a reading of the wall clock every quarter of an hour for a whole year, with its holidays and exceptions. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addBusinessSeconds,
  businessSecondsBetween,
  nextOpeningAt,
  openIntervals,
} from '../../../src/domain/sla/business-time.js';
import { buildCalendar } from './build-calendar.js';
import { openSteps, readWallClock } from './oracle.js';
import { TELLING_ZONES } from './zones.js';

const QUARTER_S = 900;
const QUARTERS = 366 * 96;

/** Changed at or by odd minutes and seconds: what falls between quarters of an hour is looked at elsewhere. */
const BETWEEN_QUARTERS = ['Africa/Monrovia', 'America/St_Johns'];
const ZONES = TELLING_ZONES.filter(([timeZone]) => !BETWEEN_QUARTERS.includes(timeZone));

const quarter = fc.nat(95);
const span = fc
  .tuple(quarter, quarter)
  .filter(([a, b]) => a !== b)
  .map(([a, b]): [string, string] => [timeText(Math.min(a, b)), timeText(Math.max(a, b))]);
const day = fc.array(span, { maxLength: 3 });

/** Dozens of holidays and exceptions on every ninth date, so that many share one. */
function calendarsOf(year: number) {
  const date = fc
    .nat(40)
    .map((ninth) => new Date(Date.UTC(year, 0, 1 + 9 * ninth)).toISOString().slice(0, 10));
  return fc.record({
    weekly: fc
      .record({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day })
      .filter((weekly) => Object.values(weekly).some((windows) => windows.length > 0)),
    holidays: fc.array(date, { minLength: 5, maxLength: 30 }),
    exceptions: fc.array(
      fc
        .record({ date, kind: fc.constantFrom('closed' as const, 'open' as const), span })
        .map(({ span: [from, to], ...rest }) => ({ ...rest, from, to })),
      { minLength: 20, maxLength: 40 },
    ),
  });
}

const index = fc.nat(QUARTERS - 1);

describe.each(ZONES)('%s in %i: %s', (timeZone, year) => {
  it('measures, adds and opens as the wall clock says', () => {
    const fromMs = Date.UTC(year, 0, 1);
    const clock = readWallClock(timeZone, fromMs, QUARTER_S * 1000, QUARTERS);
    const at = (quarters: number) => new Date(fromMs + quarters * QUARTER_S * 1000);
    fc.assert(
      fc.property(
        calendarsOf(year),
        fc.array(fc.tuple(index, index), { minLength: 100, maxLength: 100 }),
        (parts, pairs) => {
          const calendar = buildCalendar(timeZone, parts);
          const { opens, sums } = openSteps(parts, clock);
          const total = openIntervals(calendar, at(0), at(QUARTERS));
          const openMs = total.reduce((sum, { fromAt, toAt }) => sum + toAt.getTime() - fromAt.getTime(), 0);
          expect(openMs / 1000 / QUARTER_S).toBe(sums[QUARTERS]);
          for (const [a, b] of pairs) {
            const open = (sums[b] ?? 0) - (sums[a] ?? 0);
            expect(businessSecondsBetween(calendar, at(a), at(b))).toBe(Math.max(0, open * QUARTER_S));
            if (open > 0) {
              const end = sums.indexOf((sums[a] ?? 0) + open);
              expect(addBusinessSeconds(calendar, at(a), open * QUARTER_S)).toEqual(at(end));
            }
            const next = opens.indexOf(true, a);
            if (next >= 0) expect(nextOpeningAt(calendar, at(a))).toEqual(at(next));
          }
        },
      ),
      { numRuns: 2, seed: 42 },
    );
  });
});

function timeText(quarters: number): string {
  return `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
}
