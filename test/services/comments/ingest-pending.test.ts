/** A comment whose channel is not known yet is decided once, when Slack answers, as if it had just come. */
import { beforeEach, expect, it } from 'vitest';
import { decidePendingComments } from '../../../src/services/comments/decide-pending.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { deleted, edited, posted } from '../../support/messages.js';
import { openRoom, type Room } from '../../support/threads.js';

const held = useTestDesk();
let desk: typeof held.desk;
let it_: ItProject;
let room: Room;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  room = await openRoom(desk, it_, { kind: 'unknown' });
});

const place = (seconds: number, user: string) => ({
  channel: room.channel,
  threadTs: room.threadTs,
  ts: room.ts(seconds),
  user,
});
const comments = () => desk.database.prisma.comment.findMany({ orderBy: { id: 'asc' } });
const ticket = () => desk.database.prisma.ticket.findUniqueOrThrow({ where: { id: room.ticketId } });
const entries = () =>
  desk.database.prisma.changelogEntry.findMany({
    where: { ticketId: room.ticketId, action: { startsWith: 'comment_' } },
    orderBy: { id: 'asc' },
  });
const copies = () => desk.database.prisma.post.count({ where: { commentId: { not: null } } });

it('stays internal, untold and without effect while Slack does not answer', async () => {
  await ingestMessage(desk, posted(place(5, 'UANA'), 'On it'));
  desk.directory.failOn('readConversation');
  expect(await decidePendingComments(desk)).toBe(0);
  expect((await comments())[0]).toMatchObject({ commentType: 'internal', isPending: true });
  expect(await ticket()).toMatchObject({ firstRespondedAt: null, status: 'new' });
  expect([await entries(), await copies()]).toEqual([[], 0]);
});

it('becomes public in a public channel, with its effects at its own Slack time', async () => {
  await ingestMessage(desk, posted(place(5, 'UANA'), 'On it'));
  await ingestMessage(desk, posted(place(6, 'UBO'), 'Thanks'));
  desk.clock.advance(3_600_000);
  desk.directory.addConversation(room.channel, { kind: 'public' });
  expect(await decidePendingComments(desk)).toBe(2);
  expect((await comments()).map(({ commentType, isPending }) => [commentType, isPending])).toEqual([
    ['public', false],
    ['public', false],
  ]);
  const respondedAt = (await comments())[0]?.createdAt;
  expect(await ticket()).toMatchObject({ firstRespondedAt: respondedAt, status: 'open' });
  expect((await entries()).map(({ action, visibility }) => [action, visibility])).toEqual([
    ['comment_added', 'public'],
    ['comment_added', 'public'],
  ]);
  expect(await desk.database.prisma.post.count({ where: { kind: 'mirror' } })).toBe(1);
  expect(await decidePendingComments(desk)).toBe(0);
});

it('becomes internal for good in a private one', async () => {
  await ingestMessage(desk, posted(place(5, 'UBO'), 'secret'));
  desk.directory.addConversation(room.channel, { kind: 'private' });
  await decidePendingComments(desk);
  desk.directory.addConversation(room.channel, { kind: 'public' });
  await desk.database.prisma.channel.update({ where: { id: room.channelId }, data: { kind: 'public' } });
  await decidePendingComments(desk);
  expect((await comments())[0]).toMatchObject({ commentType: 'internal', isPending: false });
  expect(await copies()).toBe(0);
});

it('brings its edits and its deletion into the changelog, and shows a deleted one to nobody', async () => {
  const where = place(5, 'UBO');
  await ingestMessage(desk, posted(where, 'one'));
  await ingestMessage(desk, edited(where, { text: 'two', previousText: 'one', editTs: room.ts(8) }));
  await ingestMessage(desk, deleted(where, { previousText: 'two', deletedAtTs: room.ts(9) }));
  desk.directory.addConversation(room.channel, { kind: 'public' });
  await decidePendingComments(desk);
  expect((await entries()).map(({ action, visibility }) => [action, visibility])).toEqual([
    ['comment_added', 'public'],
    ['comment_edited', 'public'],
    ['comment_deleted', 'public'],
  ]);
  expect(await copies()).toBe(0);
});

it('is decided once by two processes at once', async () => {
  await ingestMessage(desk, posted(place(5, 'UANA'), 'On it'));
  desk.directory.addConversation(room.channel, { kind: 'public' });
  const counts = await Promise.all([decidePendingComments(desk), decidePendingComments(desk)]);
  expect(counts[0] + counts[1]).toBe(1);
  const responses = await desk.database.prisma.changelogEntry.count({ where: { action: 'first_response' } });
  expect(responses).toBe(1);
});
