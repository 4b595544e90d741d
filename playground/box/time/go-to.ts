/** Lets time pass up to an instant, and has done what falls due on the way, in its order, as if it had passed by itself. */
import type { JobName } from '../../../src/jobs/job.js';
import type { Passage } from '../../live/protocol.js';
import { isTimeUp } from '../../until.js';
import { passTime } from '../pass-time.js';
import { untilQuiet } from '../quiet.js';
import { COMING_SQL, isDueSql, JOBS_AT_END, JOBS_IN_AN_HOUR, JOBS_WHEN_DUE } from './due-work.js';
import { nextStop, STOPS_MAX } from './next-stop.js';
import type { TimedBox } from './timed-box.js';

/** With faults on, what is caused may never come to an end; the jump is over all the same. */
export const QUIET_MAX_MS = 8_000;
/** Of a whole jump: whoever pressed a button waits no longer, and what is left is said while time goes by again. */
const WAIT_MAX_MS = 20_000;
const HOUR_MS = 3_600_000;
/** On the way of an hour: what was written in the last minute before it is not yet taken for lost. */
const READ_AFTER_MS = HOUR_MS / 2;
const STOPS_BEFORE_READING_MAX = STOPS_MAX / 4;

type Way = { stops: number; lateMaxMs: number; leftToWaitMs: number };

export async function goTo(box: TimedBox, target: Date): Promise<Passage> {
  const beganMs = box.clock.now().getTime();
  let way: Way = { stops: 0, lateMaxMs: 0, leftToWaitMs: WAIT_MAX_MS };
  if (target.getTime() - beganMs >= HOUR_MS) {
    way = await walk(box, new Date(beganMs + READ_AFTER_MS), way, STOPS_BEFORE_READING_MAX);
    way = { ...way, leftToWaitMs: await readAgain(box, way.leftToWaitMs) };
  }
  const { stops, lateMaxMs, leftToWaitMs } = await walk(box, target, way, STOPS_MAX);
  for (const job of JOBS_AT_END) await box.app.runJob(job);
  return { stops, lateMaxMs, isAllSaid: leftToWaitMs > 0 };
}

async function walk(box: TimedBox, target: Date, soFar: Way, stopsMax: number): Promise<Way> {
  const { clock } = box;
  let { stops, lateMaxMs, leftToWaitMs } = soFar;
  for (;;) {
    const coming = await comingUntil(box, target);
    const stop = nextStop(coming, target, stopsMax - stops);
    const until = stop ?? target;
    const leftMs = until.getTime() - clock.now().getTime();
    if (leftMs > 0) await passTime(box, leftMs);
    lateMaxMs = Math.max(lateMaxMs, until.getTime() - (coming[0] ?? until).getTime());
    leftToWaitMs = await doWhatIsDue(box, leftToWaitMs);
    if (stop === null) return { stops, lateMaxMs, leftToWaitMs };
    stops += 1;
  }
}

/** As every hour: an event that was lost is found before what it would have stopped is told of. */
async function readAgain(box: TimedBox, leftToWaitMs: number): Promise<number> {
  for (const job of JOBS_IN_AN_HOUR) await box.app.runJob(job);
  await box.app.runJob('reconcile');
  return doWhatIsDue(box, leftToWaitMs);
}

async function comingUntil({ app, clock }: TimedBox, target: Date): Promise<Date[]> {
  const { rows } = await app.desk.database.pool.query<{ at: Date }>(COMING_SQL, [clock.now(), target]);
  return rows.map(({ at }) => at);
}

/**
 * Waits until all that it causes has happened, for so long at most.
 *
 * @returns how long may be waited next time: what was not quiet once is not waited for again.
 */
export async function doWhatIsDue(box: TimedBox, leftToWaitMs: number): Promise<number> {
  for (const job of JOBS_WHEN_DUE) if (await isDue(box, job)) await box.app.runJob(job);
  if (leftToWaitMs <= 0) return 0;
  const beganMs = performance.now();
  try {
    await untilQuiet(box.slack, box.app, Math.min(QUIET_MAX_MS, leftToWaitMs));
    return Math.max(0, leftToWaitMs - (performance.now() - beganMs));
  } catch (error) {
    if (!isTimeUp(error)) throw error;
    return 0;
  }
}

async function isDue({ app, clock }: TimedBox, job: JobName): Promise<boolean> {
  const { rows } = await app.desk.database.pool.query<{ isDue: boolean }>(isDueSql(job), [clock.now()]);
  return rows[0]?.isDue ?? false;
}
