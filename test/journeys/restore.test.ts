import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { untilQuiet } from '../../playground/box/quiet.js';
import { startApp } from '../../src/app.js';
import { backUp } from '../../src/database/backup/back-up.js';
import { restore } from '../../src/database/backup/restore.js';
import { testOverrides } from '../support/bot.js';
import { createEmptyDatabase } from '../support/database.js';
import { runSql } from '../support/run-sql.js';
import { HELP, type Name, type Story, startStory, TRIAGE } from '../support/story.js';
import { withoutInstants } from '../support/times-read.js';

const LATER_MS = 60_000;

let folder: string;
let ends: (() => Promise<void>)[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'threadesk-restore-'));
  ends = [() => rm(folder, { recursive: true })];
});

afterEach(async () => {
  for (const end of ends.reverse()) await end();
});

/** Everything that stands in the channel and in its threads, in no order. */
function readsAll(story: Story, name: Name, channel: string): string[] {
  const roots = story.person(name).sees(channel);
  return roots
    .flatMap(({ ts }) => story.reads(name, channel, ts))
    .map((line) => withoutInstants(line).replace(/\d+ h(?: \d+ min)?(?: \([^)]* working days?\))?/g, 'WHEN'))
    .sort();
}

const inSlack = (story: Story) => ({
  help: readsAll(story, 'Bo', HELP),
  triage: readsAll(story, 'Ana', TRIAGE),
});

/** A desk whose Slack takes no message: cards with their threads, a copy in an open thread, all of it waits. Returns how to let go. */
async function deskThatWaits(): Promise<{ story: Story; letGo: () => void }> {
  const story = await startStory();
  await story.opens('Bo', 'VPN down');
  const { ts } = await story.origin('IT-1');
  const letGo = story.slack.faults.api(
    'chat.postMessage',
    { kind: 'rate_limited', retryAfterSeconds: 1 },
    { times: 1_000 },
  );
  story.person('Bo').post(HELP, 'Only from home', { threadTs: ts });
  const root = story.person('Cleo').post(HELP, 'The printer jams');
  story.person('Ana').react(HELP, root.ts, 'ticket');
  await story.slack.until(async () => (await story.database.prisma.ticket.count()) === 2);
  story.person('Bo').post(HELP, 'Here too', { threadTs: root.ts });
  await story.slack.until(async () => (await story.database.prisma.comment.count()) === 2);
  await story.slack.settled();
  return { story, letGo };
}

async function sendAll(story: Story, letGo: () => void): Promise<void> {
  letGo();
  story.clock.advance(LATER_MS);
  await story.app().runJob('send-posts');
  await story.settled();
}

/** A further bot, on a restored database, in the same workspace. */
async function startRestored(story: Story): Promise<{ url: string }> {
  const target = await createEmptyDatabase();
  ends.push(target.drop);
  await restore(target.url, join(folder, 'backup'));
  story.clock.advance(LATER_MS);
  const config = { ...story.config, database: { kind: 'url' as const, url: target.url } };
  const app = await startApp(config, testOverrides(story.clock, []));
  ends.push(() => app.stop());
  await story.slack.until(() => story.slack.connectionCount() > 0);
  await untilQuiet(story.slack, app);
  return { url: target.url };
}

/** Without what tells the admins that nobody swept for a while. */
const states = (url: string) =>
  runSql<{ kind: string; state: string; posts: number }>(
    url,
    `SELECT kind, state, count(*)::int AS posts FROM posts WHERE kind <> 'outage'
     GROUP BY kind, state ORDER BY kind, state`,
  );

describe('a bot started on a restored desk', () => {
  it('says nothing twice that was said after the backup, wherever it stands', async () => {
    const { story, letGo } = await deskThatWaits();
    await backUp(story.databaseUrl, join(folder, 'backup'), story.clock.now());
    await sendAll(story, letGo);
    const said = inSlack(story);
    const counted = await states(story.databaseUrl);
    expect(said.triage.some((line) => line.includes('Here too'))).toBe(true);
    await story.stop();

    const { url } = await startRestored(story);
    expect(inSlack(story)).toEqual(said);
    expect(await states(url)).toEqual(counted);
  });

  it('says what was never said, as it would have been', async () => {
    const undisturbed = await deskThatWaits();
    await sendAll(undisturbed.story, undisturbed.letGo);

    const { story, letGo } = await deskThatWaits();
    await backUp(story.databaseUrl, join(folder, 'backup'), story.clock.now());
    await story.stop();
    letGo();
    expect(inSlack(story)).not.toEqual(inSlack(undisturbed.story));
    await startRestored(story);
    expect(inSlack(story)).toEqual(inSlack(undisturbed.story));
  });

  it('reads back from Slack what was written after the backup, and was acknowledged by a bot that is no more', async () => {
    const { story, letGo } = await deskThatWaits();
    await sendAll(story, letGo);
    await backUp(story.databaseUrl, join(folder, 'backup'), story.clock.now());
    const { ts } = await story.origin('IT-1');
    story.clock.advance(LATER_MS);
    story.person('Bo').post(HELP, 'It works again', { threadTs: ts });
    await story.settled();
    await story.stop();
    const { url } = await startRestored(story);
    const said = () =>
      runSql<{ content: string }>(url, 'SELECT content FROM comments ORDER BY created_at, id');
    await story.slack.until(async () => (await said()).length === 3, { what: 'the reply' });
    expect((await said()).map(({ content }) => content)).toEqual([
      'Only from home',
      'Here too',
      'It works again',
    ]);
  });

  it('goes on with the conversation: replies, new tickets, numbers', async () => {
    const { story, letGo } = await deskThatWaits();
    await sendAll(story, letGo);
    await story.stop();
    await backUp(story.databaseUrl, join(folder, 'backup'), story.clock.now());
    const { url } = await startRestored(story);
    const { ts } = await story.origin('IT-1');
    story.person('Bo').post(HELP, 'It works again', { threadTs: ts });
    const root = story.person('Cleo').post(HELP, 'No coffee');
    story.person('Ana').react(HELP, root.ts, 'ticket');
    const numbers = () =>
      runSql<{ number: string }>(url, 'SELECT ticket_number AS number FROM tickets ORDER BY id');
    await story.slack.until(async () => (await numbers()).length === 3);
    await story.slack.settled();
    expect((await numbers()).map(({ number }) => number)).toEqual(['IT-1', 'IT-2', 'IT-3']);
    const comments = await runSql<{ content: string }>(url, 'SELECT content FROM comments ORDER BY id');
    expect(comments.map(({ content }) => content)).toEqual(['Only from home', 'Here too', 'It works again']);
  });
});
