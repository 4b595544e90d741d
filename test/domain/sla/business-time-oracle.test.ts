/** The engine agrees with a reading of the wall clock minute by minute, and second by second where the clock is changed. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addBusinessSeconds,
  businessSecondsBetween,
  isOpen,
  openIntervals,
} from '../../../src/domain/sla/business-time.js';
import { arbitraryCalendar } from './arbitrary-calendar.js';
import { buildCalendar } from './build-calendar.js';
import { openSteps, readWallClock, type WallClock } from './oracle.js';

const MINUTE_MS = 60_000;
const DAYS = 6;
const MINUTES = DAYS * 1440;

/** Six days from 00:00 UTC; `changes` is what the local clock does in them. */
const ZONES: [timeZone: string, from: string, changes: string][] = [
  ['Europe/Berlin', '2026-03-26', 'an hour forward at 2:00'],
  ['Europe/Berlin', '2026-10-22', 'an hour back at 3:00'],
  ['America/New_York', '2026-03-05', 'an hour forward at 2:00'],
  ['America/New_York', '2026-10-29', 'an hour back at 2:00'],
  ['Europe/London', '2026-10-22', 'an hour back at 2:00'],
  ['Europe/Dublin', '2026-03-26', 'an hour forward, the standard time of its law'],
  ['Australia/Lord_Howe', '2026-04-02', 'half an hour back'],
  ['Australia/Lord_Howe', '2026-10-01', 'half an hour forward'],
  ['Australia/Adelaide', '2026-10-01', 'an hour forward, from +9:30'],
  ['America/Havana', '2026-03-05', 'an hour forward at midnight'],
  ['America/Havana', '2026-10-29', 'an hour back at 1:00, so that midnight comes twice'],
  ['America/Sao_Paulo', '2018-11-01', 'an hour forward at midnight'],
  ['America/Sao_Paulo', '2019-02-14', 'an hour back at midnight'],
  ['America/Recife', '2000-10-06', 'an hour forward for a week'],
  ['America/Recife', '2000-10-13', 'and back'],
  ['Pacific/Apia', '2011-12-28', 'a whole date dropped'],
  ['Pacific/Kwajalein', '1993-08-19', 'a whole date dropped'],
  ['Asia/Kathmandu', '1985-12-30', 'a quarter of an hour forward, for good'],
  ['Asia/Kathmandu', '2026-03-26', 'nothing, at +5:45'],
  ['Pacific/Chatham', '2026-04-02', 'an hour back at 3:45'],
  ['Pacific/Chatham', '2026-09-24', 'an hour forward at 2:45'],
  ['Antarctica/Troll', '2026-03-26', 'two hours forward'],
  ['Antarctica/Troll', '2026-10-22', 'two hours back'],
  ['Africa/Casablanca', '2026-02-12', 'an hour back for Ramadan'],
  ['Africa/Casablanca', '2026-03-19', 'an hour forward after Ramadan'],
  ['Africa/Cairo', '2026-04-22', 'an hour forward at midnight, on a Friday'],
  ['Asia/Beirut', '2026-03-26', 'an hour forward at midnight'],
  ['Asia/Gaza', '2026-03-26', 'an hour forward'],
  ['Asia/Jerusalem', '2026-03-25', 'an hour forward on a Friday'],
  ['America/Santiago', '2026-04-02', 'an hour back at midnight'],
  ['America/St_Johns', '2010-11-04', 'an hour back at 0:01'],
  ['America/Caracas', '2016-04-28', 'half an hour forward, for good'],
  ['America/Asuncion', '2024-10-03', 'an hour forward at midnight, for the last time'],
  ['America/Nuuk', '2026-03-26', 'an hour forward late on Saturday'],
  ['America/Scoresbysund', '2024-03-28', 'another offset and summer time at once'],
  ['Asia/Pyongyang', '2018-05-02', 'half an hour forward, for good'],
  ['Asia/Tehran', '2022-09-19', 'an hour back at midnight, for the last time'],
  ['Atlantic/Azores', '2026-10-22', 'an hour back at 1:00'],
  ['Europe/Istanbul', '2016-09-05', 'nothing: summer time became permanent'],
  ['Europe/Moscow', '2014-10-23', 'an hour back, for good'],
  ['Asia/Tokyo', '2026-03-26', 'nothing'],
  ['UTC', '2026-03-26', 'nothing'],
];

const index = fc.integer({ min: 0, max: MINUTES });

describe.each(ZONES)('%s from %s: %s', (timeZone, from) => {
  const fromMs = Date.parse(`${from}T00:00:00Z`);
  const clock = readWallClock(timeZone, fromMs, MINUTE_MS, MINUTES);
  const dates = [...new Set(clock.map(({ date }) => date))];
  const at = (minutes: number) => new Date(fromMs + minutes * MINUTE_MS);

  it('measures, adds and opens as the wall clock says, minute by minute', () => {
    fc.assert(
      fc.property(
        arbitraryCalendar(dates),
        fc.array(fc.tuple(index, index), { minLength: 40, maxLength: 40 }),
        (parts, pairs) => {
          const calendar = buildCalendar(timeZone, parts);
          const { opens, sums } = openSteps(parts, clock);
          const disagreeing = opens.findIndex((open, minute) => open !== isOpen(calendar, at(minute)));
          expect(disagreeing, 'minute at which isOpen disagrees').toBe(-1);
          expect(openIntervals(calendar, at(0), at(MINUTES))).toEqual(
            runsOf(opens).map(([a, b]) => ({ fromAt: at(a), toAt: at(b) })),
          );
          for (const [a, b] of pairs) {
            const minutes = (sums[b] ?? 0) - (sums[a] ?? 0);
            expect(businessSecondsBetween(calendar, at(a), at(b))).toBe(Math.max(0, minutes * 60));
            if (minutes > 0) {
              // The earliest minute by whose end as much has been open.
              const end = sums.indexOf((sums[a] ?? 0) + minutes);
              expect(addBusinessSeconds(calendar, at(a), minutes * 60)).toEqual(at(end));
            }
          }
        },
      ),
      { numRuns: 4, seed: 42 },
    );
  });
});

/** Instants of a change, taken from the zones' own laws; Monrovia's is the last to come with odd seconds. */
const CHANGES: [timeZone: string, at: string][] = [
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['America/Havana', '2026-03-08T05:00:00Z'],
  ['America/Sao_Paulo', '2019-02-17T02:00:00Z'],
  ['America/St_Johns', '2010-11-07T02:31:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['Pacific/Chatham', '2026-04-04T14:00:00Z'],
  ['Antarctica/Troll', '2026-03-29T01:00:00Z'],
  ['Africa/Casablanca', '2026-02-15T02:00:00Z'],
  ['Africa/Monrovia', '1972-01-07T00:44:30Z'],
];

describe('second by second', () => {
  const REACH_S = 150;
  it.each(CHANGES)('%s around %s', (timeZone, changeAt) => {
    const fromMs = Date.parse(changeAt) - REACH_S * 1000;
    const clock = readWallClock(timeZone, fromMs, 1000, 2 * REACH_S);
    expect(isJump(clock, REACH_S), 'the clock is changed at this second').toBe(true);
    const minutesShown = [...new Set(clock.map(({ time }) => time))];
    const at = (second: number) => new Date(fromMs + second * 1000);
    const minuteOpen = fc.subarray(minutesShown, { minLength: 1 });
    fc.assert(
      fc.property(minuteOpen, fc.nat(2 * REACH_S - 1), (minutes, start) => {
        const windows = minutes.map((time): [string, string] => [time, nextMinute(time)]);
        const parts = {
          weekly: {
            mon: windows,
            tue: windows,
            wed: windows,
            thu: windows,
            fri: windows,
            sat: windows,
            sun: windows,
          },
        };
        const calendar = buildCalendar(timeZone, parts);
        const { sums } = openSteps(parts, clock);
        for (let second = start; second <= 2 * REACH_S; second += 1) {
          const open = (sums[second] ?? 0) - (sums[start] ?? 0);
          expect(businessSecondsBetween(calendar, at(start), at(second))).toBe(open);
          if (open > 0) {
            expect(addBusinessSeconds(calendar, at(start), open)).toEqual(
              at(sums.indexOf(sums[second] ?? 0)),
            );
          }
        }
      }),
      { numRuns: 12, seed: 42 },
    );
  });
});

/** From and to of each stretch of true. */
function runsOf(opens: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  opens.forEach((open, position) => {
    const last = runs.at(-1);
    if (!open) return;
    if (last?.[1] === position) last[1] = position + 1;
    else runs.push([position, position + 1]);
  });
  return runs;
}

/** Whether the clock shows neither the same minute nor the next one after the second before. */
function isJump(clock: readonly WallClock[], second: number): boolean {
  const [before = Number.NaN, after = Number.NaN] = clock
    .slice(second - 1, second + 1)
    .map(({ date, time }) => Date.parse(`${date}T${time}Z`));
  return after !== before && after !== before + MINUTE_MS;
}

function nextMinute(time: string): string {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + 1;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
