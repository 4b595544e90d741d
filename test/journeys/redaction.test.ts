/** Words that must be gone, through real Bolt: out of the database, and out of everything that the bot has said. */
import { expect, it } from 'vitest';
import { findMark } from '../support/find-mark.js';
import { BOT, HELP, startStory, TRIAGE } from '../support/story.js';

const MARK = 'hunter2';
/** Two dozen acts on a busy machine. */
const TIMEOUT_MS = 60_000;

it('an agent redacts a ticket, and nothing that the bot has said shows the words', {
  timeout: TIMEOUT_MS,
}, async () => {
  const story = await startStory();
  const { person, after, told, database, slack } = story;
  const number = await story.opens('Bo', `Password ${MARK}`, { fields: { Description: `it is ${MARK}` } });
  const origin = await story.origin(number);
  const triage = await story.triage(number);
  const types = (name: 'Ana' | 'Bo', text: string) =>
    after(() => person(name).command('/ticket', text, { channel: HELP }));
  await after(() => person('Bo').post(HELP, `or ${MARK}?`, { threadTs: origin.ts }));
  await types('Ana', `comment ${number} not ${MARK}`);
  await types('Ana', `assign ${number} @Ben`);
  await types('Ana', `wait ${number}`);
  const botSaid = () =>
    [
      ...story.reads('Ana', TRIAGE),
      ...story.reads('Ana', TRIAGE, triage.ts),
      ...story.reads('Bo', HELP),
      ...story.reads('Bo', HELP, origin.ts),
      ...(['Ana', 'Ben', 'Bo', 'Ada'] as const).flatMap((name) => story.reads(name, BOT)),
    ].filter((line) => line.includes(MARK));
  const people = botSaid().filter((line) => line.includes(`or ${MARK}?`) && line.startsWith('Bo'));
  expect(botSaid().length).toBeGreaterThan(4);

  await types('Bo', `redact ${number}`);
  expect(told('Bo').at(-1)).toContain('Only agents of its project can redact what it says');
  await types('Ana', `redact ${number}`);
  const field = person('Ana')
    .view()
    ?.fields.find(({ label }) => label === 'What is to be redacted?');
  await person('Ana').fill({ 'What is to be redacted?': field?.options ?? [] });
  await after(() => person('Ana').submit());
  const confirm = person('Ana').view();
  expect(confirm?.title).toBe('Redact for good?');
  expect(confirm?.shows).toContain('This cannot be undone');
  expect(confirm?.shows).toMatch(
    /stays in Slack until its author, or an admin of the workspace, deletes it|stay in Slack until their authors, or an admin of the workspace, delete them/,
  );
  expect(await findMark(database.pool, MARK)).not.toEqual([]);
  await after(() => person('Ana').submit());
  expect(person('Ana').view()?.title).toBe('Redacted');
  expect(await findMark(database.pool, MARK)).toEqual([]);
  expect(botSaid()).toEqual(people);
  expect(story.reads('Ana', TRIAGE).join('\n')).toContain('[redacted]');
  expect(slack.violations).toEqual([]);
  expect(story.troubles).toEqual([]);
});

it('an admin erases a person, and nothing that the bot has said shows their name', {
  timeout: TIMEOUT_MS,
}, async () => {
  const story = await startStory();
  const { person, after, told, slack } = story;
  await story.opens('Bo', 'VPN down');
  const erase = (name: 'Ana' | 'Ada') =>
    after(() => person(name).command('/desk', 'erase @Bo', { channel: HELP }));
  expect(story.reads('Ana', TRIAGE).filter((line) => /\bBo\b/.test(line))).not.toEqual([]);
  await erase('Ana');
  expect(told('Ana').at(-1)).toContain('Only admins can erase people');
  await person('Ada')
    .closeView()
    .catch(() => undefined);
  await erase('Ada');
  expect(person('Ada').view()?.shows).toContain('This cannot be undone');
  await after(() => person('Ada').submit());
  await slack.until(() => person('Ada').view()?.title === 'Erased', { what: 'the end of erasing' });
  await after(() => story.app().runJob('reword-posts'));
  expect(story.reads('Ana', TRIAGE).join('\n')).toContain('Erased person');
  expect(story.reads('Ana', TRIAGE).filter((line) => /\bBo\b/.test(line))).toEqual([]);
  expect(slack.violations).toEqual([]);
  expect(story.troubles).toEqual([]);
});
