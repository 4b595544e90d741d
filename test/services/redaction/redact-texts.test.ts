/** What was redacted is nowhere any more, and nothing that Slack tells later brings it back. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { IncomingMessage } from '../../../src/domain/incoming-message.js';
import { REDACTED } from '../../../src/domain/redacted.js';
import { createSender, type Sender } from '../../../src/jobs/send-posts.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { redactTexts } from '../../../src/services/redaction/redact-texts.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { createTestCarrier } from '../../support/carrier.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { findMark } from '../../support/find-mark.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';
import { deleted, edited, file, filesChanged, posted } from '../../support/messages.js';
import { openRoom, type Room } from '../../support/threads.js';

const MARK = 'hunter2';
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;
let room: Room;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  room = await openRoom(desk, it_);
  await desk.database.prisma.project.updateMany({ data: { mirrorMode: 'all' } });
});

const place = () => ({ channel: room.channel, threadTs: room.threadTs, ts: room.ts(10), user: 'UBO' });
const secretFile = { ...file('F1'), name: `${MARK}.txt`, urlPrivate: `https://files.example/${MARK}` };
const original = () => posted(place(), `my password is ${MARK}`, { files: [secretFile] });
const edit = (afterSeconds: number, text: string, previousText: string | null = null) =>
  edited(place(), { text, previousText, editTs: room.ts(afterSeconds) });
const deletion = () => deleted(place(), { previousText: `no, ${MARK}`, deletedAtTs: room.ts(40) });
const found = () => findMark(desk.database.pool, MARK);
const comment = () =>
  desk.database.prisma.comment.findFirstOrThrow({
    include: { history: true, attachments: true, posts: { orderBy: { id: 'asc' } } },
  });

async function ingestAll(...messages: IncomingMessage[]): Promise<void> {
  for (const message of messages) await ingestMessage(desk, message);
}

async function redactComment(by: Person = 'ana') {
  const { id } = await comment();
  return redactTexts(desk, await it_.actor(by), room.ticketNumber, { commentIds: [id] });
}

describe('a redacted comment', () => {
  beforeEach(() => ingestAll(original(), edit(20, `no, ${MARK}`, `my password is ${MARK}`)));

  it('loses its words, its earlier words and the names of its files, and every copy is shown again', async () => {
    expect(await found()).not.toEqual([]);
    const before = await comment();
    expect(await redactComment()).toEqual({
      count: 1,
      standing: [{ slackChannelId: room.channel, messageTs: room.ts(10) }],
    });
    expect(await found()).toEqual([]);
    const after = await comment();
    expect(after).toMatchObject({ content: '', redactedAt: desk.clock.now(), editedAt: before.editedAt });
    expect(after.history).toHaveLength(1);
    expect(after.attachments).toEqual([
      expect.objectContaining({ slackFileId: 'F1', name: '', urlPrivate: null }),
    ]);
    expect(after.posts.map(({ wantedVersion }) => wantedVersion)).toEqual(
      before.posts.map(({ wantedVersion }) => wantedVersion + 1),
    );
    expect(after.posts).not.toEqual([]);
  });

  it('is told to the changelog and the audit log, without a word of it, and twice is once', async () => {
    await redactComment();
    expect(await redactComment('ada')).toMatchObject({ count: 0 });
    const { id } = await comment();
    const ana = it_.userId('ana');
    expect(await desk.database.prisma.changelogEntry.findMany({ where: { action: 'redacted' } })).toEqual([
      expect.objectContaining({ actorId: ana, newValue: { commentId: id }, visibility: 'public' }),
    ]);
    expect(await desk.database.prisma.auditEntry.findMany({ where: { action: 'texts_redacted' } })).toEqual([
      expect.objectContaining({
        actorId: ana,
        subject: { ticketId: room.ticketId, commentIds: [id], parts: [] },
      }),
    ]);
  });

  it.each([
    ['the original, delivered again', original],
    ['the edit, delivered again', () => edit(20, `no, ${MARK}`, `my password is ${MARK}`)],
    ['an earlier edit, which comes late', () => edit(15, `sorry, ${MARK}`, `my password is ${MARK}`)],
    ['a later edit', () => edit(30, `it was ${MARK}`, `no, ${MARK}`)],
    ['another name of its file', () => filesChanged(place(), [secretFile])],
    ['another file', () => filesChanged(place(), [{ ...secretFile, slackFileId: 'F2' }])],
    [
      'the original with another file',
      () => ({ ...original(), files: [{ ...secretFile, slackFileId: 'F3' }] }),
    ],
  ])('%s: brings nothing back', async (_what, message) => {
    await redactComment();
    const before = await comment();
    expect(await ingestMessage(desk, message())).toMatchObject({ outcome: 'unchanged' });
    expect(await comment()).toEqual(before);
    expect(await found()).toEqual([]);
  });

  it('that is deleted in Slack is deleted here, with its copies', async () => {
    await redactComment();
    expect(await ingestMessage(desk, deletion())).toMatchObject({ outcome: 'deleted' });
    const after = await comment();
    expect(after.deletedAt).not.toBeNull();
    expect(after.posts.every(({ isWithdrawn }) => isWithdrawn)).toBe(true);
    expect(await found()).toEqual([]);
    expect(await redactComment()).toEqual({ count: 0, standing: [] });
  });

  it('that was deleted before can be redacted too', async () => {
    await ingestMessage(desk, deletion());
    expect(await redactComment()).toEqual({ count: 1, standing: [] });
    expect(await found()).toEqual([]);
  });

  it('takes along what waits of it elsewhere, but for that it was deleted', async () => {
    const kept = { slackChannelId: room.channel, threadTs: room.ts(99) };
    const { prisma } = desk.database;
    await prisma.earlyEvent.create({ data: { ...kept, eventKey: 'edited', message: edit(30, MARK) } });
    await prisma.earlyEvent.create({ data: { ...kept, eventKey: 'deleted', message: deletion() } });
    await redactComment();
    expect(await found()).toEqual([]);
    expect(await prisma.earlyEvent.findMany()).toEqual([
      expect.objectContaining({ message: { ...deletion(), previousText: null } }),
    ]);
  });
});

describe('an edit and a redaction at once', () => {
  it.each([1, 2, 3, 4])('end without the words, whoever was first (%i)', async () => {
    await ingestMessage(desk, original());
    await Promise.all([
      ingestMessage(desk, edit(20, `no, ${MARK}`, `my password is ${MARK}`)),
      redactComment(),
      ingestMessage(desk, original()),
      ingestMessage(desk, edit(30, `it was ${MARK}`)),
    ]);
    expect(await found()).toEqual([]);
    expect((await comment()).redactedAt).not.toBeNull();
  });
});

describe('what stands in Slack, or is on its way there', () => {
  const settled = async (sender: Sender) => {
    await sender.wake();
    await vi.waitFor(() => expect(sender.isIdle()).toBe(true), { interval: 2, timeout: 5_000 });
  };

  it('ends without the words, whatever the sender was doing', async () => {
    const ana = await it_.actor('ana');
    const carrier = createTestCarrier();
    const sender = createSender(desk, carrier, { postIntervalMs: 0, cardRestMs: 0 });
    const number = await it_.open({ title: `Password ${MARK}`, description: `it is ${MARK}` });
    for (let round = 0; round < 3; round += 1) await settled(sender);
    await assignTicket(desk, ana, number, { kind: 'user', slackUserId: 'UBEN' });
    await addComment(desk, ana, number, { text: `is it ${MARK}?`, commentType: 'public', sourceKey: 'v1' });
    await settled(sender);
    expect(carrier.messages.map(({ content }) => content.kind).sort()).toEqual(
      [
        ...['assigned', 'reply', 'reply_receipt'],
        // Of the room's own ticket too.
        ...['origin_card', 'origin_card', 'triage_card', 'triage_card'],
      ].sort(),
    );
    const note = { text: `note ${MARK}`, commentType: 'internal', sourceKey: 'v2' } as const;
    await addComment(desk, ana, number, note);
    const release = carrier.hold('post');
    await sender.wake();
    await vi.waitFor(() => expect(carrier.calls.filter((call) => call.startsWith('post'))).toHaveLength(8));
    const comments = await desk.database.prisma.comment.findMany({
      where: { ticket: { ticketNumber: number } },
    });
    await redactTexts(desk, ana, number, {
      parts: ['title', 'description'],
      commentIds: comments.map(({ id }) => id),
    });
    expect(await found()).toEqual([]);
    release();
    for (let round = 0; round < 3; round += 1) await settled(sender);
    await sender.stop();
    expect(carrier.messages).toHaveLength(8);
    expect(JSON.stringify(carrier.messages)).not.toContain(MARK);
    expect(JSON.stringify(carrier.messages)).toContain(REDACTED);
  });
});

describe('redaction is refused', () => {
  beforeEach(() => ingestMessage(desk, original()));

  it.each([
    ['bo', /Only agents/],
    ['cleo', /Only agents/],
    ['gus', /no ticket/],
    ['olga', /no ticket/],
    ['hedy', /Only agents/],
  ] as const)('to %s', async (person, words) => {
    await expect(redactComment(person)).rejects.toThrow(words);
    expect((await comment()).redactedAt).toBeNull();
  });

  it('where nothing is named, or a comment is of another ticket', async () => {
    const ana = await it_.actor('ana');
    await expect(redactTexts(desk, ana, room.ticketNumber, {})).rejects.toThrow(/Choose what/);
    const other = await it_.open();
    const { id } = await comment();
    await expect(redactTexts(desk, ana, other, { commentIds: [id] })).rejects.toThrow(/not of this ticket/);
    expect((await comment()).redactedAt).toBeNull();
  });
});
