/** A time in which the desk stood still: told once, with its beginning and its end, and no job's own silence. */
import { describe, expect, it } from 'vitest';
import type { Post } from '../../../src/database/generated/client.js';
import { recordFailure, recordSuccess } from '../../../src/services/health/heartbeats.js';
import { lookBackOnOutages } from '../../../src/services/health/look-back.js';
import { outageWatch, reportOutages } from '../../../src/services/health/report-outages.js';
import { sendStep } from '../../../src/services/posts/send-step.js';
import { useTestDesk } from '../../support/desk.js';
import { admin, shown, told } from './outage-messages.js';

// The desk's clock stands at Monday 2 March 2026, 10:00 UTC.
const fixture = useTestDesk();
const MINUTE_MS = 60_000;
const SWEEP = { job: 'sweep-clocks', silenceMaxMs: 3 * MINUTE_MS };
const SENDER = { job: 'send-posts', silenceMaxMs: 2 * MINUTE_MS };
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;

const passes = (ms: number) => fixture.desk.clock.advance(ms);
const stepsOf = (posts: Post[]) => posts.map((post) => sendStep({ ...post, isRootless: false }));

describe('a desk that stood still', () => {
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
    expect(await told(fixture.desk)).toEqual(['UADA: desk stopped', 'UEVE: desk stopped']);
    const [message] = await shown(fixture.desk);
    expect(message).toMatch(
      /stood still from <!date\^1772445600\^.* until <!date\^1773050400\^.*works again/,
    );
    expect(message).not.toMatch(/What to do|job failed|sweep/);
    // The nightly one has as long as ever from here on, also after the next start.
    expect(await starts()).toEqual({ wasDown: false, began: 0 });
    for (let day = 0; day < 4; day += 1) {
      passes(24 * 60 * MINUTE_MS);
      await runs(SWEEP, SENDER);
    }
    await reportOutages(fixture.desk);
    expect(await told(fixture.desk)).toContain('UADA: forget-tickets stopped');
  });

  it('is told with the jobs that had stopped before, and what to look for only where one failed', async () => {
    await admin(fixture.desk);
    await starts();
    await runs(...ALL);
    passes(5 * MINUTE_MS);
    await runs(SENDER);
    passes(WEEK_MS);
    expect(await starts()).toEqual({ wasDown: true, began: 1 });
    expect(await told(fixture.desk)).toEqual(['UADA: desk and sweep-clocks stopped']);
    expect((await shown(fixture.desk))[0]).toMatch(
      /stood still[\s\S]*had stopped before that[\s\S]*The sweep that watches targets: not since[\s\S]*What to do: restart/,
    );
    await recordFailure(fixture.desk, SWEEP.job);
    expect((await shown(fixture.desk))[0]).toMatch(/look for `job failed`/);
  });

  it('that several processes find at once is told once', async () => {
    await admin(fixture.desk);
    await starts();
    await runs(...ALL);
    passes(WEEK_MS);
    await Promise.all([starts(), starts(), starts()]);
    expect(await told(fixture.desk)).toEqual(['UADA: desk stopped']);
  });

  it('that goes on because who noted its end was killed before it ran names the later end, also where it was said', async () => {
    await admin(fixture.desk);
    await starts();
    await runs(...ALL);
    passes(WEEK_MS);
    await starts();
    const { prisma } = fixture.desk.database;
    await prisma.post.updateMany({ data: { state: 'sent', sentVersion: 1 } });
    passes(WEEK_MS);
    expect(await starts()).toEqual({ wasDown: true, began: 0 });
    expect(await told(fixture.desk)).toEqual(['UADA: desk stopped']);
    expect((await shown(fixture.desk))[0]).toMatch(/from <!date\^1772445600\^.* until <!date\^1773655200\^/);
    expect(stepsOf(await prisma.post.findMany())).toEqual(['update']);
    // One that comes to work ends it; what it does not tell again needs no further look.
    await runs(...ALL);
    expect(await starts()).toEqual({ wasDown: false, began: 0 });
  });

  it('for as long as its most frequent job may be silent is not told', async () => {
    await admin(fixture.desk);
    await starts();
    await runs(...ALL);
    passes(SENDER.silenceMaxMs);
    expect(await starts()).toEqual({ wasDown: false, began: 0 });
  });
});
