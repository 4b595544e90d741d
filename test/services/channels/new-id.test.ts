/** A channel that Slack gives a new id is the channel that it was, in everything that names it. */
import { describe, expect, it, vi } from 'vitest';
import type { Sender } from '../../../src/jobs/send-posts.js';
import { createSender } from '../../../src/jobs/send-posts.js';
import { moveChannelId } from '../../../src/services/channels/move-channel-id.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { createTestCarrier } from '../../support/carrier.js';
import { posted } from '../../support/messages.js';
import { openRoom } from '../../support/threads.js';
import { useConversions } from './use-conversions.js';

const world = useConversions();
const { prisma, say } = world;

describe('a channel under a new id', () => {
  it('keeps what is said and kept early under the old one, whichever comes first', async () => {
    const room = await openRoom(world.desk, world.it_);
    world.desk.directory.addConversation('CNEW', { kind: 'public', isExternal: true });
    await moveChannelId(world.desk, room.channel, 'CNEW');
    expect(await say(room, 1)).toBe('public');
    expect(await say(room, 2, 'CNEW')).toBe('public');
    const early = { channel: room.channel, threadTs: room.ts(3), ts: room.ts(4), user: 'UBO' };
    await ingestMessage(world.desk, posted(early, 'before its root', { parentUser: world.desk.botUserId }));
    const kept = await prisma().earlyEvent.findMany({ select: { slackChannelId: true } });
    expect(kept).toEqual([{ slackChannelId: 'CNEW' }]);
  });

  it('joins what both ids led to: one message is one comment, nothing said is lost, and a role is kept', async () => {
    const room = await openRoom(world.desk, world.it_);
    const later = await openRoom(world.desk, world.it_, { kind: 'private', channelRole: 'request' });
    await prisma().ticketThread.updateMany({
      where: { channelId: later.channelId },
      data: { threadTs: room.threadTs },
    });
    await say(room, 1);
    await say({ ...later, threadTs: room.threadTs }, 1, later.channel);
    await moveChannelId(world.desk, room.channel, later.channel);
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
    world.desk.directory.addConversation('CNEW', { kind: 'public' });
    const seen = { slackChannelId: 'CNEW', kind: 'public', isBotMember: true } as const;
    const newcomer = await prisma().channel.create({ data: seen });
    await world.it_.open({ talk: { kind: 'channel', channelId: newcomer.id } });
    const carrier = createTestCarrier();
    const senders = [world.desk, { ...world.desk }].map((each) =>
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
    await moveChannelId(world.desk, 'CHELP', 'CNEW');
    await wake(senders[1]);
    await idle(senders[1]);
    release();
    for (let pass = 0; pass < 3; pass += 1) {
      await idle(...senders);
      world.desk.clock.advance(60_000);
      for (const sender of senders) await wake(sender);
    }
    await idle(...senders);
    for (const sender of senders) await sender.stop();
    const cards = carrier.messages.filter(({ content }) => content.kind === 'origin_card');
    expect(cards).toHaveLength(1);
    const thread = await prisma().ticketThread.findFirstOrThrow({ where: { role: 'origin' } });
    expect(thread).toMatchObject({ channelId: world.it_.help.id, threadTs: cards[0]?.ts });
  });
});
