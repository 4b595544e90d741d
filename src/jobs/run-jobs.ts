/** Runs the registry's jobs: at start, when the timetable says so, and when a commit calls for one. */
import { type ScheduledTask, schedule } from 'node-cron';
import type { Clock } from '../clock.js';
import type { Database } from '../database/client.js';
import { type Listener, listen } from '../database/listen.js';
import type { Log } from '../services/desk.js';
import { claimTick, finishTick } from '../services/timetable/claim-tick.js';
import { inRunOf } from '../work-in-hand.js';
import { type Heart, heartOf } from './heart.js';
import { type Hindsight, hindsightOf } from './hindsight.js';
import type { Job, JobName } from './job.js';
import { type SingleFlight, singleFlight } from './single-flight.js';

export type RunningJobs = {
  /** Runs the job, once more if it is just running; resolves when it is over, whether it worked or not. */
  run(name: JobName): Promise<void>;
  isIdle(): boolean;
  /** Takes no more ticks or wake-ups and waits for what runs. */
  stop(): Promise<void>;
};

type Surroundings = { database: Database; clock: Clock; log: Log };

/** Resolves once every wake-up is heard; the first runs of `isRunAtStart` go on by themselves. */
export async function runJobs(surroundings: Surroundings, jobs: readonly Job[]): Promise<RunningJobs> {
  const { log } = surroundings;
  let isStopping = false;
  // Before any job has run: what was silent until now is told, and not covered up by the first run.
  const hindsight = hindsightOf(surroundings, jobs);
  await lookBack(hindsight, log);
  const flights = new Map(
    jobs.map((job) => [job.name, flightOf(job, log, heartOf(surroundings, job, hindsight))]),
  );
  const run = async (name: JobName): Promise<void> => flights.get(name)?.wake();
  const wake = async (name: JobName): Promise<void> => {
    if (!isStopping) await run(name);
  };
  // A tick that was claimed is run and finished, also while stopping: nobody else will.
  const ticking = new Set<Promise<void>>();
  const onTick = async (job: Job, tickAt: Date): Promise<void> => {
    if (isStopping) return;
    const ticked = tick(surroundings, job, tickAt, run).finally(() => ticking.delete(ticked));
    ticking.add(ticked);
    await ticked;
  };
  const tasks = jobs.map((job) => onTimetable(job, log, (tickAt) => onTick(job, tickAt)));
  const listener = await hear(surroundings, jobs, wake);
  for (const job of jobs) if (job.isRunAtStart) void wake(job.name);
  return {
    run: wake,
    isIdle: () => [...flights.values()].every((flight) => flight.isIdle()),
    stop: async () => {
      isStopping = true;
      await Promise.all(tasks.map((task) => task.destroy()));
      await listener.close();
      await Promise.all(ticking);
      await Promise.all([...flights.values()].map((flight) => flight.idle()));
    },
  };
}

/** Watching must never keep from working: what fails here is logged, and done before the first heartbeat. */
async function lookBack(hindsight: Hindsight, log: Log): Promise<void> {
  try {
    await hindsight.look();
  } catch (error) {
    log.error({ err: error }, 'heartbeats could not be read');
  }
}

/** Every run is logged with how long it took, and is a heartbeat; one that fails is left to the next tick. */
function flightOf(job: Job, log: Log, heart: Heart): SingleFlight {
  const run = async () => {
    const startedMs = performance.now();
    const took = () => Math.round(performance.now() - startedMs);
    try {
      const done = (await job.run()) ?? {};
      log[job.isFrequent ? 'debug' : 'info']({ job: job.name, tookMs: took(), ...done }, 'job done');
      await heart.beat();
    } catch (error) {
      log.error({ err: error, job: job.name, tookMs: took() }, 'job failed');
      await heart.miss();
    }
  };
  return singleFlight(
    () => inRunOf(job.name, run),
    (error) => log.error({ err: error, job: job.name }, 'job failed'),
  );
}

/** Also runs what the process slept through: a tick that comes late is better than none. */
function onTimetable(job: Job, log: Log, onTick: (tickAt: Date) => Promise<void>): ScheduledTask {
  const say = (level: 'warn' | 'error') => (said: string | Error) =>
    log[level]({ job: job.name, said: String(said) }, 'said by the timetable');
  const task = schedule(job.schedule, ({ date }) => onTick(date), {
    name: job.name,
    timezone: 'UTC',
    suppressMissedWarning: true,
    logger: { debug: () => undefined, info: () => undefined, warn: say('warn'), error: say('error') },
  });
  task.on('execution:missed', ({ date }) => onTick(date));
  return task;
}

async function tick(
  { database, clock, log }: Surroundings,
  job: Job,
  scheduledAt: Date,
  run: (name: JobName) => Promise<void>,
): Promise<void> {
  if (!job.isClaimed) return run(job.name);
  const tickOf = { job: job.name, tickAt: toSecond(scheduledAt) };
  try {
    if (!(await claimTick(database, tickOf, clock.now()))) return;
    await run(job.name);
    await finishTick(database, tickOf, clock.now());
  } catch (error) {
    log.error({ err: error, job: job.name }, 'a tick could not be claimed');
  }
}

/** The timetable's finest unit, so that two processes name one tick alike. */
function toSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1_000) * 1_000);
}

function hear(
  { database, log }: Surroundings,
  jobs: readonly Job[],
  wake: (name: JobName) => Promise<void>,
): Promise<Listener> {
  const channels = jobs.map(({ wakeOn }) => wakeOn).filter((channel) => channel !== null);
  const onNotify = (heard: string) => {
    for (const job of jobs) if (job.wakeOn === heard) void wake(job.name);
  };
  return listen(database.url, channels, onNotify, (error) =>
    log.warn({ err: error }, 'the connection that hears of new work was lost'),
  );
}
