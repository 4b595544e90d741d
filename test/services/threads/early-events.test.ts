/** What comes before the thread it is in is kept, placed when the thread opens, and otherwise forgotten. */
import { beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { openThread } from '../../../src/services/threads/open-thread.js';
import { pruneEarlyEvents } from '../../../src/services/threads/prune-early-events.js';
import { replayEarlyEvents } from '../../../src/services/threads/replay-early-events.js';
import { ticketOfThread } from '../../../src/services/threads/ticket-of-thread.js';
import { BOT_USER_ID, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { deleted, edited, posted } from '../../support/messages.js';

const THREAD_TS = '1772445700.000100';
const DAY_MS = 24 * 60 * 60_000;

const held = useTestDesk();
let desk: typeof held.desk;
let it_: ItProject;
let ticketNumber: string;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  ticketNumber = await it_.open({ talk: { kind: 'channel', channelId: it_.help.id } });
});

const place = { channel: 'CHELP', threadTs: THREAD_TS, ts: '1772445705.000200', user: 'UBO' };
const reply = posted(place, 'quick answer', { parentUser: BOT_USER_ID });

async function open(): Promise<void> {
  const { id } = await desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber } });
  await inTransaction(desk.database, (tx) =>
    openThread(tx, { ticketId: id, channelId: it_.help.id, threadTs: THREAD_TS, role: 'origin' }),
  );
}

const contents = async () =>
  (await desk.database.prisma.comment.findMany({ orderBy: { id: 'asc' } })).map(({ content }) => content);
const earlyCount = () => desk.database.prisma.earlyEvent.count();

describe('a reply to a root that the bot is just posting', () => {
  it('is kept once and becomes a comment when the thread opens', async () => {
    expect(await ingestMessage(desk, reply)).toEqual({ outcome: 'kept_early' });
    await ingestMessage(desk, reply);
    expect(await earlyCount()).toBe(1);
    await open();
    expect(await replayEarlyEvents(desk, 'CHELP', THREAD_TS)).toBe(1);
    expect(await contents()).toEqual(['quick answer']);
    expect(await earlyCount()).toBe(0);
    expect(await replayEarlyEvents(desk, 'CHELP', THREAD_TS)).toBe(0);
    expect(await ticketOfThread(desk, await it_.actor('bo'), 'CHELP', THREAD_TS)).toEqual({
      ticketNumber,
      role: 'origin',
    });
  });

  it('takes its edit and its deletion with it', async () => {
    await ingestMessage(desk, reply);
    await ingestMessage(
      desk,
      edited(place, { text: 'better', previousText: 'quick answer', editTs: '1772445710.000000' }),
    );
    await ingestMessage(desk, deleted(place, { previousText: 'better', deletedAtTs: '1772445720.000000' }));
    await open();
    await replayEarlyEvents(desk, 'CHELP', THREAD_TS);
    const [comment] = await desk.database.prisma.comment.findMany({ include: { history: true } });
    expect(comment).toMatchObject({ content: 'better' });
    expect(comment?.deletedAt).not.toBeNull();
    expect(comment?.history).toHaveLength(1);
    expect(await earlyCount()).toBe(0);
  });

  it('is placed by the sweep where the process that opened the thread died before placing it', async () => {
    await ingestMessage(desk, reply);
    await open();
    await pruneEarlyEvents(desk);
    expect(await contents()).toEqual(['quick answer']);
    expect(await earlyCount()).toBe(0);
  });

  it('is one comment when two processes place it at once and Slack delivers it again', async () => {
    await ingestMessage(desk, reply);
    await open();
    await Promise.all([
      replayEarlyEvents(desk, 'CHELP', THREAD_TS),
      replayEarlyEvents(desk, 'CHELP', THREAD_TS),
      ingestMessage(desk, reply),
    ]);
    expect(await contents()).toEqual(['quick answer']);
    expect(await earlyCount()).toBe(0);
  });

  const ODD: Record<string, object> = {
    'no object of ours': [1, '\\u0000'],
    'of a kind that another version knew': { ...reply, kind: 'reacted' },
    'without its text': { ...reply, text: undefined },
    'with a number for its author': { ...reply, user: 1e300 },
    'with a time that is none': { ...reply, ts: '9'.repeat(400) },
    'with a file that is none': { ...reply, files: [null] },
    'of a year that PostgreSQL does not read': { ...reply, ts: '999999999999.000100' },
  };

  it('is placed whatever stands in the rows before it, each of which is logged and left', async () => {
    const errors: unknown[] = [];
    const logging = { ...desk, log: { ...desk.log, error: (fields: object) => void errors.push(fields) } };
    const data = Object.entries(ODD).map(([eventKey, message]) => ({
      ...{ slackChannelId: 'CHELP', threadTs: THREAD_TS, eventKey, message },
    }));
    await desk.database.prisma.earlyEvent.createMany({ data });
    const odd = await desk.database.prisma.earlyEvent.findMany({ orderBy: { id: 'asc' } });
    await ingestMessage(desk, reply);
    await open();
    expect(await replayEarlyEvents(logging, 'CHELP', THREAD_TS)).toBe(1);
    expect(await contents()).toEqual(['quick answer']);
    expect(errors.map((fields) => (fields as { earlyEventId: number }).earlyEventId)).toEqual(
      odd.map(({ id }) => id),
    );
    expect(await desk.database.prisma.earlyEvent.findMany({ orderBy: { id: 'asc' } })).toEqual(odd);
  });

  it('is forgotten after 7 days where no ticket came of it', async () => {
    await ingestMessage(desk, reply);
    desk.clock.advance(7 * DAY_MS - 1);
    expect(await pruneEarlyEvents(desk)).toBe(0);
    desk.clock.advance(2);
    expect(await pruneEarlyEvents(desk)).toBe(1);
    expect(await earlyCount()).toBe(0);
  });
});

describe('nothing is kept', () => {
  it('of threads that people started', async () => {
    expect(await ingestMessage(desk, { ...reply, parentUser: 'UCLEO' })).toEqual({ outcome: 'ignored' });
    const edit = edited(place, { text: 'b', previousText: 'a', editTs: '1772445710.000000' });
    expect(await ingestMessage(desk, edit)).toEqual({ outcome: 'ignored' });
    expect(await earlyCount()).toBe(0);
  });

  it('of replies to a post of the bot that is known to open no thread', async () => {
    await desk.database.prisma.post.create({
      data: {
        key: 'agent:1:1:1',
        kind: 'agent_joined',
        channelId: it_.help.id,
        messageTs: THREAD_TS,
        state: 'sent',
      },
    });
    expect(await ingestMessage(desk, reply)).toEqual({ outcome: 'ignored' });
    expect(await earlyCount()).toBe(0);
  });
});

it('a thread that is no ticket’s belongs to none', async () => {
  expect(await ticketOfThread(desk, await it_.actor('bo'), 'CHELP', THREAD_TS)).toBeNull();
  expect(await ticketOfThread(desk, await it_.actor('bo'), 'CNOWHERE', THREAD_TS)).toBeNull();
});

it('opening a thread again changes nothing', async () => {
  await open();
  await open();
  expect(await desk.database.prisma.ticketThread.count()).toBe(1);
});
