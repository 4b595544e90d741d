/** Files of what everybody may read reach those who cannot open them where they were given, once, and leave with them. */
import { expect, it } from 'vitest';
import type { FileToShare } from '../../playground/workspace/files.js';
import { BOT, startStory, TRIAGE } from '../support/story.js';

async function privateTicket() {
  const story = await startStory();
  const number = await story.opens('Bo', 'VPN down', { talk: 'direct' });
  const origin = await story.origin(number);
  const triage = await story.triage(number);
  const filesIn = (name: 'Ana' | 'Bo', channel: string, ts: string) =>
    story
      .person(name)
      .sees(channel, ts)
      .filter(({ from }) => from === 'threadesk')
      .flatMap(({ files = [] }) => files.map((file) => file.replace(/^threadesk-\d+-/, '')));
  const agentsGet = () => filesIn('Ana', TRIAGE, triage.ts);
  const reporterGets = () => filesIn('Bo', BOT, origin.ts);
  const gives = (text: string, files: readonly FileToShare[]) =>
    story.after(() => story.person('Bo').post(BOT, text, { threadTs: origin.ts, files }));
  return { story, number, origin, triage, agentsGet, reporterGets, gives };
}

const file = (name: string, more: object = {}) => ({ name, content: `content of ${name}`, ...more });

it('a file given in direct messages is given to the agents, and taken out with its message', async () => {
  const { story, agentsGet, reporterGets, gives } = await privateTicket();
  const both = await gives('Look', [file('error.png'), file('log.txt')]);
  expect(agentsGet()).toEqual(['error.png', 'log.txt']);
  await gives('', [file('only.txt')]);
  expect(agentsGet()).toEqual(['error.png', 'log.txt', 'only.txt']);
  expect(reporterGets()).toEqual([]);

  await story.after(() => story.person('Bo').edit(BOT, both.ts, 'Look here'));
  expect(agentsGet()).toEqual(['error.png', 'log.txt', 'only.txt']);
  await story.after(() => story.person('Bo').removeFile(BOT, both.ts));
  expect(agentsGet()).toEqual(['only.txt']);
  expect(story.troubles).toEqual([]);
  expect(story.slack.violations).toEqual([]);
});

it('what an agent sends to the reporter goes with its files, and what they write for agents does not', async () => {
  const { story, triage, agentsGet, reporterGets } = await privateTicket();
  const ana = story.person('Ana');
  const said = await story.after(() =>
    ana.post(TRIAGE, '', { threadTs: triage.ts, files: [file('steps.pdf')] }),
  );
  await story.after(() => ana.post(TRIAGE, 'Secret', { threadTs: triage.ts, files: [file('secret.txt')] }));
  expect(reporterGets()).toEqual([]);
  for (let times = 0; times < 2; times += 1) {
    await story.after(() => ana.messageShortcut('send_to_reporter', TRIAGE, said.ts));
  }
  expect(reporterGets()).toEqual(['steps.pdf']);
  expect(agentsGet()).toEqual([]);
  expect(story.slack.violations).toEqual([]);
});

it('a copy whose outcome is unknown is looked for, one that cannot be made is left out, and redacted ones are gone', async () => {
  const { story, number, agentsGet, gives } = await privateTicket();
  story.slack.faults.api('files.completeUploadExternal', { kind: 'reset', when: 'after' });
  await gives('One', [file('once.txt')]);
  await story.settled();
  expect(agentsGet()).toEqual(['once.txt']);

  story.slack.faults.api('files.info', { kind: 'error', error: 'file_not_found' });
  await gives('Two', [file('gone.txt'), file('huge.iso', { size: 26 * 1024 * 1024 })]);
  expect(agentsGet()).toEqual(['once.txt']);
  expect(await story.database.prisma.post.count({ where: { state: 'failed' } })).toBe(0);

  const ana = story.person('Ana');
  await story.after(() => ana.command('/ticket', `redact ${number}`, { channel: TRIAGE }));
  const field = ana.view()?.fields.find(({ label }) => label === 'What is to be redacted?');
  await ana.fill({ 'What is to be redacted?': field?.options ?? [] });
  await story.after(() => ana.submit());
  await story.after(() => ana.submit());
  expect(agentsGet()).toEqual([]);
});

it('a copy that Slack shows only after it was left out, or after its message was deleted, stands nowhere', async () => {
  const { story, origin, agentsGet, gives } = await privateTicket();
  const { prisma } = story.database;
  const holdsBack = (text: string, name: string) => {
    const { release } = story.slack.faults.holdShares();
    return {
      release,
      said: story.person('Bo').post(BOT, text, { threadTs: origin.ts, files: [file(name)] }),
    };
  };
  const isThere = (where: object) => async () => {
    story.clock.advance(60_000);
    await story.app().runJob('send-posts');
    return (await prisma.post.count({ where: { kind: 'carried_file', ...where } })) > 0;
  };
  const given = { state: 'sending', slackFileId: { not: null }, attempts: { gt: 0 } };
  const late = holdsBack('One', 'late.txt');
  await story.slack.until(isThere({ state: 'withdrawn' }), { what: 'the copy left out' });
  await story.after(() => late.release());
  await gives('Two', [file('next.txt')]);
  expect(agentsGet()).toEqual(['next.txt']);

  const secret = holdsBack('Three', 'secret.txt');
  await story.slack.until(isThere(given), { what: 'the copy given' });
  const deletions = () => story.slack.calls.filter(({ method }) => method === 'files.delete').length;
  const before = deletions();
  story.person('Bo').delete(BOT, secret.said.ts);
  await story.slack.until(async () => (await isThere({ isWithdrawn: true })) && deletions() > before, {
    what: 'the copy taken out',
  });
  secret.release();
  expect(agentsGet()).toEqual(['next.txt']);
  expect(story.slack.violations).toEqual([]);
});

it('files of what is written to the bot reach the agents by either click', async () => {
  const story = await startStory();
  const bo = story.person('Bo');
  const says = (text: string, ...files: string[]) =>
    story.after(() => bo.post(BOT, text, { files: files.map((name) => file(name)) }));
  const presses = (button: string) => {
    const asked = bo.sees(BOT).filter(({ shows }) => /Shall I|something new/.test(shows));
    return story.after(() => bo.press({ channel: BOT, ts: asked.at(-1)?.ts ?? '' }, button));
  };
  const agentsGet = async () => {
    const { ts } = await story.triage('IT-1');
    const names = story
      .person('Ana')
      .sees(TRIAGE, ts)
      .flatMap(({ files }) => files);
    return names.map((name) => name.replace(/^threadesk-\d+-/, ''));
  };
  await says('The scanner is jammed');
  await says('See', 'error.txt');
  await presses('Create ticket');
  expect(await agentsGet()).toEqual(['error.txt']);
  await says('And now', 'scan.log');
  await presses('Add to IT-1: The scanner is jammed');
  expect(await agentsGet()).toEqual(['error.txt', 'scan.log']);
  expect(story.slack.violations).toEqual([]);
});
