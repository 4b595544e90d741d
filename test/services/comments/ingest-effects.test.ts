/** What a message does to its ticket, beside being kept. */
import { describe, expect, it } from 'vitest';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { deleted, edited, file, filesChanged, posted } from '../../support/messages.js';
import { useReplies } from '../../support/replies.js';
import { openRoom, type Room } from '../../support/threads.js';

const replies = useReplies();
const { changelog, comments, inRoom, ticketOf } = replies;

describe('effects on the ticket', () => {
  it('an agent’s first public reply is the first response, at Slack’s own time, and opens the ticket', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    await ingestMessage(replies.desk, posted(inRoom(room, 'UANA', 42), 'On it'));
    const ticket = await ticketOf(room);
    expect(ticket.firstRespondedAt).toEqual(new Date(replies.desk.clock.now().getTime() + 42_000));
    expect(ticket.status).toBe('open');
  });

  it.each([
    ['an internal reply by an agent', 'private', 'UANA'],
    ['a reply by the reporter', 'public', 'UBO'],
    ['a reply by an agent of another project', 'public', 'UHEDY'],
  ] as const)('%s is no response', async (_what, kind, user) => {
    const room = await openRoom(replies.desk, replies.it_, { kind });
    await ingestMessage(replies.desk, posted(inRoom(room, user), 'words'));
    expect(await ticketOf(room)).toMatchObject({ firstRespondedAt: null, status: 'new' });
  });

  it('a requester’s reply reopens what was resolved before it, and nothing resolved after it', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    await changeStatus(replies.desk, await replies.it_.actor('ana'), room.ticketNumber, 'resolve');
    await ingestMessage(replies.desk, posted(inRoom(room, 'UBO', -5), 'written before'));
    expect((await ticketOf(room)).status).toBe('resolved');
    await ingestMessage(replies.desk, posted(inRoom(room, 'UBO', 5), 'Thank you!'));
    expect((await ticketOf(room)).status).toBe('resolved');
    await ingestMessage(replies.desk, posted(inRoom(room, 'UBO', 6), 'It fails again'));
    expect((await ticketOf(room)).status).toBe('open');
  });

  it('a requester’s reply to a closed ticket offers a new one', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    await changeStatus(replies.desk, await replies.it_.actor('ana'), room.ticketNumber, 'close');
    await ingestMessage(replies.desk, posted(inRoom(room, 'UBO', 5), 'It fails again'));
    expect((await ticketOf(room)).status).toBe('closed');
    expect(await replies.desk.database.prisma.post.count({ where: { kind: 'offer_new_ticket' } })).toBe(1);
  });

  it('a move of the ticket between the look and the write is seen', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    const { pool } = replies.desk.database;
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM tickets WHERE id = $1 FOR UPDATE', [room.ticketId]);
    const ingesting = ingestMessage(replies.desk, posted(inRoom(room, 'UBO', 5), 'here it is'));
    await client.query(
      `UPDATE tickets SET status = 'waiting', status_category = 'in_progress', status_changed_at = $2 WHERE id = $1`,
      [room.ticketId, replies.desk.clock.now()],
    );
    await client.query('COMMIT');
    client.release();
    expect(await ingesting).toMatchObject({ outcome: 'added' });
    expect((await ticketOf(room)).status).toBe('in_progress');
    expect(await comments(room)).toHaveLength(1);
  });
});

describe('the root of a thread', () => {
  const openFromMessage = async (isRootDescription: boolean) => {
    const threadTs = '1772444000.000100';
    const number = await replies.it_.open({
      talk: { kind: 'thread', channelId: replies.it_.help.id, threadTs, isRootDescription },
    });
    const { id } = await replies.desk.database.prisma.ticket.findUniqueOrThrow({
      where: { ticketNumber: number },
    });
    const ts = (seconds: number) =>
      `${Math.floor(replies.desk.clock.now().getTime() / 1000) + seconds}.000000`;
    const room: Room = {
      ticketNumber: number,
      ticketId: id,
      channel: 'CHELP',
      channelId: replies.it_.help.id,
      threadTs,
      ts,
    };
    return { room, root: { channel: 'CHELP', ts: threadTs, threadTs, user: 'UBO' } };
  };

  it('is the description: an edit changes it, and the newest wins in whatever order', async () => {
    const { room, root } = await openFromMessage(true);
    const newest = edited(root, { text: 'third', previousText: 'second', editTs: room.ts(20) });
    await ingestMessage(replies.desk, newest);
    await ingestMessage(
      replies.desk,
      edited(root, { text: 'second', previousText: 'x', editTs: room.ts(10) }),
    );
    await ingestMessage(replies.desk, newest);
    expect((await ticketOf(room)).description).toBe('third');
    const entries = await changelog(room, 'description');
    expect(entries).toHaveLength(2);
    expect(JSON.stringify(entries)).not.toMatch(/second|third/);
    expect(await comments(room)).toEqual([]);
  });

  it('leaves the description alone for an edit from before the ticket', async () => {
    const { room, root } = await openFromMessage(true);
    await ingestMessage(
      replies.desk,
      edited(root, { text: 'older', previousText: null, editTs: room.ts(-100) }),
    );
    expect((await ticketOf(room)).description).toBe('Since this morning.');
  });

  it('is noted once when it is deleted, and changes nothing', async () => {
    const { room, root } = await openFromMessage(true);
    const tombstone = deleted(root, { previousText: 'x', deletedAtTs: room.ts(5) }, { isTombstone: true });
    await ingestMessage(replies.desk, tombstone);
    await ingestMessage(replies.desk, tombstone);
    expect(await changelog(room, 'root_deleted')).toHaveLength(1);
    expect(await ticketOf(room)).toMatchObject({ status: 'new', description: 'Since this morning.' });
  });

  it('brings its files to the ticket, once, and loses them with it', async () => {
    const { room, root } = await openFromMessage(true);
    const withFile = posted(root, 'Since this morning.', { files: [file('F1')] });
    await ingestMessage(replies.desk, withFile);
    await ingestMessage(replies.desk, withFile);
    const files = () =>
      replies.desk.database.prisma.attachment.findMany({ where: { ticketId: room.ticketId } });
    expect(await files()).toMatchObject([{ slackFileId: 'F1', commentId: null, removedAt: null }]);
    await ingestMessage(replies.desk, filesChanged(root, []));
    expect((await files())[0]?.removedAt).not.toBeNull();
    expect(await comments(room)).toEqual([]);
  });

  it('is nothing where the bot or another bot wrote it', async () => {
    const { room, root } = await openFromMessage(false);
    await ingestMessage(replies.desk, edited(root, { text: 'x', previousText: 'y', editTs: room.ts(5) }));
    expect((await ticketOf(room)).description).toBe('Since this morning.');
    expect(await changelog(room, 'description')).toEqual([]);
  });
});
