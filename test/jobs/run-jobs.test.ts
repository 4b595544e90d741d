import { afterEach, describe, expect, it, vi } from 'vitest';
import { inTransaction } from '../../src/database/transaction.js';
import type { Job } from '../../src/jobs/registry.js';
import { JOB_NAMES, jobRegistry } from '../../src/jobs/registry.js';
import { type RunningJobs, runJobs } from '../../src/jobs/run-jobs.js';
import { outageWatch } from '../../src/services/health/report-outages.js';
import { enqueuePosts } from '../../src/services/posts/enqueue-posts.js';
import { RECONCILE_PACE } from '../../src/services/reconcile/pace.js';
import { useTestDesk } from '../support/desk.js';
import { makeItProject } from '../support/it-project.js';

const fixture = useTestDesk();
const started: RunningJobs[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((jobs) => jobs.stop()));
});

type Line = { level: string; fields: Record<string, unknown>; message: string };

function jobNamed(facts: Partial<Job>): Job {
  return {
    name: 'sweep-clocks',
    schedule: '0 0 1 1 *',
    wakeOn: null,
    isClaimed: false,
    isRunAtStart: false,
    isFrequent: false,
    run: async () => undefined,
    ...facts,
  };
}

async function start(...jobs: Job[]) {
  const lines: Line[] = [];
  const keep = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields: fields as Record<string, unknown>, message });
  const log = { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
  const running = await runJobs({ database: fixture.desk.database, clock: fixture.desk.clock, log }, jobs);
  started.push(running);
  return { running, lines };
}

const soon = (check: () => void) => vi.waitFor(check, { interval: 5, timeout: 5_000 });

it('every run is logged with its job and how long it took', async () => {
  const { running, lines } = await start(jobNamed({ run: async () => ({ flagged: 2 }) }));
  await running.run('sweep-clocks');
  expect(lines).toEqual([
    {
      level: 'info',
      message: 'job done',
      fields: { job: 'sweep-clocks', flagged: 2, tookMs: expect.any(Number) },
    },
  ]);
});

it('a failing job is logged, and runs again when it is called again', async () => {
  let runs = 0;
  const { running, lines } = await start(
    jobNamed({
      run: async () => {
        runs += 1;
        throw new Error('no');
      },
    }),
  );
  await running.run('sweep-clocks');
  await running.run('sweep-clocks');
  expect(runs).toBe(2);
  expect(lines.map(({ level, message }) => [level, message])).toEqual([
    ['error', 'job failed'],
    ['error', 'job failed'],
  ]);
});

it('a job that is to run at start does, and no other', async () => {
  const ran: string[] = [];
  const record = (name: Job['name']) => async () => void ran.push(name);
  await start(
    jobNamed({ name: 'send-posts', isRunAtStart: true, run: record('send-posts') as Job['run'] }),
    jobNamed({ name: 'sweep-clocks', run: record('sweep-clocks') as Job['run'] }),
  );
  await soon(() => expect(ran).toEqual(['send-posts']));
});

describe('a heartbeat', () => {
  const beats = () => fixture.desk.database.prisma.jobHeartbeat.findMany();
  const MINUTELY = '* * * * *';

  it('is kept of every run that worked, and of those that did not', async () => {
    let isBroken = false;
    const { running } = await start(
      jobNamed({
        run: async () => {
          if (isBroken) throw new Error('no');
          return undefined;
        },
      }),
    );
    const { clock } = fixture.desk;
    expect(await beats()).toMatchObject([{ job: 'sweep-clocks', succeededAt: null, failures: 0 }]);
    await running.run('sweep-clocks');
    const succeededAt = clock.now();
    isBroken = true;
    clock.advance(60_000);
    await running.run('sweep-clocks');
    await running.run('sweep-clocks');
    expect(await beats()).toMatchObject([{ succeededAt, failedAt: clock.now(), failures: 2 }]);
    isBroken = false;
    await running.run('sweep-clocks');
    expect(await beats()).toMatchObject([{ succeededAt: clock.now(), failures: 0 }]);
  });

  it('is written once for many runs of a moment', async () => {
    const { running } = await start(jobNamed({}));
    const { clock, database } = fixture.desk;
    await running.run('sweep-clocks');
    clock.advance(1_000);
    await running.run('sweep-clocks');
    const [beat] = await database.prisma.jobHeartbeat.findMany();
    expect(beat?.succeededAt).toEqual(new Date(clock.now().getTime() - 1_000));
    clock.advance(5_000);
    await running.run('sweep-clocks');
    expect(await beats()).toMatchObject([{ succeededAt: clock.now() }]);
  });

  it('of the whole desk, while no process ran, is told at the next start, before the first run covers it up', async () => {
    await makeItProject(fixture.desk);
    const job = jobNamed({ schedule: MINUTELY, isRunAtStart: true });
    const { running } = await start(job);
    await soon(() => expect(running.isIdle()).toBe(true));
    await running.stop();
    fixture.desk.clock.advance(11 * 7 * 86_400_000);
    const { lines } = await start(job);
    expect(lines).toContainEqual({ level: 'warn', message: 'the desk was not running', fields: {} });
    const told = await fixture.desk.database.prisma.post.findMany({ include: { user: true } });
    expect(told.map(({ kind, user }) => [kind, user?.displayName])).toEqual([['outage', 'ada']]);
  });

  it.each(['sweep-clocks', 'send-posts', 'reconcile'] as const)(
    'that %s owes, because it hangs in one process, is told to the admins by another',
    async (name) => {
      await makeItProject(fixture.desk);
      const { clock, database } = fixture.desk;
      let release: () => void = () => undefined;
      const hanging = new Promise<undefined>((resolve) => {
        release = () => resolve(undefined);
      });
      const watch = () => jobNamed({ name: 'watch-jobs', run: outageWatch(fixture.desk) });
      const first = await start(jobNamed({ name, run: () => hanging }), watch());
      const run = first.running.run(name);
      const second = await start(jobNamed({ name }), watch());
      // Their timetable is yearly.
      clock.advance(4 * 366 * 86_400_000);
      await second.running.run('watch-jobs');
      await second.running.run('watch-jobs');
      expect((await database.prisma.jobOutage.findMany()).map(({ job }) => job)).toEqual([name]);
      const told = await database.prisma.post.findMany({ include: { user: true } });
      expect(told.map(({ kind, user }) => [kind, user?.displayName])).toEqual([['outage', 'ada']]);
      release();
      await run;
    },
  );

  it('that cannot be written keeps no job from running', async () => {
    let runs = 0;
    const { running, lines } = await start(
      jobNamed({
        schedule: MINUTELY,
        run: async () => {
          runs += 1;
          return undefined;
        },
      }),
    );
    const { pool } = fixture.desk.database;
    await pool.query('ALTER TABLE job_heartbeats RENAME TO elsewhere');
    try {
      await running.run('sweep-clocks');
    } finally {
      await pool.query('ALTER TABLE elsewhere RENAME TO job_heartbeats');
    }
    expect(runs).toBe(1);
    expect(lines.map(({ message }) => message)).toEqual(['job done', 'a heartbeat could not be written']);
  });
});

describe('a wake-up', () => {
  it('comes with the commit of what there is to do', async () => {
    const { project, secret } = await makeItProject(fixture.desk);
    let runs = 0;
    await start(
      jobNamed({
        name: 'send-posts',
        wakeOn: 'threadesk_posts',
        run: async () => {
          runs += 1;
          return undefined;
        },
      }),
    );
    await inTransaction(fixture.desk.database, async (tx) => {
      const post = { key: 'a', kind: 'setup_notice', projectId: project.id, channelId: secret.id } as const;
      await enqueuePosts(tx, [post], fixture.desk.clock.now());
      expect(runs).toBe(0);
    });
    await soon(() => expect(runs).toBe(1));
  });
});

describe('a tick', () => {
  it('is run by one of two processes where the work must not be done twice', async () => {
    let runs = 0;
    const job = jobNamed({
      schedule: '* * * * * *',
      isClaimed: true,
      run: async () => {
        runs += 1;
        return undefined;
      },
    });
    await start(job);
    await start(job);
    await soon(() => expect(runs).toBeGreaterThanOrEqual(2));
    await Promise.all(started.splice(0).map((jobs) => jobs.stop()));
    const ticks = await fixture.desk.database.prisma.timetableTick.findMany();
    expect(ticks).toHaveLength(runs);
    expect(
      ticks.every(({ finishedAt, tickAt }) => finishedAt !== null && tickAt.getMilliseconds() === 0),
    ).toBe(true);
  });

  it('says by the clock of the desk when it was begun and when it was over', async () => {
    const { clock } = fixture.desk;
    const begunAt = clock.now();
    const { running } = await start(
      jobNamed({
        schedule: '* * * * * *',
        isClaimed: true,
        run: async () => {
          clock.advance(90_000);
          return undefined;
        },
      }),
    );
    const first = () => fixture.desk.database.prisma.timetableTick.findFirst({ orderBy: { tickAt: 'asc' } });
    await vi.waitFor(async () => expect((await first())?.finishedAt).toBeInstanceOf(Date), {
      interval: 5,
      timeout: 5_000,
    });
    await running.stop();
    expect(await first()).toMatchObject({
      claimedAt: begunAt,
      finishedAt: new Date(begunAt.getTime() + 90_000),
    });
  });

  it('is nothing to a stopped process', async () => {
    let runs = 0;
    const { running } = await start(
      jobNamed({
        schedule: '* * * * * *',
        run: async () => {
          runs += 1;
          return undefined;
        },
      }),
    );
    await running.stop();
    const before = runs;
    await running.run('sweep-clocks');
    expect(runs).toBe(before);
  });
});

it('stopping waits for what runs', async () => {
  let finish: () => void = () => undefined;
  const { running } = await start(
    jobNamed({
      run: () =>
        new Promise((resolve) => {
          finish = () => resolve(undefined);
        }),
    }),
  );
  const run = running.run('sweep-clocks');
  let isStopped = false;
  const stopped = running.stop().then(() => {
    isStopped = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isStopped).toBe(false);
  finish();
  await Promise.all([run, stopped]);
});

it('the registry has every job once, and only sweeping and reading are claimed', () => {
  const sender = { wake: async () => undefined, isIdle: () => true, stop: async () => undefined };
  const jobs = jobRegistry({
    desk: fixture.desk,
    sender,
    homes: sender,
    slaSweepCron: '* * * * *',
    listening: { began: () => undefined, beat: async () => undefined },
    reconcilePace: RECONCILE_PACE,
  });
  expect(jobs.map(({ name }) => name)).toEqual([...JOB_NAMES]);
  expect(jobs.filter(({ isClaimed }) => isClaimed).map(({ name }) => name)).toEqual([
    'sweep-clocks',
    'follow-up-tickets',
    'tell-leavers',
    'tell-held',
    'prune-ticks',
    'sync-users',
    'sync-agents',
    'sync-channels',
    'begin-reconciling',
    'forget-tickets',
    'reword-posts',
    'remind-drafts',
  ]);
});
