import { describe, expect, it, vi } from 'vitest';
import { inTransaction } from '../../src/database/transaction.js';
import type { Job } from '../../src/jobs/job.js';
import { JOB_NAMES } from '../../src/jobs/job.js';
import { jobRegistry } from '../../src/jobs/registry.js';
import { enqueuePosts } from '../../src/services/posts/enqueue-posts.js';
import { RECONCILE_PACE } from '../../src/services/reconcile/pace.js';
import { makeItProject } from '../support/it-project.js';
import { jobNamed, soon, started } from './job-named.js';
import { useJobs } from './use-jobs.js';

const jobs = useJobs();
const { fixture, start } = jobs;

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

it('the registry has every job once, in order, and claims those that two processes would only do twice', () => {
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
    'tell-held',
    'reword-posts',
    'sweep-clocks',
    'follow-up-tickets',
    'tell-leavers',
    'remind-drafts',
    'forget-tickets',
    'begin-reconciling',
    'sync-users',
    'sync-agents',
    'sync-channels',
    'prune-ticks',
  ]);
});
