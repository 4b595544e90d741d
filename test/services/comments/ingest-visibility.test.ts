/** Who can read what is said in a thread: decided once, from where it was written. */
import { describe, expect, it } from 'vitest';
import type { ChannelKind, ChannelRole, ThreadRole } from '../../../src/database/generated/enums.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { deleted, edited, posted } from '../../support/messages.js';
import { useReplies } from '../../support/replies.js';
import { openRoom } from '../../support/threads.js';

const replies = useReplies();
const { changelog, comments, inRoom, mirrors, ticketOf } = replies;

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
    const room = await openRoom(replies.desk, replies.it_, { role, kind, channelRole });
    const result = await ingestMessage(replies.desk, posted(inRoom(room, 'UBO'), 'It still fails'));
    expect(result).toMatchObject({ outcome: 'added', ticketNumber: room.ticketNumber });
    const [comment] = await comments(room);
    expect(comment).toMatchObject({ commentType, isPending, content: 'It still fails' });
  });
});

describe('the kind of the channel is asked again where the event contradicts what is stored', () => {
  it('keeps a reply internal once Slack says that the channel is private now', async () => {
    const room = await openRoom(replies.desk, replies.it_, { kind: 'public' });
    replies.desk.directory.addConversation(room.channel, { kind: 'private' });
    await ingestMessage(replies.desk, posted(inRoom(room, 'UBO'), 'secret', { channelType: 'group' }));
    expect((await comments(room))[0]).toMatchObject({ commentType: 'internal', isPending: false });
  });

  it('keeps it internal and pending while Slack does not answer', async () => {
    const room = await openRoom(replies.desk, replies.it_, { kind: 'public' });
    replies.desk.directory.failOn('readConversation');
    await ingestMessage(replies.desk, posted(inRoom(room, 'UBO'), 'secret', { channelType: 'group' }));
    expect((await comments(room))[0]).toMatchObject({ commentType: 'internal', isPending: true });
    expect(await mirrors(room)).toEqual([]);
  });

  it('does not turn old internal comments public when a private channel opens', async () => {
    const room = await openRoom(replies.desk, replies.it_, { kind: 'private' });
    await ingestMessage(replies.desk, posted(inRoom(room, 'UBO', 1), 'internal words'));
    replies.desk.directory.addConversation(room.channel, { kind: 'public' });
    await ingestMessage(
      replies.desk,
      posted(inRoom(room, 'UBO', 2), 'public words', { channelType: 'channel' }),
    );
    await ingestMessage(
      replies.desk,
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
    await replies.desk.database.prisma.project.update({
      where: { id: replies.it_.project.id },
      data: { mirrorMode },
    });
    const room = await openRoom(replies.desk, replies.it_);
    await ingestMessage(replies.desk, posted(inRoom(room, user), 'words'));
    const found = await mirrors(room);
    expect(found).toHaveLength(count);
    for (const post of found)
      expect(post).toMatchObject({ channelId: replies.it_.triage.id, threadRole: 'triage' });
  });

  it('are made of an agent’s words on their own ticket', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    await replies.desk.database.prisma.ticket.update({
      where: { id: room.ticketId },
      data: { reporterId: replies.it_.userId('ana') },
    });
    await ingestMessage(replies.desk, posted(inRoom(room, 'UANA'), 'my laptop'));
    expect(await mirrors(room)).toHaveLength(1);
    expect((await ticketOf(room)).firstRespondedAt).toBeNull();
  });

  it.each(['private', 'mpim', 'unknown'] as const)(
    'are never made of what is said in a %s channel',
    async (kind) => {
      await replies.desk.database.prisma.project.update({
        where: { id: replies.it_.project.id },
        data: { mirrorMode: 'all' },
      });
      const room = await openRoom(replies.desk, replies.it_, { kind });
      await ingestMessage(replies.desk, posted(inRoom(room, 'UBO', 1), 'secret'));
      await ingestMessage(
        replies.desk,
        edited(inRoom(room, 'UBO', 1), { text: 'secret!', previousText: 'secret', editTs: room.ts(5) }),
      );
      await ingestMessage(
        replies.desk,
        deleted(inRoom(room, 'UBO', 2), { previousText: 'gone', deletedAtTs: room.ts(6) }),
      );
      expect(await replies.desk.database.prisma.post.count({ where: { commentId: { not: null } } })).toBe(0);
    },
  );

  it('are none without a triage channel', async () => {
    await replies.desk.database.prisma.channel.update({
      where: { id: replies.it_.triage.id },
      data: { role: null, projectId: null },
    });
    const room = await openRoom(replies.desk, replies.it_);
    expect(await ingestMessage(replies.desk, posted(inRoom(room, 'UBO'), 'words'))).toMatchObject({
      outcome: 'added',
    });
    expect(await mirrors(room)).toEqual([]);
  });

  it('follow edits and disappear with their comment', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    const place = inRoom(room, 'UBO');
    await ingestMessage(replies.desk, posted(place, 'one'));
    await ingestMessage(
      replies.desk,
      edited(place, { text: 'two', previousText: 'one', editTs: room.ts(20) }),
    );
    expect((await mirrors(room))[0]).toMatchObject({ wantedVersion: 2, isWithdrawn: false });
    await ingestMessage(replies.desk, deleted(place, { previousText: 'two', deletedAtTs: room.ts(30) }));
    expect((await mirrors(room))[0]).toMatchObject({ isWithdrawn: true });
  });

  it('mention that the ticket waited for this reply', async () => {
    const room = await openRoom(replies.desk, replies.it_);
    await changeStatus(replies.desk, await replies.it_.actor('ana'), room.ticketNumber, 'wait');
    await ingestMessage(replies.desk, posted(inRoom(room, 'UBO'), 'here it is'));
    const waited = { wasWaiting: true, byUserId: replies.it_.userId('bo') };
    expect((await mirrors(room))[0]?.payload).toEqual(waited);
    expect((await ticketOf(room)).status).toBe('in_progress');
  });
});

describe('the hint that only agents see this', () => {
  it('comes once, to an agent whose first note precedes any answer', async () => {
    const room = await openRoom(replies.desk, replies.it_, { kind: 'private', role: 'triage' });
    const first = await ingestMessage(replies.desk, posted(inRoom(room, 'UANA', 1), 'who knows this?'));
    expect(first).toMatchObject({ hint: 'only_agents_see_this', author: 'UANA' });
    const second = await ingestMessage(replies.desk, posted(inRoom(room, 'UANA', 2), 'anyone?'));
    expect(second).not.toHaveProperty('hint');
  });

  it('does not come to requesters, on public replies, or once the ticket is answered', async () => {
    const room = await openRoom(replies.desk, replies.it_, { kind: 'private' });
    expect(await ingestMessage(replies.desk, posted(inRoom(room, 'UCLEO', 1), 'hm'))).not.toHaveProperty(
      'hint',
    );
    const open = await openRoom(replies.desk, replies.it_);
    expect(await ingestMessage(replies.desk, posted(inRoom(open, 'UANA', 1), 'hi'))).not.toHaveProperty(
      'hint',
    );
    await replies.desk.database.prisma.ticket.update({
      where: { id: room.ticketId },
      data: { firstRespondedAt: replies.desk.clock.now() },
    });
    expect(await ingestMessage(replies.desk, posted(inRoom(room, 'UANA', 3), 'note'))).not.toHaveProperty(
      'hint',
    );
  });
});
