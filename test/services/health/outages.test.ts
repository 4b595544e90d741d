import { describe, expect, it } from 'vitest';
import {
  expectJobs,
  lateJobs,
  recordFailure,
  recordSuccess,
} from '../../../src/services/health/heartbeats.js';
import {
  lookBackOnOutages,
  outageWatch,
  reportOutages,
} from '../../../src/services/health/report-outages.js';
import { loadOutage } from '../../../src/services/posts/content/load-desk-notice.js';
import { outage } from '../../../src/slack/blocks/outage.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';

// The desk's clock stands at Monday 2 March 2026, 10:00 UTC.
const fixture = useTestDesk();
const MINUTE_MS = 60_000;
const SWEEP = { job: 'sweep-clocks', silenceMaxMs: 3 * MINUTE_MS };
const SENDER = { job: 'send-posts', silenceMaxMs: 2 * MINUTE_MS };
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;

const passes = (ms: number) => fixture.desk.clock.advance(ms);
const late = async () => (await lateJobs(fixture.desk)).map(({ job }) => job);

async function admin(desk: TestDesk, slackUserId = 'UADA', facts: object = {}): Promise<number> {
  const data = { slackUserId, displayName: slackUserId, isSuperuser: true, ...facts };
  return (await desk.database.prisma.user.create({ data })).id;
}

/** What the admins are told, oldest first: whom, and of which jobs. */
async function told(): Promise<string[]> {
  const { prisma } = fixture.desk.database;
  const posts = await prisma.post.findMany({ orderBy: { id: 'asc' }, include: { user: true } });
  const outages = await prisma.jobOutage.findMany({ orderBy: { id: 'asc' } });
  return posts.map(({ user, payload }) => {
    const { outageIds, isOver } = payload as { outageIds: number[]; isOver: boolean };
    const jobs = outages.filter(({ id }) => outageIds.includes(id)).map(({ job }) => job);
    return `${user?.slackUserId}: ${jobs.join(' and ')} ${isOver ? 'over' : 'stopped'}`;
  });
}

/** What the posts say, as they would be sent now. */
async function shown(): Promise<string[]> {
  const { prisma } = fixture.desk.database;
  const posts = await prisma.post.findMany({ orderBy: { id: 'asc' } });
  const texts: string[] = [];
  for (const post of posts) {
    const content = await loadOutage(prisma, post);
    if (content?.kind === 'outage') texts.push(outage(content).text);
  }
  return texts;
}

describe('the job that never ran once in eleven weeks and nobody noticed', () => {
  it('is noticed three intervals after it was first expected, by its name, and told of once', async () => {
    await admin(fixture.desk);
    await expectJobs(fixture.desk, [SWEEP, SENDER]);
    passes(3 * MINUTE_MS);
    await recordSuccess(fixture.desk, SENDER);
    expect(await late()).toEqual([]);
    passes(1);
    expect(await lateJobs(fixture.desk)).toEqual([
      {
        job: 'sweep-clocks',
        sinceAt: new Date('2026-03-02T10:00:00.000Z'),
        hasEverRun: false,
        failures: 0,
      },
    ]);
    for (let week = 0; week < 11; week += 1) {
      await reportOutages(fixture.desk, ({ job }) => job === 'sweep-clocks');
      passes(WEEK_MS);
    }
    expect(await told()).toEqual(['UADA: sweep-clocks stopped']);
  });

  it('is still noticed when the bot is started again every day: a start is no run', async () => {
    await admin(fixture.desk);
    for (let day = 0; day < 3; day += 1) {
      await expectJobs(fixture.desk, [SWEEP]);
      await reportOutages(fixture.desk);
      passes(24 * 60 * MINUTE_MS);
    }
    expect(await late()).toEqual(['sweep-clocks']);
    expect(await told()).toEqual(['UADA: sweep-clocks stopped']);
  });

  it('is noticed too where it is tried every minute and fails every time', async () => {
    await expectJobs(fixture.desk, [SWEEP]);
    for (let minute = 0; minute < 4; minute += 1) {
      await recordFailure(fixture.desk, SWEEP.job);
      passes(MINUTE_MS);
    }
    expect(await lateJobs(fixture.desk)).toMatchObject([{ job: 'sweep-clocks', failures: 4 }]);
  });
});

describe('an outage', () => {
  it('is told when it begins and when it is over, each once, to every working admin', async () => {
    await admin(fixture.desk);
    await admin(fixture.desk, 'UEVE');
    await admin(fixture.desk, 'UGONE', { isDeactivated: true });
    await admin(fixture.desk, 'UBO', { isSuperuser: false });
    await expectJobs(fixture.desk, [SWEEP]);
    await recordSuccess(fixture.desk, SWEEP);
    passes(4 * MINUTE_MS);
    expect(await reportOutages(fixture.desk)).toEqual({ began: 1, ended: 0 });
    expect(await reportOutages(fixture.desk)).toEqual({ began: 0, ended: 0 });
    passes(MINUTE_MS);
    await recordSuccess(fixture.desk, SWEEP);
    expect(await reportOutages(fixture.desk)).toEqual({ began: 0, ended: 1 });
    expect(await reportOutages(fixture.desk)).toEqual({ began: 0, ended: 0 });
    expect(await told()).toEqual([
      'UADA: sweep-clocks stopped',
      'UEVE: sweep-clocks stopped',
      'UADA: sweep-clocks over',
      'UEVE: sweep-clocks over',
    ]);
  });

  it('of several jobs found at once is one message, and so is their end', async () => {
    await admin(fixture.desk);
    await expectJobs(fixture.desk, [SWEEP, SENDER]);
    passes(WEEK_MS);
    await reportOutages(fixture.desk);
    await recordSuccess(fixture.desk, SWEEP);
    await recordSuccess(fixture.desk, SENDER);
    await reportOutages(fixture.desk);
    expect(await told()).toEqual([
      'UADA: send-posts and sweep-clocks stopped',
      'UADA: send-posts and sweep-clocks over',
    ]);
  });

  it('noticed by two processes at once is told once', async () => {
    await admin(fixture.desk);
    await expectJobs(fixture.desk, [SWEEP, SENDER]);
    passes(WEEK_MS);
    const reports = await Promise.all(Array.from({ length: 6 }, () => reportOutages(fixture.desk)));
    expect(reports.reduce((sum, { began }) => sum + began, 0)).toBe(2);
    await recordSuccess(fixture.desk, SWEEP);
    await recordSuccess(fixture.desk, SENDER);
    await Promise.all(Array.from({ length: 6 }, () => reportOutages(fixture.desk)));
    expect((await told()).filter((line) => line.endsWith('stopped'))).toHaveLength(1);
    expect((await told()).filter((line) => line.endsWith('over'))).toHaveLength(1);
  });

  it('that comes again is told again', async () => {
    await admin(fixture.desk);
    await expectJobs(fixture.desk, [SWEEP]);
    for (let round = 0; round < 2; round += 1) {
      passes(10 * MINUTE_MS);
      await reportOutages(fixture.desk);
      await recordSuccess(fixture.desk, SWEEP);
      await reportOutages(fixture.desk);
    }
    expect(await told()).toHaveLength(4);
  });

  it('of a job that a later version does not have ends in silence', async () => {
    await admin(fixture.desk);
    await expectJobs(fixture.desk, [SWEEP, SENDER]);
    passes(WEEK_MS);
    await reportOutages(fixture.desk, ({ job }) => job === 'send-posts');
    await expectJobs(fixture.desk, [SWEEP]);
    expect(await reportOutages(fixture.desk, () => false)).toEqual({ began: 0, ended: 0 });
    expect(await told()).toEqual(['UADA: send-posts stopped']);
    expect(await late()).toEqual(['sweep-clocks']);
  });
});

describe('a desk that was not running', () => {
  const NIGHTLY = { job: 'forget-tickets', silenceMaxMs: 3 * 24 * 60 * MINUTE_MS };
  const ALL = [SWEEP, SENDER, NIGHTLY];
  const runs = async (...jobs: (typeof SWEEP)[]) => {
    for (const job of jobs) await recordSuccess(fixture.desk, job);
  };
  const starts = () => lookBackOnOutages(fixture.desk, ALL);

  it('is told in one message, since when and until when, and neither its jobs nor that they run again', async () => {
    await admin(fixture.desk);
    await admin(fixture.desk, 'UEVE');
    expect(await starts()).toEqual({ wasDown: false, began: 0 });
    await runs(...ALL);
    passes(WEEK_MS);
    expect(await starts()).toEqual({ wasDown: true, began: 0 });
    const look = outageWatch(fixture.desk);
    for (let minute = 0; minute < 5; minute += 1) {
      await look();
      passes(MINUTE_MS);
      await runs(SWEEP, SENDER);
    }
    expect(await told()).toEqual(['UADA: desk stopped', 'UEVE: desk stopped']);
    const [message] = await shown();
    expect(message).toMatch(/not running from <!date\^1772445600\^.* until <!date\^1773050400\^.*runs again/);
    expect(message).not.toMatch(/What to do|job failed|sweep/);
    // The nightly one has as long as ever from here on, also after the next start.
    expect(await starts()).toEqual({ wasDown: false, began: 0 });
    for (let day = 0; day < 4; day += 1) {
      passes(24 * 60 * MINUTE_MS);
      await runs(SWEEP, SENDER);
    }
    await reportOutages(fixture.desk);
    expect(await told()).toContain('UADA: forget-tickets stopped');
  });

  it('is told with the jobs that had stopped before, and what to look for only where one failed', async () => {
    await admin(fixture.desk);
    await starts();
    await runs(...ALL);
    passes(5 * MINUTE_MS);
    await runs(SENDER);
    passes(WEEK_MS);
    expect(await starts()).toEqual({ wasDown: true, began: 1 });
    expect(await told()).toEqual(['UADA: desk and sweep-clocks stopped']);
    expect((await shown())[0]).toMatch(
      /not running[\s\S]*had stopped before that[\s\S]*The sweep that watches targets: not since[\s\S]*What to do: restart/,
    );
    await recordFailure(fixture.desk, SWEEP.job);
    expect((await shown())[0]).toMatch(/look for `job failed`/);
  });

  it('that two processes find at once, or one that was killed before it ran, is told once', async () => {
    await admin(fixture.desk);
    await starts();
    await runs(...ALL);
    passes(WEEK_MS);
    await Promise.all([starts(), starts(), starts()]);
    passes(WEEK_MS);
    await starts();
    expect(await told()).toEqual(['UADA: desk stopped']);
  });

  it('for as long as its most frequent job may be silent is not told', async () => {
    await admin(fixture.desk);
    await starts();
    await runs(...ALL);
    passes(SENDER.silenceMaxMs);
    expect(await starts()).toEqual({ wasDown: false, began: 0 });
  });
});

describe('the watch of a running process', () => {
  it('tells of what is late at two looks, so that a machine that was asleep raises no alarm', async () => {
    await admin(fixture.desk);
    await expectJobs(fixture.desk, [SWEEP]);
    const look = outageWatch(fixture.desk);
    passes(WEEK_MS);
    await look();
    await recordSuccess(fixture.desk, SWEEP);
    await look();
    expect(await told()).toEqual([]);
    passes(WEEK_MS);
    await look();
    passes(MINUTE_MS);
    await look();
    await look();
    expect(await told()).toEqual(['UADA: sweep-clocks stopped']);
  });
});

it('a timetable that was made slower makes a job late by its new intervals', async () => {
  await expectJobs(fixture.desk, [SWEEP]);
  await recordSuccess(fixture.desk, SWEEP);
  await expectJobs(fixture.desk, [{ ...SWEEP, silenceMaxMs: 60 * MINUTE_MS }]);
  passes(59 * MINUTE_MS);
  expect(await late()).toEqual([]);
  passes(2 * MINUTE_MS);
  expect(await late()).toEqual(['sweep-clocks']);
});
