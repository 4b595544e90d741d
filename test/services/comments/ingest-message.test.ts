/** What a thread does: PRODUCT's list, message by message. */
import { describe, expect, it } from 'vitest';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { BOT_USER_ID } from '../../support/desk.js';
import { atEndOfTest } from '../../support/ends.js';
import { deleted, edited, file, filesChanged, posted } from '../../support/messages.js';
import { useReplies } from '../../support/replies.js';
import { openRoom } from '../../support/threads.js';

/** A sequence goes on counting in what is rolled back. */
const LOSES_ONCE = `
  CREATE SEQUENCE comments_lost;
  CREATE FUNCTION lose_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('comments_lost') = 1 THEN RAISE 'lost' USING ERRCODE = 'deadlock_detected'; END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lose_once BEFORE INSERT ON comments FOR EACH ROW EXECUTE FUNCTION lose_once()`;
const LOSES_NO_MORE =
  'DROP TRIGGER lose_once ON comments; DROP FUNCTION lose_once; DROP SEQUENCE comments_lost';

const replies = useReplies();
const { changelog, comments, inRoom, mirrors } = replies;

describe('a plain reply', () => {
  it('becomes a comment at its own time, with a changelog entry that holds no text', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    await ingestMessage(replies.desk, posted(inRoom(room, 'UBO'), 'Any news?'));
    const [comment] = await comments(room);
    expect(comment).toMatchObject({
      content: 'Any news?',
      commentType: 'public',
      channelId: room.channelId,
      messageTs: room.ts(10),
      projectId: replies.it_.project.id,
      editedAt: null,
      deletedAt: null,
      isOriginalSeen: true,
    });
    expect(comment?.createdAt).toEqual(new Date(replies.desk.clock.now().getTime() + 10_000));
    const [entry] = await changelog(room, 'comment_added');
    expect(entry).toMatchObject({
      actorId: replies.it_.userId('bo'),
      visibility: 'public',
      newValue: { commentId: comment?.id },
      occurredAt: comment?.createdAt,
    });
    expect(JSON.stringify(await changelog(room))).not.toContain('Any news?');
  });

  it('is one comment however often, and however many at once, it is delivered', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    const message = posted(inRoom(room, 'UBO'), 'Any news?', { files: [file('F1')] });
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => ingestMessage(replies.desk, message)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['added', ...Array(4).fill('unchanged')]);
    expect(await ingestMessage(replies.desk, message)).toMatchObject({ outcome: 'unchanged' });
    const rows = await comments(room);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.attachments).toHaveLength(1);
    expect(await changelog(room, 'comment_added')).toHaveLength(1);
    expect(await mirrors(room)).toHaveLength(1);
  });

  it('makes one comment and one effect when five deliveries of an effective reply race', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    const message = posted(inRoom(room, 'UANA'), 'Looking');
    await Promise.all(Array.from({ length: 5 }, () => ingestMessage(replies.desk, message)));
    expect(await comments(room)).toHaveLength(1);
    expect(await changelog(room, 'first_response')).toHaveLength(1);
    expect(await changelog(room, 'status')).toHaveLength(1);
  });

  it('is kept where PostgreSQL had it lose to whoever changes the ticket at the same time', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    const { pool } = replies.desk.database;
    await pool.query(LOSES_ONCE);
    atEndOfTest(async () => void (await pool.query(LOSES_NO_MORE)));
    expect(await ingestMessage(replies.desk, posted(inRoom(room, 'UBO'), 'Any news?'))).toMatchObject({
      outcome: 'added',
    });
    expect(await comments(room)).toHaveLength(1);
    expect(await changelog(room, 'comment_added')).toHaveLength(1);
  });

  it('keeps a file without words, and refuses nothing for a character that PostgreSQL cannot store', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    await ingestMessage(
      replies.desk,
      posted(inRoom(room, 'UBO', 1), '', { files: [file('F1'), file('F2')] }),
    );
    await ingestMessage(replies.desk, posted(inRoom(room, 'UBO', 2), 'a\u0000b'));
    const rows = await comments(room);
    expect(rows.map(({ content }) => content)).toEqual(['', 'ab']);
    expect(rows[0]?.attachments.map(({ slackFileId }) => slackFileId)).toEqual(['F1', 'F2']);
  });

  it('ignores a message with neither words nor files', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    expect(await ingestMessage(replies.desk, posted(inRoom(room, 'UBO'), ' '))).toMatchObject({
      outcome: 'ignored',
    });
    expect(await comments(room)).toEqual([]);
  });

  it('ignores what is in no ticket’s thread, and stores nothing of it', async () => {
    const place = { channel: 'CHELP', ts: '1772445600.000100', threadTs: '1772445600.000000', user: 'UBO' };
    expect(await ingestMessage(replies.desk, posted(place, 'hello'))).toEqual({ outcome: 'ignored' });
    expect(await ingestMessage(replies.desk, { kind: 'ignored', why: 'a join' })).toEqual({
      outcome: 'ignored',
    });
    expect(await replies.desk.database.prisma.earlyEvent.count()).toBe(0);
  });

  it('ignores commands and bots', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    replies.desk.directory.addPerson('UROBOT', { isBot: true });
    const command = posted(inRoom(room, 'UANA', 1), `<@${BOT_USER_ID}> take`);
    expect(await ingestMessage(replies.desk, command)).toMatchObject({ outcome: 'ignored' });
    const words = { text: 'no, wait', previousText: `<@${BOT_USER_ID}> take`, editTs: room.ts(3) };
    expect(await ingestMessage(replies.desk, edited(inRoom(room, 'UANA', 1), words))).toMatchObject({
      outcome: 'ignored',
    });
    await replies.desk.database.prisma.user.create({ data: { slackUserId: 'UROBOT', isBot: true } });
    expect(await ingestMessage(replies.desk, posted(inRoom(room, 'UROBOT', 2), 'beep'))).toMatchObject({
      outcome: 'ignored',
    });
    expect(await comments(room)).toEqual([]);
  });

  it('keeps a sentence that merely mentions the bot', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    await ingestMessage(replies.desk, posted(inRoom(room, 'UBO'), `is <@${BOT_USER_ID}> broken?`));
    expect(await comments(room)).toHaveLength(1);
  });

  it('keeps what somebody never seen says, also while Slack does not say who it is', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    replies.desk.directory.addPerson('UNEW', { displayName: 'newt' });
    await ingestMessage(replies.desk, posted(inRoom(room, 'UNEW', 1), 'me too'));
    replies.desk.directory.failOn('readProfile');
    await ingestMessage(replies.desk, posted(inRoom(room, 'UGHOST', 2), 'me three'));
    const rows = await comments(room);
    expect(rows.map(({ author }) => [author.displayName, author.profileReadAt !== null])).toEqual([
      ['newt', true],
      ['UGHOST', false],
    ]);
  });

  it('is found by the id its channel had before it was shared', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    await replies.desk.database.prisma.channelAlias.create({
      data: { slackChannelId: 'COLD', channelId: room.channelId },
    });
    await ingestMessage(replies.desk, posted({ ...inRoom(room, 'UBO'), channel: 'COLD' }, 'hello'));
    await ingestMessage(replies.desk, posted(inRoom(room, 'UBO'), 'hello'));
    expect(await comments(room)).toHaveLength(1);
  });
});

describe('edits and deletions', () => {
  it('keep the earlier text, and the changelog says who and when, not what', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    const place = inRoom(room, 'UBO');
    await ingestMessage(replies.desk, posted(place, 'one'));
    const edit = edited(place, { text: 'two', previousText: 'one', editTs: room.ts(20) });
    expect(await ingestMessage(replies.desk, edit)).toMatchObject({ outcome: 'edited' });
    expect(await ingestMessage(replies.desk, edit)).toMatchObject({ outcome: 'unchanged' });
    const [comment] = await comments(room);
    expect(comment).toMatchObject({ content: 'two', lastEditTs: room.ts(20) });
    expect(comment?.editedAt).toEqual(new Date(replies.desk.clock.now().getTime() + 20_000));
    expect(comment?.history).toMatchObject([{ previousContent: 'one', editTs: room.ts(20) }]);
    expect(await changelog(room, 'comment_edited')).toMatchObject([
      { actorId: replies.it_.userId('bo'), visibility: 'public', newValue: { commentId: comment?.id } },
    ]);
    expect(JSON.stringify(await changelog(room))).not.toMatch(/one|two/);
  });

  it('keep two edits of one second apart', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    const place = inRoom(room, 'UBO');
    const editTs = room.ts(20);
    await ingestMessage(replies.desk, posted(place, 'one'));
    await ingestMessage(replies.desk, edited(place, { text: 'three', previousText: 'two', editTs }));
    await ingestMessage(replies.desk, edited(place, { text: 'two', previousText: 'one', editTs }));
    const [comment] = await comments(room);
    expect(comment?.history.map(({ previousContent }) => previousContent)).toEqual(['one', 'two']);
    expect(comment?.content).toBe('three');
  });

  it('set deleted_at once and keep the text', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    const place = inRoom(room, 'UBO');
    await ingestMessage(replies.desk, posted(place, 'one'));
    const deletion = deleted(place, { previousText: 'one', deletedAtTs: room.ts(30) });
    expect(await ingestMessage(replies.desk, deletion)).toMatchObject({ outcome: 'deleted' });
    expect(await ingestMessage(replies.desk, deletion)).toMatchObject({ outcome: 'unchanged' });
    const [comment] = await comments(room);
    expect(comment).toMatchObject({ content: 'one' });
    expect(comment?.deletedAt).toEqual(new Date(replies.desk.clock.now().getTime() + 30_000));
    expect(await changelog(room, 'comment_deleted')).toHaveLength(1);
  });

  it('wait for their message where they say too little about it', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    const place = inRoom(room, 'UBO');
    const nameless = deleted(place, { previousText: null, deletedAtTs: room.ts(30) }, { user: null });
    const outside = { ...nameless, threadTs: null };
    expect(await ingestMessage(replies.desk, outside)).toMatchObject({ outcome: 'kept_early' });
    expect(await ingestMessage(replies.desk, filesChanged(place, []))).toMatchObject({
      outcome: 'kept_early',
    });
    expect(await comments(room)).toEqual([]);
    await ingestMessage(replies.desk, posted(place, 'one', { files: [file('F1')] }));
    const [comment] = await comments(room);
    expect(comment?.deletedAt).not.toBeNull();
    expect(comment?.attachments[0]?.removedAt).not.toBeNull();
    expect(await replies.desk.database.prisma.earlyEvent.count()).toBe(0);
  });

  it('take a removed file away and add a new one, without an edit', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    const place = inRoom(room, 'UBO');
    await ingestMessage(replies.desk, posted(place, 'look', { files: [file('F1')] }));
    await ingestMessage(replies.desk, filesChanged(place, [file('F2')]));
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

describe('a linked thread', () => {
  it('lets nothing from before the linking in, not even by a late edit or deletion', async () => {
    const room = await openRoom(replies.desk, replies.it_, { kind: 'private', role: 'linked' });
    const earlier = inRoom(room, 'UBO', -120);
    await ingestMessage(replies.desk, posted(earlier, 'before'));
    await ingestMessage(
      replies.desk,
      edited(earlier, { text: 'b', previousText: 'before', editTs: room.ts(5) }),
    );
    await ingestMessage(replies.desk, deleted(earlier, { previousText: 'b', deletedAtTs: room.ts(6) }));
    expect(await comments(room)).toEqual([]);
    await ingestMessage(replies.desk, posted(inRoom(room, 'UBO', 5), 'after'));
    expect(await comments(room)).toHaveLength(1);
  });
});
