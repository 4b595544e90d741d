/** Replies that were there before the ticket come along, once each, whatever happens while they are read. */
import { beforeEach, expect, it } from 'vitest';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { explainClock } from '../../../src/services/sla/explain/explain-clock.js';
import { importDueThreads } from '../../../src/services/threads/import-threads.js';
import { moveStart } from '../../../src/services/tickets/move-start.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { edited, posted } from '../../support/messages.js';

const THREAD_TS = '1772440000.000100';
const held = useTestDesk();
let desk: typeof held.desk;
let it_: ItProject;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
});

const place = (channel: string, seconds: number, user: string) => ({
  channel,
  threadTs: THREAD_TS,
  ts: `17724400${seconds}.000100`,
  user,
});

function thread(channel: string) {
  return [
    posted({ ...place(channel, 0, 'UBO'), ts: THREAD_TS }, 'Since this morning.'),
    posted(place(channel, 10, 'UCLEO'), 'me too'),
    edited(place(channel, 20, 'UANA'), { text: 'try now', previousText: null, editTs: '1772440025.000000' }),
    { kind: 'ignored' as const, why: 'a join' },
  ];
}

const comments = () =>
  desk.database.prisma.comment.findMany({ orderBy: { messageTs: 'asc' }, include: { history: true } });

const fromMessage = (channelId: number) =>
  it_.open({ talk: { kind: 'thread', channelId, threadTs: THREAD_TS, isRootDescription: true } });

it('each with its own time, edited ones with their newest text, the root left out', async () => {
  await fromMessage(it_.help.id);
  desk.directory.setThread('CHELP', THREAD_TS, thread('CHELP'));
  expect(await importDueThreads(desk)).toBe(1);
  const rows = await comments();
  expect(rows.map(({ content, commentType, createdAt }) => [content, commentType, createdAt])).toEqual([
    ['me too', 'public', new Date(1772440010_000)],
    ['try now', 'public', new Date(1772440020_000)],
  ]);
  expect(await importDueThreads(desk)).toBe(0);
  expect(await comments()).toHaveLength(2);
});

it('an answer from before the ticket is its first response, not before its start', async () => {
  const ticketNumber = await fromMessage(it_.help.id);
  desk.directory.setThread('CHELP', THREAD_TS, thread('CHELP'));
  await importDueThreads(desk);
  const ticket = await desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber } });
  expect(ticket.firstRespondedAt).toEqual(ticket.clockStartedAt);
});

it('an answer from before the ticket counts at its own time once an agent says that it began before it', async () => {
  const number = await fromMessage(it_.help.id);
  desk.directory.setThread('CHELP', THREAD_TS, thread('CHELP'));
  await importDueThreads(desk);
  const began = async (at: Date) =>
    moveStart(desk, await it_.actor('ana'), number, { when: { at }, reason: 'The log says so.' });
  const response = async () => {
    const row = await desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
    const { targets } = await explainClock(desk, await it_.actor('ana'), number);
    return {
      respondedAt: row.firstRespondedAt,
      isLate: row.responseBreachedAt !== null,
      ...targets[0]?.outlook,
    };
  };
  const answeredAt = new Date(1772440020_000);
  const openedAt = new Date('2026-03-02T10:00:00Z');

  // Four hours from Friday 13:30 are over on Monday at 09:30: after the answer at 08:27, and before the ticket was opened at 10:00.
  await began(new Date('2026-02-27T13:30:00Z'));
  expect(await response()).toMatchObject({
    kind: 'met',
    respondedAt: answeredAt,
    isLate: false,
    stoppedAt: answeredAt,
  });
  await began(openedAt);
  expect(await response()).toMatchObject({ kind: 'met', respondedAt: openedAt, stoppedAt: openedAt });
  expect(await desk.database.prisma.slaAlert.count()).toBe(0);
});

it('a reply that arrives live while the thread is read is one comment', async () => {
  await fromMessage(it_.help.id);
  const messages = thread('CHELP');
  desk.directory.setThread('CHELP', THREAD_TS, messages);
  await Promise.all([
    importDueThreads(desk),
    importDueThreads(desk),
    ...messages.map((message) => ingestMessage(desk, message)),
  ]);
  expect(await comments()).toHaveLength(2);
});

it('a reading that broke off is done again, and holds up no other thread', async () => {
  await fromMessage(it_.help.id);
  desk.directory.failOn('readThread');
  expect(await importDueThreads(desk)).toBe(0);
  desk.directory.answerAgain();
  desk.directory.setThread('CHELP', THREAD_TS, thread('CHELP'));
  expect(await importDueThreads(desk)).toBe(1);
  expect(await comments()).toHaveLength(2);
});

it('a reply that cannot be stored hides no other, and is tried again', async () => {
  await fromMessage(it_.help.id);
  const unstorable = posted({ ...place('CHELP', 15, 'UCLEO'), ts: 'not a ts' }, 'odd');
  const [root, first, ...rest] = thread('CHELP');
  if (root === undefined || first === undefined) throw new Error('the thread is too short');
  desk.directory.setThread('CHELP', THREAD_TS, [root, unstorable, first, ...rest]);
  expect(await importDueThreads(desk)).toBe(0);
  expect(await comments()).toHaveLength(2);
  desk.directory.setThread('CHELP', THREAD_TS, thread('CHELP'));
  expect(await importDueThreads(desk)).toBe(1);
  expect(await comments()).toHaveLength(2);
});

it('two processes do not read one thread at once', async () => {
  await fromMessage(it_.help.id);
  desk.directory.setThread('CHELP', THREAD_TS, thread('CHELP'));
  const [thread_] = await desk.database.prisma.ticketThread.findMany();
  const client = await desk.database.pool.connect();
  await client.query('SELECT pg_advisory_lock(1952710657, $1)', [thread_?.id]);
  expect(await importDueThreads(desk)).toBe(0);
  await client.query('SELECT pg_advisory_unlock(1952710657, $1)', [thread_?.id]);
  client.release();
  expect(await importDueThreads(desk)).toBe(1);
});

it.each([
  [true, 2],
  [false, 0],
])(
  'a private thread’s earlier replies come along only if asked for (%s), and internal',
  async (includeEarlier, count) => {
    await it_.open({
      talk: { kind: 'linked', channelId: it_.secret.id, threadTs: THREAD_TS, includeEarlier },
    });
    desk.directory.setThread('CSECRET', THREAD_TS, thread('CSECRET'));
    await importDueThreads(desk);
    const rows = await comments();
    expect(rows).toHaveLength(count);
    expect(rows.every(({ commentType }) => commentType === 'internal')).toBe(true);
    expect(await desk.database.prisma.post.count({ where: { commentId: { not: null } } })).toBe(0);
  },
);
