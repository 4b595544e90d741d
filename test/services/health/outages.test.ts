import { describe, expect, it } from 'vitest';
import {
  expectJobs,
  lateJobs,
  recordFailure,
  recordSuccess,
} from '../../../src/services/health/heartbeats.js';
import { outageWatch, reportOutages } from '../../../src/services/health/report-outages.js';
import { useTestDesk } from '../../support/desk.js';
import { admin, told } from './outage-messages.js';

// The desk's clock stands at Monday 2 March 2026, 10:00 UTC.
const fixture = useTestDesk();
const MINUTE_MS = 60_000;
const SWEEP = { job: 'sweep-clocks', silenceMaxMs: 3 * MINUTE_MS };
const SENDER = { job: 'send-posts', silenceMaxMs: 2 * MINUTE_MS };
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;

const passes = (ms: number) => fixture.desk.clock.advance(ms);
const late = async () => (await lateJobs(fixture.desk)).map(({ job }) => job);

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
    expect(await told(fixture.desk)).toEqual(['UADA: sweep-clocks stopped']);
  });

  it('is still noticed when the bot is started again every day: a start is no run', async () => {
    await admin(fixture.desk);
    for (let day = 0; day < 3; day += 1) {
      await expectJobs(fixture.desk, [SWEEP]);
      await reportOutages(fixture.desk);
      passes(24 * 60 * MINUTE_MS);
    }
    expect(await late()).toEqual(['sweep-clocks']);
    expect(await told(fixture.desk)).toEqual(['UADA: sweep-clocks stopped']);
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
    expect(await told(fixture.desk)).toEqual([
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
    expect(await told(fixture.desk)).toEqual([
      'UADA: send-posts and sweep-clocks stopped',
      'UADA: send-posts and sweep-clocks over',
    ]);
  });

  it('of several jobs is over when the last of them runs again, in one message, whatever else has stopped since', async () => {
    await admin(fixture.desk);
    const third = { job: 'tell-alerts', silenceMaxMs: 5 * MINUTE_MS };
    await expectJobs(fixture.desk, [SWEEP, SENDER, third]);
    passes(4 * MINUTE_MS);
    await reportOutages(fixture.desk);
    passes(2 * MINUTE_MS);
    await reportOutages(fixture.desk);
    await recordSuccess(fixture.desk, SENDER);
    expect(await reportOutages(fixture.desk)).toEqual({ began: 0, ended: 1 });
    await recordSuccess(fixture.desk, SWEEP);
    expect(await reportOutages(fixture.desk)).toEqual({ began: 0, ended: 1 });
    expect(await told(fixture.desk)).toEqual([
      'UADA: send-posts and sweep-clocks stopped',
      'UADA: tell-alerts stopped',
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
    expect((await told(fixture.desk)).filter((line) => line.endsWith('stopped'))).toHaveLength(1);
    expect((await told(fixture.desk)).filter((line) => line.endsWith('over'))).toHaveLength(1);
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
    expect(await told(fixture.desk)).toHaveLength(4);
  });

  it('of a job that a later version does not have ends in silence', async () => {
    await admin(fixture.desk);
    await expectJobs(fixture.desk, [SWEEP, SENDER]);
    passes(WEEK_MS);
    await reportOutages(fixture.desk, ({ job }) => job === 'send-posts');
    await expectJobs(fixture.desk, [SWEEP]);
    expect(await reportOutages(fixture.desk, () => false)).toEqual({ began: 0, ended: 1 });
    expect(await told(fixture.desk)).toEqual(['UADA: send-posts stopped']);
    expect(await late()).toEqual(['sweep-clocks']);
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
    expect(await told(fixture.desk)).toEqual([]);
    passes(WEEK_MS);
    await look();
    passes(MINUTE_MS);
    await look();
    await look();
    expect(await told(fixture.desk)).toEqual(['UADA: sweep-clocks stopped']);
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
