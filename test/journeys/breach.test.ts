import { describe, expect, it } from 'vitest';
import type { JobName } from '../../src/jobs/job.js';
import { startSecondBot } from '../support/bot.js';
import { BOT, HELP, type Story, startStory, TRIAGE } from '../support/story.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function vpnDown(fields: Record<string, string> = {}) {
  const story = await startStory();
  const number = await story.opens('Bo', 'VPN down', { fields });
  const { ts } = await story.triage(number);
  const sweep = () => story.after(() => story.app().runJob('sweep-clocks'));
  const types = (name: 'Ana' | 'Bo', text: string) =>
    story.after(() => story.person(name).command('/ticket', text, { channel: HELP }));
  return { story, number, ts, sweep, types };
}

const alertRows = async (story: Story) =>
  (await story.database.prisma.slaAlert.findMany({ orderBy: { id: 'asc' } })).map(
    ({ targetKind, threshold }) => `${targetKind} ${threshold}`,
  );
const breachPosts = (story: Story) => story.database.prisma.post.count({ where: { kind: 'breach' } });

describe('a target that passes unmet', () => {
  it('is flagged at its instant, told once in the triage thread and channel, and shown on the card', async () => {
    const { story, number, ts, sweep } = await vpnDown();
    const { responseTarget } = await story.row(number);
    story.clock.advance(4 * HOUR_MS + 1_000);
    await sweep();
    const { responseBreachedAt, resolutionBreachedAt } = await story.row(number);
    expect(responseBreachedAt).toEqual(responseTarget);
    expect(resolutionBreachedAt).toBeNull();
    expect(await breachPosts(story)).toBe(1);
    const told = story.person('Ana').sees(TRIAGE, ts).at(-1);
    expect(told).toMatchObject({ isBroadcast: true });
    expect(told?.shows).toMatch(/response/i);
    await sweep();
    await sweep();
    expect(await breachPosts(story)).toBe(1);
    expect(story.troubles).toEqual([]);
    expect(story.slack.violations).toEqual([]);
  });

  it('is told to the assignee', async () => {
    const { story, sweep, types } = await vpnDown();
    await types('Ana', 'assign IT-1 @Ben');
    story.clock.advance(4 * HOUR_MS + 1_000);
    await sweep();
    expect(story.reads('Ben', BOT).join('\n')).toContain('IT-1');
  });

  it('is never flagged when the answer or the resolution came before it', async () => {
    const { story, number, sweep, types } = await vpnDown();
    story.clock.advance(3 * HOUR_MS);
    await types('Ana', 'comment IT-1 Looking into it');
    story.clock.advance(DAY_MS);
    await types('Ana', 'resolve IT-1');
    story.clock.advance(14 * DAY_MS);
    await sweep();
    expect(await story.row(number)).toMatchObject({ responseBreachedAt: null, resolutionBreachedAt: null });
    expect(await alertRows(story)).toEqual([]);
  });

  it('does not pass while the ticket waits', async () => {
    const { story, number, sweep, types } = await vpnDown();
    await types('Ana', 'wait IT-1 Which version?');
    story.clock.advance(28 * DAY_MS);
    await sweep();
    expect(await story.row(number)).toMatchObject({ resolutionBreachedAt: null, resolutionTarget: null });
    expect(await alertRows(story)).toEqual([]);
  });

  it('does not pass at night or at the weekend', async () => {
    const { story, number, sweep } = await vpnDown({ Priority: 'Low: can wait' });
    // Low: eight working hours. Opened on Monday at 10:00, due on Tuesday at 10:00.
    story.clock.advance(23 * HOUR_MS);
    await sweep();
    expect((await story.row(number)).responseBreachedAt).toBeNull();
    story.clock.advance(HOUR_MS + 1_000);
    await sweep();
    expect((await story.row(number)).responseBreachedAt).toBeInstanceOf(Date);
  });
});

describe('two processes on one database', () => {
  it('tell of it once, though both sweep every second', async () => {
    const story = await startStory({ config: { slaSweepCron: '* * * * * *' } });
    const second = await startSecondBot(story);
    const both = (job: JobName) => Promise.all([story.app().runJob(job), second.app.runJob(job)]);
    const number = await story.opens('Bo', 'VPN down');
    story.clock.advance(4 * HOUR_MS + 1_000);
    await story.slack.until(async () => (await story.row(number)).responseBreachedAt, { what: 'the flag' });
    // Four hours of silence at once look like a time in which nobody listened: the breach waits until its thread is read again.
    const areTold = async () => {
      story.clock.advance(1_000);
      await both('sweep-clocks');
      await both('tell-alerts');
      return (await breachPosts(story)) > 0;
    };
    await story.slack.until(areTold, { what: 'the post' });
    await story.settled();
    expect(await breachPosts(story)).toBe(1);
    const { ts } = await story.triage(number);
    const calls = story.slack.calls.filter(
      ({ method, args }) => method === 'chat.postMessage' && args.thread_ts === ts && args.reply_broadcast,
    );
    expect(calls).toHaveLength(1);
    const ticks = await story.database.prisma.timetableTick.count({ where: { job: 'sweep-clocks' } });
    expect(ticks).toBeGreaterThan(0);
    expect(second.troubles).toEqual([]);
  });

  it('and a restart in between tell of it once', async () => {
    const { story, number, sweep } = await vpnDown();
    story.clock.advance(4 * HOUR_MS + 1_000);
    await sweep();
    await story.stop();
    await story.start();
    await sweep();
    expect(await breachPosts(story)).toBe(1);
    expect(await alertRows(story)).toEqual(['response 100']);
    story.clock.advance(7 * DAY_MS);
    await sweep();
    expect(await alertRows(story)).toEqual(['response 100', 'resolution 100']);
    expect((await story.row(number)).resolutionBreachedAt).toBeInstanceOf(Date);
  });
});
