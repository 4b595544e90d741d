/** Slack takes about one new message a second in a channel, and so many updates a minute: a burst waits for its turns, and nothing is lost. */

import { expect, it } from 'vitest';
import { HELP, startStory, TRIAGE } from '../support/story.js';

const REPLIES = Array.from({ length: 40 }, (_, index) => `Line ${String(index + 1).padStart(2, '0')}`);
const SECONDS_MAX = 240;

it('forty replies in a row are mirrored one after another, each once and in their order, while Slack slows the bot down', async () => {
  const story = await startStory();
  const { slack, clock, database } = story;
  const number = await story.opens('Bo', 'VPN down');
  const [origin, triage] = [await story.origin(number), await story.triage(number)];
  await slack.boxFaults.rateLimits(true);
  // One after another, as a person types: of replies in one instant the first to be committed is mirrored first.
  for (const text of REPLIES) {
    story.person('Bo').post(HELP, text, { threadTs: origin.ts });
    await slack.settled();
  }

  const waiting = () => database.prisma.post.count({ where: { state: { notIn: ['sent', 'withdrawn'] } } });
  const mirrors = () => story.reads('Ana', TRIAGE, triage.ts).slice(1);
  for (let second = 0; second < SECONDS_MAX && (await waiting()) > 0; second += 1) {
    clock.advance(1000);
    await story.app().runJob('send-posts');
    await slack.until(() => story.app().isIdle());
  }
  expect(mirrors().map((line) => /Line \d\d/.exec(line)?.[0])).toEqual(REPLIES);
  expect((await story.comments(number)).map(({ content }) => content)).toEqual(REPLIES);

  const posting = slack.calls.filter(
    ({ method, args }) => method === 'chat.postMessage' && args.thread_ts === triage.ts,
  );
  const refused = posting.filter(({ result }) => result.error === 'ratelimited');
  expect(refused.length).toBeGreaterThan(0);
  expect(posting.length - refused.length).toBe(REPLIES.length);
  const takenAt = posting.filter(({ result }) => result.ok).map(({ at }) => Date.parse(at));
  const pauses = takenAt.slice(1).map((at, index) => at - (takenAt[index] ?? at));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1000);
  expect(slack.violations).toEqual([]);
});
