/** One look at a channel's history tells which threads to read first, and which messages should have become tickets. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../../src/domain/incoming-message.js';
import type { ChannelMessage } from '../../../src/domain/reconcile/thread-page.js';
import { noteListening } from '../../../src/services/reconcile/note-listening.js';
import { reconcile } from '../../../src/services/reconcile/reconcile.js';
import { reconcileStatus } from '../../../src/services/reconcile/reconcile-status.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { posted } from '../../support/messages.js';

/** The desk's time is 10:00. */
const START = Date.UTC(2026, 2, 2, 10) / 1000;
const FREELY = { spacingMs: 0, burst: 1 };
/** So many calls and no more. */
const only = (burst: number) => ({ spacingMs: 3_600_000, burst });
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  desk.directory.addConversation('CHELP', { members: ['UBO'] });
});

const ts = (seconds: number) => `${START + seconds}.000100`;

type Asked = { at?: number; author?: Person | null; by: readonly Person[]; emoji?: string; text?: string };

const said = (at: string, user: string | null, text: string): IncomingMessage =>
  user === null
    ? { kind: 'ignored', why: 'a bot' }
    : posted({ channel: 'CHELP', ts: at, threadTs: at, user }, text, { threadTs: null });

function message({
  at = 60,
  author = 'bo',
  by,
  emoji = 'ticket',
  text = `asked at ${at}`,
}: Asked): ChannelMessage {
  const slackId = author === null ? null : slackIdOf(author);
  desk.directory.setMessage('CHELP', {
    ...{ ts: ts(at), threadTs: null, author: slackId, text, replyCount: 0 },
  });
  const reactions = by.length === 0 ? [] : [{ name: emoji, slackUserIds: by.map(slackIdOf) }];
  return {
    ...{ ts: ts(at), author: slackId, replyCount: 0, latestReplyTs: null, reactions },
    message: said(ts(at), slackId, text),
  };
}

async function afterGap(): Promise<void> {
  desk.clock.advance(10 * 60_000);
  const now = desk.clock.now();
  const heardUntilAt = new Date(now.getTime() - 9 * 60_000);
  await desk.database.prisma.reconciler.update({ where: { id: 1 }, data: { heardUntilAt } });
  await noteListening(desk, { connectedSinceAt: now, isStart: false });
}

const tickets = () =>
  desk.database.prisma.ticket.findMany({ orderBy: { id: 'asc' }, include: { reporter: true } });
const reads = (question: string) => desk.directory.asked.filter((asked) => asked.startsWith(question));

describe("a message with the project's emoji that nobody heard", () => {
  it.each<[string, Asked, number]>([
    ['by an agent', { by: ['ana'] }, 1],
    ['by its author', { by: ['bo'] }, 1],
    ['with a colour of the hand', { by: ['ana'], emoji: 'ticket::skin-tone-4' }, 1],
    ['by the first of those who may', { by: ['olga', 'gus', 'ana'] }, 1],
    ['by a colleague', { by: ['cleo'] }, 1],
    ['by a guest who wrote it', { author: 'gus', by: ['gus'] }, 1],
    ['by a guest who did not', { by: ['gus'] }, 0],
    ['by somebody from elsewhere', { author: 'olga', by: ['olga'] }, 0],
    ['with another emoji', { by: ['ana'], emoji: 'eyes' }, 0],
    ['without any', { by: [] }, 0],
    ['from before the desk knew the channel', { at: -7_200, by: ['ana'] }, 0],
  ])('%s', async (_what, asked, count) => {
    await desk.database.prisma.channel.updateMany({ data: { createdAt: new Date(START * 1000) } });
    desk.directory.setChannel('CHELP', [message(asked)]);
    await afterGap();
    await reconcile(desk, FREELY);
    expect(await tickets()).toHaveLength(count);
    expect((await reconcileStatus(desk)).lastRun).toMatchObject({
      tickets: count,
      finishedAt: desk.clock.now(),
    });
  });

  it('is one ticket, of its author, however often it is looked at and by how many at once', async () => {
    await desk.database.prisma.channel.updateMany({ data: { createdAt: new Date(START * 1000) } });
    desk.directory.setChannel('CHELP', [message({ by: ['ana', 'ben'] })]);
    await afterGap();
    await Promise.all([reconcile(desk, FREELY), reconcile({ ...desk }, FREELY)]);
    await afterGap();
    await reconcile(desk, FREELY);
    expect((await tickets()).map(({ reporter }) => reporter.displayName)).toEqual(['bo']);
  });

  it('is not looked for where the channel is not one to ask in', async () => {
    await desk.database.prisma.channel.updateMany({
      where: { slackChannelId: 'CHELP' },
      data: { role: null, projectId: null, createdAt: new Date(START * 1000) },
    });
    desk.directory.setChannel('CHELP', [message({ by: ['ana'] })]);
    await afterGap();
    await reconcile(desk, FREELY);
    expect(reads('readChannelPage')).toEqual([]);
    expect(await tickets()).toEqual([]);
  });

  it.each<[string, { refused: 'busy'; retryAfterSeconds: number } | { refused: 'no_channel' }, number]>([
    ['that Slack asks to wait for is looked at later', { refused: 'busy', retryAfterSeconds: 30 }, 1],
    ['that cannot be looked at holds nothing up', { refused: 'no_channel' }, 0],
  ])('a channel %s', async (_what, refusal, count) => {
    await desk.database.prisma.channel.updateMany({ data: { createdAt: new Date(START * 1000) } });
    desk.directory.setChannel('CHELP', [message({ by: ['ana'] })]);
    desk.directory.refuse(refusal);
    await afterGap();
    await reconcile(desk, FREELY);
    expect(await tickets()).toEqual([]);
    desk.clock.advance(31_000);
    await reconcile(desk, FREELY);
    expect(await tickets()).toHaveLength(count);
  });

  it('goes on where it stopped when the pace is spent in the middle', async () => {
    await desk.database.prisma.channel.updateMany({ data: { createdAt: new Date(START * 1000) } });
    desk.directory.setChannel('CHELP', [message({ at: 60, by: ['ana'] }), message({ at: 90, by: ['ana'] })]);
    await afterGap();
    await reconcile(desk, only(2));
    expect(await tickets()).toHaveLength(1);
    desk.clock.advance(2 * 3_600_000);
    await reconcile(desk, only(2));
    expect(await tickets()).toHaveLength(2);
  });
});

describe('a message that nobody heard, where every one is to become a ticket', () => {
  it.each<[string, Asked, number]>([
    ['by a requester', { by: [] }, 1],
    ['by a guest', { author: 'gus', by: [] }, 1],
    ['with the emoji too', { by: ['ana'] }, 1],
    ['by an agent', { author: 'ana', by: [] }, 0],
    ['by a bot', { author: null, by: [] }, 0],
    ['that only greets', { by: [], text: 'Good morning everyone!' }, 0],
    ['from before it was wanted', { at: -60, by: [] }, 0],
  ])('%s', async (_what, asked, count) => {
    const sinceAt = new Date(START * 1000);
    await desk.database.prisma.channel.updateMany({ data: { createdAt: new Date((START - 3_600) * 1000) } });
    await desk.database.prisma.project.updateMany({ data: { everyMessageSinceAt: sinceAt } });
    desk.directory.setChannel('CHELP', [message(asked)]);
    for (let run = 0; run < 2; run += 1) {
      await afterGap();
      await reconcile(desk, FREELY);
    }
    expect(await tickets()).toHaveLength(count);
  });
});

describe('the order in which threads are read', () => {
  const threadTs = (index: number) => ts(-600 + index);

  /** Five tickets in one channel, opened a minute apart; each with a thread whose root is its message. */
  async function fiveThreads(): Promise<void> {
    for (let index = 0; index < 5; index += 1) {
      const at = { channelId: it_.help.id, threadTs: threadTs(index) };
      const talk = { kind: 'thread', isRootDescription: true, ...at } as const;
      await it_.open({ talk });
      const place = { channel: 'CHELP', threadTs: threadTs(index), user: 'UBO' };
      desk.directory.setThread('CHELP', threadTs(index), [posted({ ...place, ts: threadTs(index) }, 'root')]);
      desk.clock.advance(60_000);
    }
    await desk.database.prisma.ticketThread.updateMany({ data: { importedAt: desk.clock.now() } });
  }

  const root = (index: number, replies: number): ChannelMessage => ({
    ts: threadTs(index),
    author: 'UBO',
    replyCount: replies,
    latestReplyTs: replies === 0 ? null : ts(400),
    reactions: [],
    message: said(threadTs(index), 'UBO', 'root'),
  });
  const order = () =>
    reads('readThreadPage').map((asked) => [0, 1, 2, 3, 4].find((index) => asked.includes(threadTs(index))));

  it('is: one look at the channel, what it tells of, then the next due target, then the others', async () => {
    await fiveThreads();
    desk.directory.setChannel('CHELP', [root(3, 2), root(0, 0)]);
    const soon = new Date(desk.clock.now().getTime() + 60_000);
    await desk.database.prisma.ticket.updateMany({
      where: { ticketNumber: 'IT-3' },
      data: { responseTarget: soon },
    });
    await afterGap();
    await reconcile(desk, FREELY);
    expect(reads('read')[0]).toMatch(/^readChannelPage CHELP/);
    expect(reads('readChannelPage')).toHaveLength(1);
    expect(order()).toEqual([3, 2, 0, 1, 4]);
  });

  it('goes on after a kill and takes no thread twice; what was asked for by name comes first', async () => {
    await fiveThreads();
    await afterGap();
    await reconcile(desk, only(3));
    expect(order()).toEqual([0, 1]);
    expect((await reconcileStatus(desk)).threadsLeft).toBe(3);
    await desk.database.prisma.ticketThread.updateMany({
      where: { threadTs: threadTs(4) },
      data: { reconcileRank: 0 },
    });
    desk.clock.advance(24 * 3_600_000);
    await reconcile({ ...desk }, FREELY);
    expect(order()).toEqual([0, 1, 4, 2, 3]);
    expect((await reconcileStatus(desk)).threadsLeft).toBe(0);
  });

  it('keeps to a pace that leaves Slack most of what it allows', async () => {
    await fiveThreads();
    await afterGap();
    const asked = () => reads('readThreadPage').length + reads('readChannelPage').length;
    await Promise.all([reconcile(desk), reconcile({ ...desk })]);
    expect(asked()).toBe(5);
    desk.clock.advance(3_000);
    await reconcile(desk);
    expect(asked()).toBe(5);
    desk.clock.advance(1_000);
    await reconcile(desk);
    expect(asked()).toBe(6);
  });
});
