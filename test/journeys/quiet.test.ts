/** Messages that people can keep switched on: fewer of them, none at night, none of their own acts, and none that they do not want. */
import { expect, it } from 'vitest';
import { BOT, HELP, type Name, startStory } from '../support/story.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

it('close together is one message, quiet hours are quiet, off is off, and nobody is told what they did themselves', {
  timeout: 60_000,
}, async () => {
  const story = await startStory();
  await story.opens('Bo', 'VPN down');
  const types = (name: Name, text: string) =>
    story.after(() => story.person(name).command('/ticket', text, { channel: HELP }));
  const passes = async (ms: number) => {
    story.clock.advance(ms);
    await story.after(() => story.app().runJob('tell-held'));
  };
  const heard = (name: Name) => story.reads(name, BOT).filter((line) => line.includes('IT-1'));
  const sets = async (fields: Record<string, string>) => {
    await story.after(() => story.person('Cleo').command('/desk', 'settings', { channel: HELP }));
    await story.person('Cleo').fill(fields);
    expect((await story.after(() => story.person('Cleo').submit())).errors ?? {}).toEqual({});
  };
  for (const name of ['Cleo', 'Ana'] as const) await types(name, 'watch IT-1');

  await types('Ana', 'resolve IT-1');
  expect(heard('Cleo')).toHaveLength(1);
  await types('Ana', 'reopen IT-1');
  await types('Ana', 'close IT-1');
  expect(heard('Cleo')).toHaveLength(1);
  await passes(2 * MINUTE_MS);
  expect(heard('Cleo')).toHaveLength(2);
  expect(heard('Cleo').at(-1)).toMatch(/reopened[\s\S]*closed/);
  // Ana watches it too, and did all of it.
  expect(heard('Ana')).toEqual([]);

  // It is a quarter to four in the afternoon, by Cleo's clock in Kolkata.
  await passes(10 * MINUTE_MS);
  await sets({ 'Quiet hours from': '14:00', 'Quiet hours to': '18:00' });
  await types('Ana', 'reopen IT-1');
  await passes(HOUR_MS);
  expect(heard('Cleo')).toHaveLength(2);
  await passes(2 * HOUR_MS);
  expect(heard('Cleo')).toHaveLength(3);
  expect(heard('Cleo').at(-1)).toContain('open');

  await sets({ 'Tickets you watch': 'Off' });
  await types('Ana', 'resolve IT-1');
  await passes(48 * HOUR_MS);
  expect(heard('Cleo')).toHaveLength(3);
  expect(story.troubles).toEqual([]);
  expect(story.slack.violations).toEqual([]);
});
