/** How time is moved in the playground, and which Monday is the next. */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keptClock } from '../../playground/box/moving-clock.js';
import { nextMonday } from '../../playground/box/time/landing.js';

test.each([
  ['a Wednesday', 'UTC', '2026-03-04T12:00:00Z', '2026-03-09T09:00:00.000Z'],
  ['Monday before nine', 'UTC', '2026-03-02T08:59:59Z', '2026-03-02T09:00:00.000Z'],
  ['Monday at nine', 'UTC', '2026-03-02T09:00:00Z', '2026-03-09T09:00:00.000Z'],
  ['Sunday evening here, Monday there', 'Asia/Tokyo', '2026-03-01T23:30:00Z', '2026-03-02T00:00:00.000Z'],
  ['over a change of clocks', 'Europe/Berlin', '2026-03-27T12:00:00Z', '2026-03-30T07:00:00.000Z'],
  ['behind UTC', 'America/New_York', '2026-03-02T15:00:00Z', '2026-03-09T13:00:00.000Z'],
])('%s', (_, zone, now, expected) => {
  expect(nextMonday(zone, new Date(now)).toISOString()).toBe(expected);
});

test('time that has passed stays so after a restart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'deep', 'clock.json');
  const hour = 3_600_000;
  const aheadMs = () => keptClock(path).now().getTime() - Date.now();
  expect(Math.abs(aheadMs())).toBeLessThan(1_000);
  keptClock(path).advance(hour);
  keptClock(path).advance(hour);
  expect(Math.abs(aheadMs() - 2 * hour)).toBeLessThan(1_000);
  // What could not be kept has not passed.
  const clock = keptClock(path);
  mkdirSync(`${path}.new`);
  expect(() => clock.advance(hour)).toThrow('EISDIR');
  expect(Math.abs(clock.now().getTime() - Date.now() - 2 * hour)).toBeLessThan(1_000);
});
