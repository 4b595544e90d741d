/** A workspace in which another app has `/ticket`: people type the names that were chosen, and are told of no others. */
import { expect, it } from 'vitest';
import { settleNames } from '../../src/domain/command-names.js';
import { startBot } from '../support/bot.js';
import { atEndOfTest } from '../support/ends.js';
import { BOT, HELP, type Name, TRIAGE, tell } from '../support/story.js';

const USUAL = /(?<![\w/-])\/(?:ticket|project|desk)\b/;

it('commands that are called otherwise work as ever, and are what everybody is told to type', async () => {
  atEndOfTest(async () => settleNames());
  const commandNames = { ticket: '/it-ticket', project: '/it-project', desk: '/it-desk' };
  const story = tell(await startBot({ config: { commandNames } }));
  const types = (name: Name, command: string, text: string) =>
    story.after(() => story.person(name).command(command, text, { channel: HELP }));
  const ada = story.person('Ada');
  await types('Ada', '/it-project', 'edit IT');
  await ada.fill({ 'Triage channel': TRIAGE, 'Request channel': HELP });
  await story.after(() => ada.submit());

  await types('Bo', '/it-ticket', 'new VPN down');
  await story.after(() => story.person('Bo').submit());
  await types('Ana', '/it-ticket', 'take IT-1');
  await types('Ana', '/it-ticket', 'hold IT-1 until nevermore');
  expect(story.told('Ana').at(-1)).toContain('You typed: `/it-ticket hold IT-1 until nevermore`');
  await types('Ana', '/it-ticket', 'close IT-1');
  const { channel, ts } = await story.origin('IT-1');
  expect(story.reads('Bo', channel, ts).at(-1)).toContain('For anything new, type `/it-ticket new`');
  await types('Ana', '/it-ticket', 'help all');
  expect(story.told('Ana').at(-1)).toContain('/it-ticket resolve IT-42');
  await types('Ada', '/it-project', 'help');
  await types('Ada', '/it-desk', 'doctor');
  await types('Bo', '/it-desk', 'setup');
  for (const name of ['Ada', 'Bo'] as const) await story.after(() => story.person(name).openHome());
  await story.after(() => story.person('Bo').post(BOT, 'hello'));

  const said = story.slack.calls.map(({ args }) => JSON.stringify(args)).filter((args) => USUAL.test(args));
  expect(said).toEqual([]);
  for (const name of ['Ada', 'Ana', 'Bo'] as const) expect(story.told(name).join('\n')).not.toMatch(USUAL);
  expect(story.troubles).toEqual([]);
  expect(story.slack.violations).toEqual([]);
}, 60_000);
