/** What Slack never delivered is found by reading again: once, at its own time, and whatever breaks in the middle. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { PostedMessage } from '../../../src/domain/incoming-message.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { beginHourlyRun } from '../../../src/services/reconcile/begin-hourly-run.js';
import { noteListening } from '../../../src/services/reconcile/note-listening.js';
import { reconcile } from '../../../src/services/reconcile/reconcile.js';
import { reconcileStatus } from '../../../src/services/reconcile/reconcile-status.js';
import { redactTexts } from '../../../src/services/redaction/redact-texts.js';
import { importDueThreads } from '../../../src/services/threads/import-threads.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { deleted, edited, posted } from '../../support/messages.js';

/** Ten minutes before the desk's time. */
const THREAD_TS = '1772445000.000100';
const FREELY = { spacingMs: 0, burst: 1 };
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  desk.directory.addConversation('CHELP', { members: ['UBO'] });
});

const ts = (seconds: number) => `${1772445000 + seconds}.000100`;
const place = (seconds: number, person: Person) => ({
  channel: 'CHELP',
  threadTs: THREAD_TS,
  ts: ts(seconds),
  user: slackIdOf(person),
});
const said = (seconds: number, person: Person, text: string): PostedMessage =>
  posted(place(seconds, person), text);
const root = () => posted({ ...place(0, 'bo'), ts: THREAD_TS }, 'VPN down');

type SlackMessage = Parameters<TestDesk['directory']['setThread']>[2][number];
const slackHas = (...replies: SlackMessage[]) =>
  desk.directory.setThread('CHELP', THREAD_TS, [root(), ...replies]);

/** A ticket whose origin thread is in #it-help, imported already. */
async function ticketWithThread(): Promise<string> {
  const talk = {
    kind: 'thread',
    channelId: it_.help.id,
    threadTs: THREAD_TS,
    isRootDescription: true,
  } as const;
  const number = await it_.open({ talk });
  slackHas();
  await importDueThreads(desk);
  return number;
}

/** Nobody listened for the last nine minutes; now somebody does. */
async function afterGap(): Promise<void> {
  const now = desk.clock.now();
  const heardUntilAt = new Date(now.getTime() - 9 * 60_000);
  await desk.database.prisma.reconciler.update({ where: { id: 1 }, data: { heardUntilAt } });
  await noteListening(desk, { connectedSinceAt: now, isStart: false });
}

async function recoverAll(): Promise<void> {
  await afterGap();
  await reconcile(desk, FREELY);
}

const comments = () =>
  desk.database.prisma.comment.findMany({
    orderBy: { messageTs: 'asc' },
    include: { author: true, history: { orderBy: { id: 'asc' } } },
  });
const shown = async () =>
  (await comments()).map(({ author, content, deletedAt, goneFromSlackAt, editedAt }) =>
    [
      `${author.displayName}: ${content}`,
      ...(editedAt === null ? [] : ['edited']),
      ...(deletedAt === null ? [] : ['deleted']),
      ...(goneFromSlackAt === null ? [] : ['gone']),
    ].join(', '),
  );
const recoveredPosts = () =>
  desk.database.prisma.post.findMany({ where: { kind: 'recovered' }, orderBy: { id: 'asc' } });
const thread = () => desk.database.prisma.ticketThread.findFirstOrThrow({ where: { threadTs: THREAD_TS } });
const lastRun = async () => (await reconcileStatus(desk)).lastRun;

describe('what was missed', () => {
  it('replies come with their own times, and their agents are told once', async () => {
    await ticketWithThread();
    await ingestMessage(desk, said(10, 'bo', 'hello?'));
    slackHas(said(10, 'bo', 'hello?'), said(20, 'cleo', 'me too'), said(30, 'bo', 'anybody?'));
    await recoverAll();
    expect(await shown()).toEqual(['bo: hello?', 'cleo: me too', 'bo: anybody?']);
    expect((await comments()).map(({ createdAt }) => createdAt.getTime())).toEqual(
      [10, 20, 30].map((s) => (1772445000 + s) * 1000),
    );
    const [post, ...more] = await recoveredPosts();
    expect(more).toEqual([]);
    expect(post).toMatchObject({ threadRole: 'triage', payload: { replies: 2, edits: 0, deletions: 0 } });
    expect(await lastRun()).toMatchObject({
      cause: 'gap',
      replies: 2,
      threadsRead: 1,
      finishedAt: desk.clock.now(),
    });
  });

  it('nothing is made twice, however often it is read', async () => {
    await ticketWithThread();
    slackHas(
      said(10, 'bo', 'hello?'),
      edited(place(20, 'ana'), { text: 'try now', previousText: null, editTs: '1772445025.000000' }),
    );
    await recoverAll();
    const before = { comments: await comments(), posts: await desk.database.prisma.post.count() };
    desk.clock.advance(3_600_000);
    await recoverAll();
    expect({ comments: await comments(), posts: await desk.database.prisma.post.count() }).toEqual(before);
  });

  it('a first response during an outage counts when it happened', async () => {
    const ticketNumber = await ticketWithThread();
    desk.clock.advance(3_600_000);
    slackHas(said(900, 'ana', 'on it'));
    await recoverAll();
    const ticket = await desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber } });
    expect(ticket.firstRespondedAt).toEqual(new Date((1772445000 + 900) * 1000));
  });

  it('an edit is found although nothing was added, with the earlier text kept', async () => {
    await ticketWithThread();
    await ingestMessage(desk, said(10, 'bo', 'the printer'));
    slackHas(
      edited(place(10, 'bo'), { text: 'the scanner', previousText: null, editTs: '1772445060.000000' }),
    );
    await recoverAll();
    expect(await shown()).toEqual(['bo: the scanner, edited']);
    expect((await comments())[0]?.history.map(({ previousContent }) => previousContent)).toEqual([
      'the printer',
    ]);
    expect((await recoveredPosts())[0]?.payload).toEqual({ replies: 0, edits: 1, deletions: 0 });
  });

  it('a deletion is one where an older reply is still there', async () => {
    await ticketWithThread();
    await ingestMessage(desk, said(10, 'bo', 'one'));
    await ingestMessage(desk, said(20, 'bo', 'two'));
    slackHas(said(10, 'bo', 'one'));
    await recoverAll();
    expect(await shown()).toEqual(['bo: one', 'bo: two, deleted']);
    expect((await recoveredPosts())[0]?.payload).toEqual({ replies: 0, edits: 0, deletions: 1 });
  });

  it('what Slack forgot stays visible', async () => {
    await ticketWithThread();
    await ingestMessage(desk, said(10, 'bo', 'one'));
    await ingestMessage(desk, said(20, 'bo', 'two'));
    slackHas(said(20, 'bo', 'two'));
    await recoverAll();
    expect(await shown()).toEqual(['bo: one, gone', 'bo: two']);
    expect(await recoveredPosts()).toEqual([]);
    expect(await lastRun()).toMatchObject({ gone: 1, deletions: 0 });
  });

  it('a thread that is gone takes no comment with it, and one that is back has them again', async () => {
    await ticketWithThread();
    await ingestMessage(desk, said(10, 'bo', 'one'));
    desk.directory.refuse({ refused: 'no_thread' });
    await recoverAll();
    expect(await shown()).toEqual(['bo: one, gone']);
    expect(await thread()).toMatchObject({ reconcileRunId: null, uncheckedSinceAt: null });
    slackHas(said(10, 'bo', 'one'));
    await recoverAll();
    expect(await shown()).toEqual(['bo: one']);
  });

  it('a channel that cannot be looked at says nothing about what is in it', async () => {
    await ticketWithThread();
    await ingestMessage(desk, said(10, 'bo', 'one'));
    desk.directory.refuse({ refused: 'no_channel' }, 2);
    await recoverAll();
    expect(await shown()).toEqual(['bo: one']);
    expect(await lastRun()).toMatchObject({ unreadable: 1, threadsRead: 0 });
    expect((await thread()).uncheckedSinceAt).not.toBeNull();
  });

  it('the description follows its message, and a deleted root is noted and takes nothing along', async () => {
    const ticketNumber = await ticketWithThread();
    await ingestMessage(desk, said(10, 'bo', 'one'));
    const ofRoot = { ...place(0, 'bo'), ts: THREAD_TS };
    const editTs = '1772446000.000000';
    desk.clock.advance(3_600_000);
    desk.directory.setThread('CHELP', THREAD_TS, [
      edited(ofRoot, { text: 'VPN and mail down', previousText: null, editTs }),
      said(10, 'bo', 'one'),
    ]);
    await recoverAll();
    const ticket = () => desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber } });
    expect((await ticket()).description).toBe('VPN and mail down');
    desk.directory.setThread('CHELP', THREAD_TS, [
      deleted(ofRoot, { previousText: null, deletedAtTs: THREAD_TS }, { isTombstone: true }),
      said(10, 'bo', 'one'),
    ]);
    await recoverAll();
    await recoverAll();
    expect(await shown()).toEqual(['bo: one']);
    expect((await ticket()).description).toBe('VPN and mail down');
    expect(await desk.database.prisma.changelogEntry.count({ where: { action: 'root_deleted' } })).toBe(1);
  });

  it('a reply that came a moment ago is left to its own event', async () => {
    await ticketWithThread();
    await afterGap();
    desk.clock.advance(30_000);
    const now = Math.floor(desk.clock.now().getTime() / 1_000);
    const young = posted({ ...place(0, 'bo'), ts: `${now - 5}.000100` }, 'just now');
    slackHas(said(10, 'bo', 'one'), young);
    await reconcile(desk, FREELY);
    expect(await shown()).toEqual(['bo: one']);
  });

  it('a command to the bot becomes no comment by being read again', async () => {
    await ticketWithThread();
    slackHas(said(10, 'bo', '<@UBOT> help'));
    await recoverAll();
    expect(await shown()).toEqual([]);
    expect(await recoveredPosts()).toEqual([]);
  });

  it('what was redacted stays empty and is no edit, whatever Slack still has', async () => {
    const number = await ticketWithThread();
    await ingestMessage(desk, said(10, 'bo', 'my password'));
    const [comment] = await comments();
    if (comment === undefined) throw new Error('no comment');
    await redactTexts(desk, await it_.actor('ana'), number, { commentIds: [comment.id] });
    for (const text of ['my password', 'my password is here']) {
      const editTs = ts(text.length);
      slackHas(edited(place(10, 'bo'), { text, previousText: 'my password', editTs }));
      await recoverAll();
    }
    expect(await shown()).toEqual(['bo: ']);
    expect((await comments())[0]?.history).toEqual([]);
    expect(await recoveredPosts()).toEqual([]);
  });

  it('closed tickets are read for seven days', async () => {
    const ticketNumber = await ticketWithThread();
    const close = (daysAgo: number) => {
      const closedAt = new Date(desk.clock.now().getTime() - daysAgo * 86_400_000);
      const data = {
        status: 'closed',
        statusCategory: 'done',
        closedAt,
        resolvedAt: closedAt,
        resolution: 'done',
      } as const;
      return desk.database.prisma.ticket.update({ where: { ticketNumber }, data });
    };
    await close(8);
    await afterGap();
    expect((await thread()).reconcileRunId).toBeNull();
    await close(6);
    await afterGap();
    expect((await thread()).reconcileRunId).not.toBeNull();
  });
});

describe('threads are read', () => {
  const isDue = async () => (await thread()).reconcileRunId !== null;

  it.each(['at a start, gap or not', 'every hour'])('%s, unless they just were', async (when) => {
    const connectedSinceAt = desk.clock.now();
    const begin = () =>
      when === 'every hour' ? beginHourlyRun(desk) : noteListening(desk, { connectedSinceAt, isStart: true });
    await ticketWithThread();
    await begin();
    expect(await isDue()).toBe(true);
    await reconcile(desk, FREELY);
    expect(await isDue()).toBe(false);
    desk.clock.advance(19 * 60_000);
    await begin();
    expect(await isDue()).toBe(false);
    desk.clock.advance(60_001);
    await begin();
    expect(await isDue()).toBe(true);
    expect((await thread()).uncheckedSinceAt).toBeNull();
  });

  it('in their turn without any gap, which finds the edit that nothing else tells of', async () => {
    await ticketWithThread();
    await ingestMessage(desk, said(10, 'bo', 'the printer'));
    slackHas(
      edited(place(10, 'bo'), { text: 'the scanner', previousText: null, editTs: '1772445060.000000' }),
    );
    await beginHourlyRun(desk);
    await reconcile(desk, FREELY);
    expect(await shown()).toEqual(['bo: the scanner, edited']);
  });
});

describe('what breaks in the middle', () => {
  const five = () => [10, 20, 30, 40, 50].map((seconds) => said(seconds, 'cleo', `at ${seconds}`));
  const all = ['cleo: at 10', 'cleo: at 20', 'cleo: at 30', 'cleo: at 40', 'cleo: at 50'];

  it('a reading that was killed goes on with the page that it was reading, and its line counts everything', async () => {
    await ticketWithThread();
    slackHas(...five());
    desk.directory.setPageSize(2);
    await afterGap();
    const { directory } = desk;
    let pages = 0;
    const dying: TestDesk = {
      ...desk,
      directory: {
        ...directory,
        readThreadPage: async (...asked) => {
          pages += 1;
          if (pages > 1) throw new Error('killed');
          return directory.readThreadPage(...asked);
        },
      },
    };
    await reconcile(dying, FREELY);
    expect(await shown()).toEqual(all.slice(0, 2));
    expect((await thread()).reconcileAfterTs).toBe(ts(20));
    desk.clock.advance(60_000);
    const before = directory.asked.filter((question) => question.startsWith('readThreadPage')).length;
    await reconcile(desk, FREELY);
    expect(await shown()).toEqual(all);
    expect(directory.asked.filter((question) => question.startsWith('readThreadPage')).length - before).toBe(
      2,
    );
    expect((await recoveredPosts()).map(({ payload }) => payload)).toEqual([
      { replies: 5, edits: 0, deletions: 0 },
    ]);
  });

  it('what Slack asks to wait is waited for, by everybody', async () => {
    await ticketWithThread();
    slackHas(...five());
    await afterGap();
    desk.directory.refuse({ refused: 'busy', retryAfterSeconds: 30 });
    await reconcile(desk);
    const asked = desk.directory.asked.length;
    desk.clock.advance(29_000);
    await reconcile(desk);
    expect(desk.directory.asked.length).toBe(asked);
    desk.clock.advance(2_000);
    await reconcile(desk);
    desk.clock.advance(4_000);
    await reconcile(desk);
    expect(await shown()).toEqual(all);
  });

  it('in a deletion too: it is not taken for granted before Slack has confirmed it', async () => {
    await ticketWithThread();
    for (const message of five()) await ingestMessage(desk, message);
    slackHas(...five().slice(0, 4));
    await afterGap();
    const { directory } = desk;
    const lying: TestDesk = {
      ...desk,
      directory: {
        ...directory,
        readThreadPage: async (channel, threadTs, bounds) =>
          bounds?.onlyTs === undefined
            ? directory.readThreadPage(channel, threadTs, bounds)
            : {
                root: null,
                replies: [{ ts: bounds.onlyTs, message: said(50, 'cleo', 'at 50') }],
                isLast: true,
                replyCount: 5,
              },
      },
    };
    await reconcile(lying, FREELY);
    expect(await shown()).toEqual(all);
  });

  it('two processes share the work and read nothing twice', async () => {
    await ticketWithThread();
    slackHas(...five());
    await afterGap();
    const other: TestDesk = { ...desk, directory: { ...desk.directory } };
    await Promise.all([reconcile(desk, FREELY), reconcile(other, FREELY)]);
    expect(await shown()).toEqual(all);
    const reads = desk.directory.asked.filter((question) => question.startsWith('readThreadPage'));
    expect(reads).toHaveLength(1);
    expect(await recoveredPosts()).toHaveLength(1);
  });

  it('a live event that comes while its thread is read is one comment', async () => {
    await ticketWithThread();
    slackHas(...five());
    await afterGap();
    await Promise.all([reconcile(desk, FREELY), ...five().map((message) => ingestMessage(desk, message))]);
    expect(await shown()).toEqual(all);
  });

  it('one reply that cannot be stored hides no other, and leaves the thread unchecked', async () => {
    await ticketWithThread();
    const [first, ...rest] = five();
    if (first === undefined) throw new Error('no replies');
    const unstorable = posted({ ...place(15, 'cleo'), user: 'U\u0000' }, 'odd');
    slackHas(first, unstorable, ...rest);
    await recoverAll();
    expect(await shown()).toEqual(all);
    expect(await thread()).toMatchObject({ reconcileRunId: null });
    expect((await thread()).uncheckedSinceAt).not.toBeNull();
  });

  it('a new gap while a thread is read has it read once more', async () => {
    await ticketWithThread();
    slackHas(...five().slice(0, 2));
    await afterGap();
    const { directory } = desk;
    let isFirst = true;
    const interrupted: TestDesk = {
      ...desk,
      directory: {
        ...directory,
        readThreadPage: async (...asked) => {
          const page = await directory.readThreadPage(...asked);
          if (isFirst) {
            isFirst = false;
            slackHas(...five());
            await afterGap();
          }
          return page;
        },
      },
    };
    await reconcile(interrupted, FREELY);
    expect(await shown()).toEqual(all);
    expect((await recoveredPosts()).map(({ payload }) => payload)).toEqual([
      { replies: 5, edits: 0, deletions: 0 },
    ]);
  });
});
