/** What a thread does: PRODUCT's list, message by message. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChannelKind, ChannelRole, ThreadRole } from '../../../src/database/generated/enums.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { BOT_USER_ID, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { deleted, edited, file, filesChanged, posted } from '../../support/messages.js';
import { openRoom, type Room } from '../../support/threads.js';

const held = useTestDesk();
let desk: typeof held.desk;
let it_: ItProject;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
});

const inRoom = (room: Room, user: string, afterSeconds = 10) => ({
  channel: room.channel,
  threadTs: room.threadTs,
  ts: room.ts(afterSeconds),
  user,
});

const comments = (room: Room) =>
  desk.database.prisma.comment.findMany({
    where: { ticketId: room.ticketId },
    orderBy: { id: 'asc' },
    include: { attachments: true, history: { orderBy: { id: 'asc' } }, author: true },
  });

const changelog = (room: Room, action?: string) =>
  desk.database.prisma.changelogEntry.findMany({
    where: { ticketId: room.ticketId, ...(action === undefined ? {} : { action }) },
    orderBy: { id: 'asc' },
  });

const mirrors = (room: Room) =>
  desk.database.prisma.post.findMany({ where: { ticketId: room.ticketId, kind: 'mirror' } });

const ticketOf = (room: Room) =>
  desk.database.prisma.ticket.findUniqueOrThrow({ where: { id: room.ticketId } });

describe('the type of a comment follows from where it was written', () => {
  const CASES: [ThreadRole, ChannelKind, ChannelRole | null, 'public' | 'internal', boolean][] = [
    ['origin', 'public', null, 'public', false],
    ['origin', 'im', null, 'public', false],
    ['origin', 'private', null, 'internal', false],
    ['origin', 'mpim', null, 'internal', false],
    ['origin', 'private', 'request', 'public', false],
    ['origin', 'public', 'request', 'public', false],
    ['origin', 'unknown', null, 'internal', true],
    ['origin', 'private', 'triage', 'internal', false],
    ['origin', 'public', 'triage', 'internal', false],
    ['triage', 'private', 'triage', 'internal', false],
    ['triage', 'public', null, 'internal', false],
    ['triage', 'unknown', null, 'internal', false],
    ['linked', 'private', null, 'internal', false],
    ['linked', 'mpim', null, 'internal', false],
    ['linked', 'private', 'request', 'internal', false],
    ['linked', 'im', null, 'internal', false],
    ['linked', 'public', null, 'public', false],
    ['linked', 'unknown', null, 'internal', true],
  ];

  it.each(CASES)('%s thread, %s channel, role %s: %s, pending %s', async (...args) => {
    const [role, kind, channelRole, commentType, isPending] = args;
    const room = await openRoom(desk, it_, { role, kind, channelRole });
    const result = await ingestMessage(desk, posted(inRoom(room, 'UBO'), 'It still fails'));
    expect(result).toMatchObject({ outcome: 'added', ticketNumber: room.ticketNumber });
    const [comment] = await comments(room);
    expect(comment).toMatchObject({ commentType, isPending, content: 'It still fails' });
  });
});

describe('a plain reply', () => {
  it('becomes a comment at its own time, with a changelog entry that holds no text', async () => {
    const room = await openRoom(desk, it_);
    await ingestMessage(desk, posted(inRoom(room, 'UBO'), 'Any news?'));
    const [comment] = await comments(room);
    expect(comment).toMatchObject({
      content: 'Any news?',
      commentType: 'public',
      channelId: room.channelId,
      messageTs: room.ts(10),
      projectId: it_.project.id,
      editedAt: null,
      deletedAt: null,
      isOriginalSeen: true,
    });
    expect(comment?.createdAt).toEqual(new Date(desk.clock.now().getTime() + 10_000));
    const [entry] = await changelog(room, 'comment_added');
    expect(entry).toMatchObject({
      actorId: it_.userId('bo'),
      visibility: 'public',
      newValue: { commentId: comment?.id },
      occurredAt: comment?.createdAt,
    });
    expect(JSON.stringify(await changelog(room))).not.toContain('Any news?');
  });

  it('is one comment however often, and however many at once, it is delivered', async () => {
    const room = await openRoom(desk, it_);
    const message = posted(inRoom(room, 'UBO'), 'Any news?', { files: [file('F1')] });
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => ingestMessage(desk, message)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['added', ...Array(4).fill('unchanged')]);
    expect(await ingestMessage(desk, message)).toMatchObject({ outcome: 'unchanged' });
    const rows = await comments(room);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.attachments).toHaveLength(1);
    expect(await changelog(room, 'comment_added')).toHaveLength(1);
    expect(await mirrors(room)).toHaveLength(1);
  });

  it('makes one comment and one effect when five deliveries of an effective reply race', async () => {
    const room = await openRoom(desk, it_);
    const message = posted(inRoom(room, 'UANA'), 'Looking');
    await Promise.all(Array.from({ length: 5 }, () => ingestMessage(desk, message)));
    expect(await comments(room)).toHaveLength(1);
    expect(await changelog(room, 'first_response')).toHaveLength(1);
    expect(await changelog(room, 'status')).toHaveLength(1);
  });

  it('keeps a file without words, and refuses nothing for a character that PostgreSQL cannot store', async () => {
    const room = await openRoom(desk, it_);
    await ingestMessage(desk, posted(inRoom(room, 'UBO', 1), '', { files: [file('F1'), file('F2')] }));
    await ingestMessage(desk, posted(inRoom(room, 'UBO', 2), 'a\u0000b'));
    const rows = await comments(room);
    expect(rows.map(({ content }) => content)).toEqual(['', 'ab']);
    expect(rows[0]?.attachments.map(({ slackFileId }) => slackFileId)).toEqual(['F1', 'F2']);
  });

  it('ignores a message with neither words nor files', async () => {
    const room = await openRoom(desk, it_);
    expect(await ingestMessage(desk, posted(inRoom(room, 'UBO'), ' '))).toMatchObject({ outcome: 'ignored' });
    expect(await comments(room)).toEqual([]);
  });

  it('ignores what is in no ticket’s thread, and stores nothing of it', async () => {
    const place = { channel: 'CHELP', ts: '1772445600.000100', threadTs: '1772445600.000000', user: 'UBO' };
    expect(await ingestMessage(desk, posted(place, 'hello'))).toEqual({ outcome: 'ignored' });
    expect(await ingestMessage(desk, { kind: 'ignored', why: 'a join' })).toEqual({ outcome: 'ignored' });
    expect(await desk.database.prisma.earlyEvent.count()).toBe(0);
  });

  it('ignores commands and bots', async () => {
    const room = await openRoom(desk, it_);
    desk.directory.addPerson('UROBOT', { isBot: true });
    const command = posted(inRoom(room, 'UANA', 1), `<@${BOT_USER_ID}> take`);
    expect(await ingestMessage(desk, command)).toMatchObject({ outcome: 'ignored' });
    const words = { text: 'no, wait', previousText: `<@${BOT_USER_ID}> take`, editTs: room.ts(3) };
    expect(await ingestMessage(desk, edited(inRoom(room, 'UANA', 1), words))).toMatchObject({
      outcome: 'ignored',
    });
    await desk.database.prisma.user.create({ data: { slackUserId: 'UROBOT', isBot: true } });
    expect(await ingestMessage(desk, posted(inRoom(room, 'UROBOT', 2), 'beep'))).toMatchObject({
      outcome: 'ignored',
    });
    expect(await comments(room)).toEqual([]);
  });

  it('keeps a sentence that merely mentions the bot', async () => {
    const room = await openRoom(desk, it_);
    await ingestMessage(desk, posted(inRoom(room, 'UBO'), `is <@${BOT_USER_ID}> broken?`));
    expect(await comments(room)).toHaveLength(1);
  });

  it('keeps what somebody never seen says, also while Slack does not say who it is', async () => {
    const room = await openRoom(desk, it_);
    desk.directory.addPerson('UNEW', { displayName: 'newt' });
    await ingestMessage(desk, posted(inRoom(room, 'UNEW', 1), 'me too'));
    desk.directory.failOn('readProfile');
    await ingestMessage(desk, posted(inRoom(room, 'UGHOST', 2), 'me three'));
    const rows = await comments(room);
    expect(rows.map(({ author }) => [author.displayName, author.profileReadAt !== null])).toEqual([
      ['newt', true],
      ['UGHOST', false],
    ]);
  });

  it('is found by the id its channel had before it was shared', async () => {
    const room = await openRoom(desk, it_);
    await desk.database.prisma.channelAlias.create({
      data: { slackChannelId: 'COLD', channelId: room.channelId },
    });
    await ingestMessage(desk, posted({ ...inRoom(room, 'UBO'), channel: 'COLD' }, 'hello'));
    await ingestMessage(desk, posted(inRoom(room, 'UBO'), 'hello'));
    expect(await comments(room)).toHaveLength(1);
  });
});

describe('the kind of the channel is asked again where the event contradicts what is stored', () => {
  it('keeps a reply internal once Slack says that the channel is private now', async () => {
    const room = await openRoom(desk, it_, { kind: 'public' });
    desk.directory.addConversation(room.channel, { kind: 'private' });
    await ingestMessage(desk, posted(inRoom(room, 'UBO'), 'secret', { channelType: 'group' }));
    expect((await comments(room))[0]).toMatchObject({ commentType: 'internal', isPending: false });
  });

  it('keeps it internal and pending while Slack does not answer', async () => {
    const room = await openRoom(desk, it_, { kind: 'public' });
    desk.directory.failOn('readConversation');
    await ingestMessage(desk, posted(inRoom(room, 'UBO'), 'secret', { channelType: 'group' }));
    expect((await comments(room))[0]).toMatchObject({ commentType: 'internal', isPending: true });
    expect(await mirrors(room)).toEqual([]);
  });

  it('does not turn old internal comments public when a private channel opens', async () => {
    const room = await openRoom(desk, it_, { kind: 'private' });
    await ingestMessage(desk, posted(inRoom(room, 'UBO', 1), 'internal words'));
    desk.directory.addConversation(room.channel, { kind: 'public' });
    await ingestMessage(desk, posted(inRoom(room, 'UBO', 2), 'public words', { channelType: 'channel' }));
    await ingestMessage(
      desk,
      edited(inRoom(room, 'UBO', 1), {
        text: 'still internal',
        previousText: 'internal words',
        editTs: room.ts(9),
      }),
    );
    const rows = await comments(room);
    expect(rows.map(({ content, commentType }) => [content, commentType])).toEqual([
      ['still internal', 'internal'],
      ['public words', 'public'],
    ]);
    expect((await changelog(room, 'comment_edited'))[0]?.visibility).toBe('internal');
  });
});

describe('mirrors', () => {
  const CASES: [string, 'all' | 'requesters' | 'none', string, number][] = [
    ['requester', 'requesters', 'UBO', 1],
    ['requester', 'all', 'UBO', 1],
    ['requester', 'none', 'UBO', 0],
    ['agent', 'requesters', 'UANA', 0],
    ['agent', 'all', 'UANA', 1],
    ['agent of another project', 'requesters', 'UHEDY', 1],
  ];
  it.each(CASES)('of a public comment by a %s, mode %s (%s): %i', async (_who, mirrorMode, user, count) => {
    await desk.database.prisma.project.update({ where: { id: it_.project.id }, data: { mirrorMode } });
    const room = await openRoom(desk, it_);
    await ingestMessage(desk, posted(inRoom(room, user), 'words'));
    const found = await mirrors(room);
    expect(found).toHaveLength(count);
    for (const post of found) expect(post).toMatchObject({ channelId: it_.triage.id, threadRole: 'triage' });
  });

  it('are made of an agent’s words on their own ticket', async () => {
    const room = await openRoom(desk, it_);
    await desk.database.prisma.ticket.update({
      where: { id: room.ticketId },
      data: { reporterId: it_.userId('ana') },
    });
    await ingestMessage(desk, posted(inRoom(room, 'UANA'), 'my laptop'));
    expect(await mirrors(room)).toHaveLength(1);
    expect((await ticketOf(room)).firstRespondedAt).toBeNull();
  });

  it.each(['private', 'mpim', 'unknown'] as const)(
    'are never made of what is said in a %s channel',
    async (kind) => {
      await desk.database.prisma.project.update({
        where: { id: it_.project.id },
        data: { mirrorMode: 'all' },
      });
      const room = await openRoom(desk, it_, { kind });
      await ingestMessage(desk, posted(inRoom(room, 'UBO', 1), 'secret'));
      await ingestMessage(
        desk,
        edited(inRoom(room, 'UBO', 1), { text: 'secret!', previousText: 'secret', editTs: room.ts(5) }),
      );
      await ingestMessage(
        desk,
        deleted(inRoom(room, 'UBO', 2), { previousText: 'gone', deletedAtTs: room.ts(6) }),
      );
      expect(await desk.database.prisma.post.count({ where: { commentId: { not: null } } })).toBe(0);
    },
  );

  it('are none without a triage channel', async () => {
    await desk.database.prisma.channel.update({
      where: { id: it_.triage.id },
      data: { role: null, projectId: null },
    });
    const room = await openRoom(desk, it_);
    expect(await ingestMessage(desk, posted(inRoom(room, 'UBO'), 'words'))).toMatchObject({
      outcome: 'added',
    });
    expect(await mirrors(room)).toEqual([]);
  });

  it('follow edits and disappear with their comment', async () => {
    const room = await openRoom(desk, it_);
    const place = inRoom(room, 'UBO');
    await ingestMessage(desk, posted(place, 'one'));
    await ingestMessage(desk, edited(place, { text: 'two', previousText: 'one', editTs: room.ts(20) }));
    expect((await mirrors(room))[0]).toMatchObject({ wantedVersion: 2, isWithdrawn: false });
    await ingestMessage(desk, deleted(place, { previousText: 'two', deletedAtTs: room.ts(30) }));
    expect((await mirrors(room))[0]).toMatchObject({ isWithdrawn: true });
  });

  it('mention that the ticket waited for this reply', async () => {
    const room = await openRoom(desk, it_);
    await changeStatus(desk, await it_.actor('ana'), room.ticketNumber, 'wait');
    await ingestMessage(desk, posted(inRoom(room, 'UBO'), 'here it is'));
    expect((await mirrors(room))[0]?.payload).toEqual({ wasWaiting: true });
    expect((await ticketOf(room)).status).toBe('in_progress');
  });
});

describe('edits and deletions', () => {
  it('keep the earlier text, and the changelog says who and when, not what', async () => {
    const room = await openRoom(desk, it_);
    const place = inRoom(room, 'UBO');
    await ingestMessage(desk, posted(place, 'one'));
    const edit = edited(place, { text: 'two', previousText: 'one', editTs: room.ts(20) });
    expect(await ingestMessage(desk, edit)).toMatchObject({ outcome: 'edited' });
    expect(await ingestMessage(desk, edit)).toMatchObject({ outcome: 'unchanged' });
    const [comment] = await comments(room);
    expect(comment).toMatchObject({ content: 'two', lastEditTs: room.ts(20) });
    expect(comment?.editedAt).toEqual(new Date(desk.clock.now().getTime() + 20_000));
    expect(comment?.history).toMatchObject([{ previousContent: 'one', editTs: room.ts(20) }]);
    expect(await changelog(room, 'comment_edited')).toMatchObject([
      { actorId: it_.userId('bo'), visibility: 'public', newValue: { commentId: comment?.id } },
    ]);
    expect(JSON.stringify(await changelog(room))).not.toMatch(/one|two/);
  });

  it('keep two edits of one second apart', async () => {
    const room = await openRoom(desk, it_);
    const place = inRoom(room, 'UBO');
    const editTs = room.ts(20);
    await ingestMessage(desk, posted(place, 'one'));
    await ingestMessage(desk, edited(place, { text: 'three', previousText: 'two', editTs }));
    await ingestMessage(desk, edited(place, { text: 'two', previousText: 'one', editTs }));
    const [comment] = await comments(room);
    expect(comment?.history.map(({ previousContent }) => previousContent)).toEqual(['one', 'two']);
    expect(comment?.content).toBe('three');
  });

  it('set deleted_at once and keep the text', async () => {
    const room = await openRoom(desk, it_);
    const place = inRoom(room, 'UBO');
    await ingestMessage(desk, posted(place, 'one'));
    const deletion = deleted(place, { previousText: 'one', deletedAtTs: room.ts(30) });
    expect(await ingestMessage(desk, deletion)).toMatchObject({ outcome: 'deleted' });
    expect(await ingestMessage(desk, deletion)).toMatchObject({ outcome: 'unchanged' });
    const [comment] = await comments(room);
    expect(comment).toMatchObject({ content: 'one' });
    expect(comment?.deletedAt).toEqual(new Date(desk.clock.now().getTime() + 30_000));
    expect(await changelog(room, 'comment_deleted')).toHaveLength(1);
  });

  it('wait for their message where they say too little about it', async () => {
    const room = await openRoom(desk, it_);
    const place = inRoom(room, 'UBO');
    const nameless = deleted(place, { previousText: null, deletedAtTs: room.ts(30) }, { user: null });
    const outside = { ...nameless, threadTs: null };
    expect(await ingestMessage(desk, outside)).toMatchObject({ outcome: 'kept_early' });
    expect(await ingestMessage(desk, filesChanged(place, []))).toMatchObject({ outcome: 'kept_early' });
    expect(await comments(room)).toEqual([]);
    await ingestMessage(desk, posted(place, 'one', { files: [file('F1')] }));
    const [comment] = await comments(room);
    expect(comment?.deletedAt).not.toBeNull();
    expect(comment?.attachments[0]?.removedAt).not.toBeNull();
    expect(await desk.database.prisma.earlyEvent.count()).toBe(0);
  });

  it('take a removed file away and add a new one, without an edit', async () => {
    const room = await openRoom(desk, it_);
    const place = inRoom(room, 'UBO');
    await ingestMessage(desk, posted(place, 'look', { files: [file('F1')] }));
    await ingestMessage(desk, filesChanged(place, [file('F2')]));
    const [comment] = await comments(room);
    expect(
      comment?.attachments.map(({ slackFileId, removedAt }) => [slackFileId, removedAt !== null]),
    ).toEqual([
      ['F1', true],
      ['F2', false],
    ]);
    expect(comment?.editedAt).toBeNull();
    expect(comment?.history).toEqual([]);
  });
});

describe('effects on the ticket', () => {
  it('an agent’s first public reply is the first response, at Slack’s own time, and opens the ticket', async () => {
    const room = await openRoom(desk, it_);
    await ingestMessage(desk, posted(inRoom(room, 'UANA', 42), 'On it'));
    const ticket = await ticketOf(room);
    expect(ticket.firstRespondedAt).toEqual(new Date(desk.clock.now().getTime() + 42_000));
    expect(ticket.status).toBe('open');
  });

  it.each([
    ['an internal reply by an agent', 'private', 'UANA'],
    ['a reply by the reporter', 'public', 'UBO'],
    ['a reply by an agent of another project', 'public', 'UHEDY'],
  ] as const)('%s is no response', async (_what, kind, user) => {
    const room = await openRoom(desk, it_, { kind });
    await ingestMessage(desk, posted(inRoom(room, user), 'words'));
    expect(await ticketOf(room)).toMatchObject({ firstRespondedAt: null, status: 'new' });
  });

  it('a requester’s reply reopens what was resolved before it, and nothing resolved after it', async () => {
    const room = await openRoom(desk, it_);
    await changeStatus(desk, await it_.actor('ana'), room.ticketNumber, 'resolve');
    await ingestMessage(desk, posted(inRoom(room, 'UBO', -5), 'written before'));
    expect((await ticketOf(room)).status).toBe('resolved');
    await ingestMessage(desk, posted(inRoom(room, 'UBO', 5), 'Thank you!'));
    expect((await ticketOf(room)).status).toBe('resolved');
    await ingestMessage(desk, posted(inRoom(room, 'UBO', 6), 'It fails again'));
    expect((await ticketOf(room)).status).toBe('open');
  });

  it('a requester’s reply to a closed ticket offers a new one', async () => {
    const room = await openRoom(desk, it_);
    await changeStatus(desk, await it_.actor('ana'), room.ticketNumber, 'close');
    await ingestMessage(desk, posted(inRoom(room, 'UBO', 5), 'It fails again'));
    expect((await ticketOf(room)).status).toBe('closed');
    expect(await desk.database.prisma.post.count({ where: { kind: 'offer_new_ticket' } })).toBe(1);
  });

  it('a move of the ticket between the look and the write is seen', async () => {
    const room = await openRoom(desk, it_);
    const { pool } = desk.database;
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM tickets WHERE id = $1 FOR UPDATE', [room.ticketId]);
    const ingesting = ingestMessage(desk, posted(inRoom(room, 'UBO', 5), 'here it is'));
    await client.query(
      `UPDATE tickets SET status = 'waiting', status_category = 'in_progress', status_changed_at = $2 WHERE id = $1`,
      [room.ticketId, desk.clock.now()],
    );
    await client.query('COMMIT');
    client.release();
    expect(await ingesting).toMatchObject({ outcome: 'added' });
    expect((await ticketOf(room)).status).toBe('in_progress');
    expect(await comments(room)).toHaveLength(1);
  });
});

describe('the hint that only agents see this', () => {
  it('comes once, to an agent whose first note precedes any answer', async () => {
    const room = await openRoom(desk, it_, { kind: 'private', role: 'triage' });
    const first = await ingestMessage(desk, posted(inRoom(room, 'UANA', 1), 'who knows this?'));
    expect(first).toMatchObject({ hint: 'only_agents_see_this', author: 'UANA' });
    const second = await ingestMessage(desk, posted(inRoom(room, 'UANA', 2), 'anyone?'));
    expect(second).not.toHaveProperty('hint');
  });

  it('does not come to requesters, on public replies, or once the ticket is answered', async () => {
    const room = await openRoom(desk, it_, { kind: 'private' });
    expect(await ingestMessage(desk, posted(inRoom(room, 'UCLEO', 1), 'hm'))).not.toHaveProperty('hint');
    const open = await openRoom(desk, it_);
    expect(await ingestMessage(desk, posted(inRoom(open, 'UANA', 1), 'hi'))).not.toHaveProperty('hint');
    await desk.database.prisma.ticket.update({
      where: { id: room.ticketId },
      data: { firstRespondedAt: desk.clock.now() },
    });
    expect(await ingestMessage(desk, posted(inRoom(room, 'UANA', 3), 'note'))).not.toHaveProperty('hint');
  });
});

describe('the root of a thread', () => {
  const openFromMessage = async (isRootDescription: boolean) => {
    const threadTs = '1772444000.000100';
    const number = await it_.open({
      talk: { kind: 'thread', channelId: it_.help.id, threadTs, isRootDescription },
    });
    const { id } = await desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
    const ts = (seconds: number) => `${Math.floor(desk.clock.now().getTime() / 1000) + seconds}.000000`;
    const room: Room = {
      ticketNumber: number,
      ticketId: id,
      channel: 'CHELP',
      channelId: it_.help.id,
      threadTs,
      ts,
    };
    return { room, root: { channel: 'CHELP', ts: threadTs, threadTs, user: 'UBO' } };
  };

  it('is the description: an edit changes it, and the newest wins in whatever order', async () => {
    const { room, root } = await openFromMessage(true);
    const newest = edited(root, { text: 'third', previousText: 'second', editTs: room.ts(20) });
    await ingestMessage(desk, newest);
    await ingestMessage(desk, edited(root, { text: 'second', previousText: 'x', editTs: room.ts(10) }));
    await ingestMessage(desk, newest);
    expect((await ticketOf(room)).description).toBe('third');
    const entries = await changelog(room, 'description');
    expect(entries).toHaveLength(2);
    expect(JSON.stringify(entries)).not.toMatch(/second|third/);
    expect(await comments(room)).toEqual([]);
  });

  it('leaves the description alone for an edit from before the ticket', async () => {
    const { room, root } = await openFromMessage(true);
    await ingestMessage(desk, edited(root, { text: 'older', previousText: null, editTs: room.ts(-100) }));
    expect((await ticketOf(room)).description).toBe('Since this morning.');
  });

  it('is noted once when it is deleted, and changes nothing', async () => {
    const { room, root } = await openFromMessage(true);
    const tombstone = deleted(root, { previousText: 'x', deletedAtTs: room.ts(5) }, { isTombstone: true });
    await ingestMessage(desk, tombstone);
    await ingestMessage(desk, tombstone);
    expect(await changelog(room, 'root_deleted')).toHaveLength(1);
    expect(await ticketOf(room)).toMatchObject({ status: 'new', description: 'Since this morning.' });
  });

  it('brings its files to the ticket, once, and loses them with it', async () => {
    const { room, root } = await openFromMessage(true);
    const withFile = posted(root, 'Since this morning.', { files: [file('F1')] });
    await ingestMessage(desk, withFile);
    await ingestMessage(desk, withFile);
    const files = () => desk.database.prisma.attachment.findMany({ where: { ticketId: room.ticketId } });
    expect(await files()).toMatchObject([{ slackFileId: 'F1', commentId: null, removedAt: null }]);
    await ingestMessage(desk, filesChanged(root, []));
    expect((await files())[0]?.removedAt).not.toBeNull();
    expect(await comments(room)).toEqual([]);
  });

  it('is nothing where the bot or another bot wrote it', async () => {
    const { room, root } = await openFromMessage(false);
    await ingestMessage(desk, edited(root, { text: 'x', previousText: 'y', editTs: room.ts(5) }));
    expect((await ticketOf(room)).description).toBe('Since this morning.');
    expect(await changelog(room, 'description')).toEqual([]);
  });
});

describe('a linked thread', () => {
  it('lets nothing from before the linking in, not even by a late edit or deletion', async () => {
    const room = await openRoom(desk, it_, { kind: 'private', role: 'linked' });
    const earlier = inRoom(room, 'UBO', -120);
    await ingestMessage(desk, posted(earlier, 'before'));
    await ingestMessage(desk, edited(earlier, { text: 'b', previousText: 'before', editTs: room.ts(5) }));
    await ingestMessage(desk, deleted(earlier, { previousText: 'b', deletedAtTs: room.ts(6) }));
    expect(await comments(room)).toEqual([]);
    await ingestMessage(desk, posted(inRoom(room, 'UBO', 5), 'after'));
    expect(await comments(room)).toHaveLength(1);
  });
});
