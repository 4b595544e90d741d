/** What happens on a ticket while nobody touches it, as the people in its thread see it. */
import { expect, it } from 'vitest';
import { BOT, HELP, startStory } from '../support/story.js';

const DAY_MS = 86_400_000;

it('who is waited for is reminded, and what is resolved is closed in the end, with a way out before', {
  timeout: 60_000,
}, async () => {
  const story = await startStory();
  const number = await story.opens('Bo', 'VPN down');
  const { ts } = await story.origin(number);
  const types = (text: string) =>
    story.after(() => story.person('Ana').command('/ticket', text, { channel: HELP }));
  const passes = async (days: number) => {
    story.clock.advance(days * DAY_MS);
    await story.after(() => story.app().runJob('follow-up-tickets'));
  };
  const finds = (words: string) => story.finds('Bo', HELP, words, ts);
  const status = async () => (await story.row(number)).status;

  await types('hold IT-1 until wednsday 9am the part comes');
  expect(story.told('Ana').at(-1)).toContain('I cannot read when “wednsday 9am the part comes” is.');
  expect(story.told('Ana').at(-1)).toContain(
    'You typed: `/ticket hold IT-1 until wednsday 9am the part comes`',
  );
  await types('assign IT-1 @Ana');
  await types('snooze IT-1 until tomorrow 9am the part comes');
  expect(story.told('Ana').at(-1)).toMatch(
    /on hold until Tomorrow at 9:00 AM, and goes on by itself then. `\/ticket resume IT-1`/,
  );
  await passes(1);
  expect(await status()).toBe('in_progress');
  const triage = await story.triage(number);
  expect(story.reads('Ana', triage.channel, triage.ts).at(-1)).toContain('@Ana *IT-1* VPN down goes on');
  await story.after(() =>
    story.person('Bo').post(HELP, `${BOT} remind in 3 hours ask Ana`, { threadTs: ts }),
  );
  expect(story.told('Bo').at(-1)).toMatch(
    /I will remind you of \*IT-1\* VPN down by direct message Today at 8:00 AM\./,
  );
  await passes(3 / 24);
  const reminder = story.finds('Bo', BOT, 'You wanted to be reminded of');
  expect(reminder.shows).toMatch(/\*IT-1\* VPN down .* It is in progress\.[\s\S]*ask Ana/);
  await passes(21 / 24);
  await types('wait IT-1 Which version?');
  await passes(2);
  expect(finds('still waits for your answer').shows).toContain('@Bo *IT-1* VPN down');
  await passes(5);
  const offer = finds('has waited for your answer for 5 working days');
  await story.after(() => story.person('Bo').press(offer, 'Resolve it'));
  expect(await status()).toBe('resolved');

  await passes(6);
  const notice = finds('will be closed');
  expect(notice.shows).toMatch(
    /^@Bo \*IT-1\* VPN down is resolved and will be closed .* write here or reopen it/,
  );
  await story.after(() => story.person('Bo').press(notice, 'Reopen'));
  expect(await status()).toBe('open');
  await passes(1);
  expect(await status()).toBe('open');

  await types('resolve IT-1');
  await story.after(() => story.person('Bo').post(HELP, 'By the way, nice weather', { threadTs: ts }));
  expect(await status()).toBe('open');
  await story.after(() => story.person('Bo').press(finds('Keep resolved'), 'Keep resolved'));
  expect(await status()).toBe('resolved');
  expect(finds('stays resolved').controls.map(({ label }) => label)).toEqual(['Reopen']);
  await passes(6);
  await passes(1);
  expect(await status()).toBe('closed');
  expect(story.reads('Bo', HELP, ts).at(-1)).toBe(
    'threadesk: *IT-1* is closed now. For anything new, type `/ticket new`.',
  );
  await story.after(() => story.person('Ana').command('/ticket', `history ${number}`, { channel: HELP }));
  expect(story.told('Ana').at(-1)).toContain('the desk changed the status from resolved to closed');
  expect(story.troubles).toEqual([]);
  expect(story.slack.violations).toEqual([]);
});
