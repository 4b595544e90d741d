/** A conversation that the bot is back in is read again at once: nobody told it what was written there meanwhile. */
import { describe, expect, it } from 'vitest';
import { refreshChannel } from '../../../src/services/channels/refresh-channel.js';
import { syncChannels } from '../../../src/services/channels/sync-channels.js';
import { openRoom, type Room } from '../../support/threads.js';
import { useConversions } from './use-conversions.js';

const world = useConversions();
const { prisma, becomes } = world;

const HOUR_MS = 3_600_000;

/** What a run for a channel's return is to read: threads, by their channel. */
async function dueChannels(): Promise<number[]> {
  const threads = await prisma().ticketThread.findMany({
    where: { reconcileRun: { cause: 'channel_back' } },
    select: { channelId: true, uncheckedSinceAt: true, reconcileAfterTs: true },
  });
  expect(
    threads.every((thread) => thread.uncheckedSinceAt !== null && thread.reconcileAfterTs === null),
  ).toBe(true);
  return threads.map(({ channelId }) => channelId);
}

const runs = () => prisma().reconcileRun.count({ where: { cause: 'channel_back' } });

const back = (room: Room, facts = {}) => becomes(room.channel, { kind: 'public', ...facts });

describe('a channel of threads', () => {
  it.each([
    ['that it was taken out of', { isBotMember: false }],
    ['that was archived', { isArchived: true }],
  ])('%s: the threads there are due from their start, and no others', async (_what, away) => {
    const room = await openRoom(world.desk, world.it_);
    await openRoom(world.desk, world.it_);
    await back(room, away);
    expect(await runs()).toBe(0);
    await back(room);
    expect(await dueChannels()).toEqual([room.channelId]);
    await back(room);
    expect(await runs()).toBe(1);
  });

  it('is read when the bot comes in, though nobody told that it was out, and also told of that twice', async () => {
    const room = await openRoom(world.desk, world.it_);
    for (let time = 1; time <= 2; time += 1) {
      await refreshChannel(world.desk, room.channel, { isJoined: true });
      expect(await dueChannels()).toEqual([room.channelId]);
    }
  });

  it('is found within the hour where nobody told that the bot is back', async () => {
    const room = await openRoom(world.desk, world.it_);
    await back(room, { isBotMember: false });
    world.desk.directory.addConversation(room.channel, { kind: 'public' });
    expect([await syncChannels(world.desk), await runs()]).toEqual([0, 0]);
    world.desk.clock.advance(HOUR_MS + 1);
    expect(await syncChannels(world.desk)).toBeGreaterThan(0);
    expect(await dueChannels()).toEqual([room.channelId]);
  });
});

it('there is nothing to read where the bot has never been, and nobody asks about what it is out of and does not need', async () => {
  await becomes('CNEW', { kind: 'public' });
  expect(await runs()).toBe(0);
  await becomes('CNEW', { kind: 'public', isBotMember: false });
  world.desk.clock.advance(HOUR_MS + 1);
  await syncChannels(world.desk);
  const { readAt } = await prisma().channel.findUniqueOrThrow({ where: { slackChannelId: 'CNEW' } });
  expect(readAt).toEqual(new Date(world.desk.clock.now().getTime() - HOUR_MS - 1));
});

it('a request channel is looked at for messages that should have become tickets', async () => {
  const room = await openRoom(world.desk, world.it_, { channelRole: 'request' });
  await back(room, { isBotMember: false });
  await back(room);
  const { reconcileRunId } = await prisma().channel.findUniqueOrThrow({ where: { id: room.channelId } });
  expect(reconcileRunId).not.toBeNull();
});
