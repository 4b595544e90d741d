import { expect, it } from 'vitest';
import { silenceMaxMs } from '../../src/jobs/silence.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

it.each([
  ['every five seconds: no slow moment is an outage', '*/5 * * * * *', 2 * MINUTE_MS, 2 * MINUTE_MS],
  ['every minute', '* * * * *', 3 * MINUTE_MS, 3 * MINUTE_MS],
  ['every five minutes', '*/5 * * * *', 15 * MINUTE_MS, 15 * MINUTE_MS],
  ['every hour', '17 * * * *', 3 * HOUR_MS, 3 * HOUR_MS],
  ['once a year', '0 0 1 1 *', 3 * 365 * 24 * HOUR_MS, 3 * 366 * 24 * HOUR_MS],
])('three intervals: %s', (_name, schedule, min, max) => {
  const ms = silenceMaxMs(schedule);
  expect(ms).toBeGreaterThanOrEqual(min);
  expect(ms).toBeLessThanOrEqual(max);
});

it('a pause in the timetable is no outage: it reaches until the third tick after it', () => {
  const now = new Date();
  const tomorrow = new Date(now.getTime() + 24 * HOUR_MS);
  const schedule = `* ${tomorrow.getUTCHours()} ${tomorrow.getUTCDate()} ${tomorrow.getUTCMonth() + 1} *`;
  const thirdTickMs = Math.floor(tomorrow.getTime() / HOUR_MS) * HOUR_MS + 2 * MINUTE_MS;
  expect(silenceMaxMs(schedule, now)).toBeGreaterThanOrEqual(thirdTickMs - now.getTime());
});
