/** Conversations are what Slack says they are, and unknown where it does not say. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ensureChannel } from '../../../src/services/channels/ensure-channel.js';
import { moveChannelId } from '../../../src/services/channels/move-channel-id.js';
import { refreshChannel } from '../../../src/services/channels/refresh-channel.js';
import { useTestDesk } from '../../support/desk.js';
import { makeItProject } from '../../support/it-project.js';

const held = useTestDesk();
let desk: typeof held.desk;
beforeEach(() => {
  desk = held.desk;
});

describe('ensureChannel', () => {
  it('asks at first sight and not again', async () => {
    desk.directory.addConversation('C1', { kind: 'private', name: 'leads' });
    const first = await ensureChannel(desk, 'C1');
    expect(first).toMatchObject({ kind: 'private', name: 'leads', isBotMember: true });
    expect(await ensureChannel(desk, 'C1', { channelType: 'group' })).toEqual(first);
    expect(desk.directory.asked).toEqual(['readConversation C1']);
  });

  it('never guesses: unknown while Slack is silent, also from the event’s own word', async () => {
    desk.directory.failOn('readConversation');
    expect(await ensureChannel(desk, 'C1', { channelType: 'channel' })).toMatchObject({ kind: 'unknown' });
    desk.directory.answerAgain();
    desk.directory.addConversation('C1', { kind: 'private' });
    expect(await ensureChannel(desk, 'C1')).toMatchObject({ kind: 'private' });
  });

  it.each([
    ['public', 'group'],
    ['private', 'channel'],
    ['im', 'channel'],
    ['mpim', 'im'],
  ] as const)(
    'a stored %s is asked again where the event says %s, and unknown without an answer',
    async (kind, channelType) => {
      desk.directory.addConversation('C1', { kind });
      await ensureChannel(desk, 'C1');
      desk.directory.failOn('readConversation');
      expect(await ensureChannel(desk, 'C1', { channelType })).toMatchObject({ kind: 'unknown' });
      desk.directory.answerAgain();
      expect(await ensureChannel(desk, 'C1', { channelType })).toMatchObject({ kind });
    },
  );

  it('makes one row for five at once', async () => {
    desk.directory.addConversation('C1');
    const rows = await Promise.all(Array.from({ length: 5 }, () => ensureChannel(desk, 'C1')));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
  });

  it('keeps what is known of a channel that the bot may not see any more, but for its membership', async () => {
    desk.directory.addConversation('C1', { kind: 'private', name: 'leads' });
    await ensureChannel(desk, 'C1');
    desk.directory.addConversation('C1', { kind: 'private', isBotMember: false });
    expect(await refreshChannel(desk, 'C1')).toMatchObject({
      kind: 'private',
      name: 'leads',
      isBotMember: false,
    });
  });
});

describe('a triage channel that others can read now', () => {
  it.each([
    ['public', { kind: 'public' }],
    ['shared', { kind: 'private', isExternal: true }],
    ['archived', { kind: 'private', isArchived: true }],
  ] as const)('(%s) is one no longer, and the admins are asked for another', async (_what, facts) => {
    await makeItProject(desk);
    desk.directory.addConversation('CTRIAGE', facts);
    expect(await refreshChannel(desk, 'CTRIAGE')).toMatchObject({ role: null, projectId: null });
    const { prisma } = desk.database;
    expect(await prisma.auditEntry.count({ where: { action: 'triage_channel_lost' } })).toBe(1);
    expect(await prisma.post.count({ where: { kind: 'setup_notice', project: { key: 'IT' } } })).toBe(1);
  });

  it('stays one while it is private', async () => {
    await makeItProject(desk);
    desk.directory.addConversation('CTRIAGE', { kind: 'private' });
    expect(await refreshChannel(desk, 'CTRIAGE')).toMatchObject({ role: 'triage' });
    desk.directory.failOn('readConversation');
    expect(await refreshChannel(desk, 'CTRIAGE')).toMatchObject({ role: 'triage' });
  });
});

describe('moveChannelId', () => {
  it('keeps the row, and the old id still finds it', async () => {
    desk.directory.addConversation('C1', { kind: 'private' });
    const before = await ensureChannel(desk, 'C1');
    await moveChannelId(desk, 'C1', 'C2');
    await moveChannelId(desk, 'C1', 'C2');
    expect(await ensureChannel(desk, 'C1')).toMatchObject({ id: before.id, slackChannelId: 'C2' });
    expect(await ensureChannel(desk, 'C2')).toMatchObject({ id: before.id });
  });

  it('joins what was stored under the new id already', async () => {
    const it_ = await makeItProject(desk);
    desk.directory.addConversation('CNEW', { kind: 'public' });
    const newcomer = await ensureChannel(desk, 'CNEW');
    await it_.open({
      talk: {
        kind: 'thread',
        channelId: newcomer.id,
        threadTs: '1772440000.000100',
        isRootDescription: false,
      },
    });
    await moveChannelId(desk, 'CHELP', 'CNEW');
    const [thread] = await desk.database.prisma.ticketThread.findMany();
    expect(thread?.channelId).toBe(it_.help.id);
    expect(await ensureChannel(desk, 'CNEW')).toMatchObject({ id: it_.help.id, role: 'request' });
  });

  it('is nothing for a channel that is not known', async () => {
    await moveChannelId(desk, 'C8', 'C9');
    expect(await desk.database.prisma.channel.count()).toBe(0);
  });
});
