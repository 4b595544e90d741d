/** Every run of a job that worked is a heartbeat, which says when the job is late. */
import { describe, expect, it } from 'vitest';
import { outageWatch } from '../../src/services/health/report-outages.js';
import { makeItProject } from '../support/it-project.js';
import { jobNamed, soon } from './job-named.js';
import { useJobs } from './use-jobs.js';

const { fixture, start } = useJobs();

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
    expect(lines).toContainEqual({ level: 'warn', message: 'the desk stood still', fields: {} });
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

  it('of a process that had no database is told once it has it again: one message, with since when and until when', async () => {
    await makeItProject(fixture.desk);
    const { clock, database } = fixture.desk;
    const names = ['sweep-clocks', 'send-posts', 'tell-alerts'] as const;
    const watch = jobNamed({ name: 'watch-jobs', run: outageWatch(fixture.desk) });
    const { running, lines } = await start(
      ...names.map((name) => jobNamed({ name, schedule: MINUTELY })),
      jobNamed({ name: 'sync-users', schedule: '11 * * * *' }),
      watch,
    );
    const runs = (...run: readonly (typeof names)[number][]) =>
      Promise.all(run.map((name) => running.run(name)));
    await Promise.all([runs(...names), running.run('sync-users')]);
    const fromAt = clock.now();
    await database.pool.query('ALTER TABLE job_heartbeats RENAME TO elsewhere');
    try {
      clock.advance(60_000);
      await runs('sweep-clocks');
    } finally {
      await database.pool.query('ALTER TABLE elsewhere RENAME TO job_heartbeats');
    }
    clock.advance(86_400_000);
    await runs('send-posts', 'tell-alerts');
    for (let look = 0; look < 3; look += 1) {
      await running.run('watch-jobs');
      clock.advance(60_000);
      await runs(...names);
    }
    const outages = await database.prisma.jobOutage.findMany();
    const untilAt = new Date(fromAt.getTime() + 86_460_000);
    expect(outages).toMatchObject([{ job: 'desk', sinceAt: fromAt, endedAt: untilAt }]);
    expect(await database.prisma.post.count()).toBe(1);
    expect(lines.filter(({ message }) => message === 'the desk stood still')).toHaveLength(1);
  });

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
