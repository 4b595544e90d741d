/** Somebody says how they want to be told, and is: the next morning, once, with a way to ask why and to have no more of it. */
import { expect, it } from 'vitest';
import { BOT, HELP, startStory } from '../support/story.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

it('settings, a digest the next morning, why, and a muted ticket', { timeout: 60_000 }, async () => {
  const story = await startStory();
  const cleo = story.person('Cleo');
  await story.opens('Bo', 'VPN down');
  await story.opens('Bo', 'Printer <!channel>');
  const types = (text: string, by: Parameters<typeof story.person>[0] = 'Cleo', command = '/ticket') =>
    story.after(() => story.person(by).command(command, text, { channel: HELP }));
  const looks = () => story.after(() => story.app().runJob('tell-held'));
  const heard = () =>
    story.reads('Cleo', BOT).filter((line) => /\bis (?:resolved|closed|open), by|daily digest: /.test(line));
  for (const number of ['IT-1', 'IT-2']) await types(`watch ${number}`);

  // By itself everything comes at once, and with it the two questions.
  await types('resolve IT-1', 'Ana');
  const first = story.finds('Cleo', BOT, 'is resolved');
  expect(first.controls.map(({ label }) => label)).toEqual(['Why did I get this?', 'Mute this ticket']);
  await story.after(() => cleo.press(first, 'Why did I get this?'));
  expect(cleo.ephemerals().at(-1)?.shows).toMatch(
    /You watch \*IT-1\* since .*`\/ticket unwatch IT-1`[\s\S]*at once/,
  );

  // A requester is asked of what can concern them, in their own time zone; what cannot be is said at its field.
  await types('settings', 'Cleo', '/desk');
  expect(cleo.view()?.shows).toContain('Asia/Kolkata');
  await cleo.fill({ 'Tickets you watch': 'In my daily digest', 'Quiet hours from': '22:00' });
  expect((await story.after(() => cleo.submit())).errors).toEqual({
    'Quiet hours to': 'Say when they end too, or leave both empty.',
  });
  await cleo.fill({ 'Quiet hours to': '10:00' });
  expect(Object.keys((await story.after(() => cleo.submit())).errors ?? {})).toEqual(['Daily digest at']);
  await cleo.fill({ 'Quiet hours to': '7:00' });
  await story.after(() => cleo.submit());
  expect(cleo.view()).toBeNull();

  const before = heard().length;
  for (const text of ['reopen IT-1', 'close IT-1', 'resolve IT-2']) await types(text, 'Ana');
  await looks();
  expect(heard()).toHaveLength(before);
  story.clock.advance(DAY_MS);
  await looks();
  await looks();
  expect(heard()).toHaveLength(before + 1);
  const digest = story.finds('Cleo', BOT, 'Your daily digest: 2 tickets');
  expect(digest.shows).toMatch(
    /IT-1\* VPN down[\s\S]*was reopened by[\s\S]*was closed by[\s\S]*IT-2\* Printer/,
  );
  expect(JSON.stringify(digest.blocks)).not.toContain('<!channel>');
  expect(digest.controls.map(({ label }) => label)).toEqual([
    ...['Mute', 'Mute', 'Why did I get this?', 'Notification settings'],
  ]);
  await story.after(() => cleo.press(digest, 'Why did I get this?'));
  expect(cleo.ephemerals().at(-1)?.shows).toContain('a digest of tickets you watch, once a day at 9:00');

  // Muted, nothing more comes of it, until it is taken out of the form again.
  await story.after(() => cleo.press(digest, 'Mute'));
  expect(cleo.ephemerals().at(-1)?.shows).toMatch(/\*IT-1\* is muted: .*`\/ticket unmute IT-1`/);
  await types('settings', 'Cleo', '/desk');
  await cleo.fill({ 'Tickets you watch': 'At once' });
  await story.after(() => cleo.submit());
  await types('reopen IT-1', 'Ana');
  story.clock.advance(2 * MINUTE_MS);
  await looks();
  expect(heard()).toHaveLength(before + 1);
  await types('settings', 'Cleo', '/desk');
  await cleo.fill({ 'Muted tickets': [] });
  await story.after(() => cleo.submit());
  await types('close IT-1', 'Ana');
  expect(heard()).toHaveLength(before + 2);
  expect(story.troubles).toEqual([]);
  expect(story.slack.violations).toEqual([]);
});
