/** Somebody takes the bot out of its channels and lets it in again: what was written meanwhile is read, and what was to be said is said. */
import { expect, it } from 'vitest';
import { HELP, startStory, TRIAGE } from '../support/story.js';

const HOUR_MS = 3_600_000;

it('makes up for what was written, changed and due while it was out of its channels, each once', async () => {
  const story = await startStory();
  const { clock, person } = story;
  const number = await story.opens('Bo', 'VPN down');
  const origin = await story.origin(number);
  const triage = await story.triage(number);
  const [ada, ana, bo] = [person('Ada'), person('Ana'), person('Bo')];
  for (const channel of [HELP, TRIAGE]) await story.after(() => ada.remove(channel, 'threadesk'));

  bo.post(HELP, 'It works by cable', { threadTs: origin.ts });
  ana.post(TRIAGE, 'It is the certificate', { threadTs: triage.ts });
  await story.after(() => ana.command('/ticket', `priority ${number} critical`));
  clock.advance(HOUR_MS + 1_000);
  await story.after(() => story.app().runJob('sweep-clocks'));
  await story.after(() => ana.command('/ticket', `assign ${number} @Ben`));
  expect(await story.comments(number)).toEqual([]);

  for (const channel of [HELP, TRIAGE]) await story.after(() => ada.invite(channel, 'threadesk'));
  await story.app().runJob('reconcile');
  await story.settled();
  expect(await story.comments(number)).toMatchObject([
    { author: 'Bo', content: 'It works by cable', commentType: 'public' },
    { author: 'Ana', content: 'It is the certificate', commentType: 'internal' },
  ]);
  const inTriage = story.reads('Ana', TRIAGE, triage.ts).join('\n');
  expect(inTriage.match(/It works by cable/g)).toHaveLength(1);
  expect(inTriage.match(/First response overdue/g)).toHaveLength(1);
  expect(story.finds('Ana', TRIAGE, '*Priority* Critical').shows).toContain('*Assignee* Ben');
  expect(story.finds('Bo', HELP, number).shows).toContain('*Ben* looks after it');
  expect(story.slack.violations).toEqual([]);
}, 60_000);
