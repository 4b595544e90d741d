/** Where a jump stops: in its time where little falls due, together where much does, and never more often than it may. */
import { expect, test } from 'vitest';
import { nextStop, STOPS_MAX } from '../../playground/box/time/next-stop.js';

const MINUTE_MS = 60_000;
const at = (minutes: number) => new Date(minutes * MINUTE_MS);
const WEEK = at(7 * 24 * 60);

test.each<[string, number[], number, number | null]>([
  ['nothing falls due', [], 60, null],
  ['one thing does', [7], 60, 7],
  ['what is within a minute is done together', [7, 7.5, 8, 8.1], 60, 8],
  ['a warning and its breach are two stops', [7, 55], 60, 7],
  ['one stop is left for three things', [7, 20, 30], 1, 30],
  ['two stops are left for three things, which make three more', [7, 20, 30], 2, 30],
  ['what comes much later is not brought together with what comes first', [7, 20, 3_000, 3_001], 4, 20],
  ['no stop is left', [7, 20], 0, null],
])('%s', (_, coming, stopsLeft, expected) => {
  expect(nextStop(coming.map(at), WEEK, stopsLeft)).toEqual(expected === null ? null : at(expected));
});

/** Each ticket has four instants, the next of which is known only when the one before it has been dealt with. */
function walk(tickets: number): { stops: number; lateMaxMs: number; order: number[] } {
  const waiting = Array.from({ length: tickets }, (_, index) =>
    [1, 2, 3, 4].map((nth) => nth * 1_000 + index * 3),
  );
  const done: number[] = [];
  let [stops, lateMaxMs] = [0, 0];
  for (;;) {
    const coming = waiting.flatMap(([next]) => next ?? []).sort((a, b) => a - b);
    const stop = nextStop(coming.map(at), WEEK, STOPS_MAX - stops);
    if (stop === null) return { stops, lateMaxMs, order: done };
    stops += 1;
    for (const instants of waiting) {
      const [next] = instants;
      if (next === undefined || at(next) > stop) continue;
      lateMaxMs = Math.max(lateMaxMs, stop.getTime() - at(next).getTime());
      done.push(next);
      instants.shift();
    }
  }
}

test.each([
  [1, 4, 0],
  [10, 40, 0],
])('%i tickets are stopped for %i times, each in its minute', (tickets, stops, lateMaxMs) => {
  expect(walk(tickets)).toMatchObject({ stops, lateMaxMs });
});

test.each([20, 200, 2_000])('of %i tickets nothing is left to be passed in one go', (tickets) => {
  const { stops, order } = walk(tickets);
  expect(stops).toBeLessThanOrEqual(STOPS_MAX);
  expect(order).toHaveLength(tickets * 4);
});
