/** How long a job may be silent before it is late: three intervals of its own timetable. */
import { createTask } from 'node-cron';
import { systemClock } from '../clock.js';

const INTERVALS = 3;
/** For what runs every few seconds: three of those pass in one slow moment of the database. */
const SILENCE_MIN_MS = 120_000;

/**
 * In milliseconds from now. For a timetable with pauses (office hours) no less than until the third tick from now: on a Friday evening
 * that is on Monday.
 */
export function silenceMaxMs(schedule: string, now = systemClock.now()): number {
  const task = createTask(schedule, () => undefined, { timezone: 'UTC' });
  const ticks = task.getNextRuns(INTERVALS + 1).map((at) => at.getTime());
  void task.destroy();
  const [first = 0] = ticks;
  const intervals = (ticks[INTERVALS] ?? first) - first;
  const untilThird = (ticks[INTERVALS - 1] ?? first) - now.getTime();
  return Math.max(SILENCE_MIN_MS, intervals, untilThird);
}
