/** A channel that Slack gives a new id is the channel that it was, in everything that names it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSender, type Sender } from '../../../src/jobs/send-posts.js';
import { moveChannelId } from '../../../src/services/channels/move-channel-id.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { createTestCarrier } from '../../support/carrier.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { posted } from '../../support/messages.js';
import { openRoom, type Room } from '../../support/threads.js';

const held = useTestDesk();
let desk: typeof held.desk;
let it_: ItProject;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  desk.directory.addConversation('CTRIAGE', { kind: 'private', members: ['UANA', 'UBEN'] });
});

const prisma = () => desk.database.prisma;

async function say(room: Room, afterSeconds: number, channel = room.channel): Promise<string> {
  const place = { channel, threadTs: room.threadTs, ts: room.ts(afterSeconds), user: 'UBO' };
  await ingestMessage(desk, posted(place, `said after ${afterSeconds} s`));
  const comment = await prisma().comment.findFirstOrThrow({ where: { messageTs: place.ts } });
  return comment.commentType;
}

describe('a channel under a new id', () => {
  it('keeps what is said and kept early under the old one, whichever comes first', async () => {
    const room = await openRoom(desk, it_);
    desk.directory.addConversation('CNEW', { kind: 'public', isExternal: true });
    await moveChannelId(desk, room.channel, 'CNEW');
    expect(await say(room, 1)).toBe('public');
    expect(await say(room, 2, 'CNEW')).toBe('public');
    const early = { channel: room.channel, threadTs: room.ts(3), ts: room.ts(4), user: 'UBO' };
    await ingestMessage(desk, posted(early, 'before its root', { parentUser: desk.botUserId }));
    const kept = await prisma().earlyEvent.findMany({ select: { slackChannelId: true } });
    expect(kept).toEqual([{ slackChannelId: 'CNEW' }]);
  });

  it('joins what both ids led to: one message is one comment, nothing said is lost, and a role is kept', async () => {
    const room = await openRoom(desk, it_);
    const later = await openRoom(desk, it_, { kind: 'private', channelRole: 'request' });
    await prisma().ticketThread.updateMany({
      where: { channelId: later.channelId },
      data: { threadTs: room.threadTs },
    });
    await say(room, 1);
    await say({ ...later, threadTs: room.threadTs }, 1, later.channel);
    await moveChannelId(desk, room.channel, later.channel);
    const comments = await prisma().comment.findMany({ orderBy: { id: 'asc' } });
    expect(comments.map(({ ticketId, messageTs }) => [ticketId, messageTs])).toEqual([
      [room.ticketId, room.ts(1)],
      [later.ticketId, null],
    ]);
    expect(await prisma().channel.findUnique({ where: { id: room.channelId } })).toMatchObject({
      slackChannelId: later.channel,
      role: 'request',
    });
    expect(await say(room, 2, later.channel)).toBe('public');
  });

  it('a message that is on its way under one id while it joins the other is in Slack once, and opens its thread', async () => {
    desk.directory.addConversation('CNEW', { kind: 'public' });
    const seen = { slackChannelId: 'CNEW', kind: 'public', isBotMember: true } as const;
    const newcomer = await prisma().channel.create({ data: seen });
    await it_.open({ talk: { kind: 'channel', channelId: newcomer.id } });
    const carrier = createTestCarrier();
    const senders = [desk, { ...desk }].map((each) =>
      createSender(each, carrier, { postIntervalMs: 0, cardRestMs: 0 }),
    );
    const wake = (sender: Sender | undefined) => sender?.wake();
    const idle = (...of: (Sender | undefined)[]) =>
      vi.waitFor(() => expect(of.every((each) => each?.isIdle())).toBe(true), {
        interval: 2,
        timeout: 5_000,
      });
    const release = carrier.hold('post');
    await wake(senders[0]);
    await vi.waitFor(() => expect(carrier.calls).toContain('post CNEW'), { interval: 2, timeout: 5_000 });
    await moveChannelId(desk, 'CHELP', 'CNEW');
    await wake(senders[1]);
    await idle(senders[1]);
    release();
    for (let pass = 0; pass < 3; pass += 1) {
      await idle(...senders);
      desk.clock.advance(60_000);
      for (const sender of senders) await wake(sender);
    }
    await idle(...senders);
    for (const sender of senders) await sender.stop();
    const cards = carrier.messages.filter(({ content }) => content.kind === 'origin_card');
    expect(cards).toHaveLength(1);
    const thread = await prisma().ticketThread.findFirstOrThrow({ where: { role: 'origin' } });
    expect(thread).toMatchObject({ channelId: it_.help.id, threadTs: cards[0]?.ts });
  });
});
