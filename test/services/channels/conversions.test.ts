/** What conversations and people turn into takes effect at once, and nothing old becomes visible by it; also where no event told of it. */
import { describe, expect, it } from 'vitest';
import { refreshChannel } from '../../../src/services/channels/refresh-channel.js';
import { syncChannels } from '../../../src/services/channels/sync-channels.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { listTickets } from '../../../src/services/finding/list-tickets.js';
import { followMembership } from '../../../src/services/projects/agent-membership.js';
import { enqueueSetupNotices } from '../../../src/services/projects/setup-notices.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { viewTicket } from '../../../src/services/tickets/view-ticket.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { followProfile } from '../../../src/services/users/follow-profile.js';
import { createTestCarrier } from '../../support/carrier.js';
import { type ItProject, slackIdOf } from '../../support/it-project.js';
import { edited } from '../../support/messages.js';
import { openRoom, type Room } from '../../support/threads.js';
import { useConversions } from './use-conversions.js';

const world = useConversions();
const { prisma, becomes, say, send } = world;

const HOUR_MS = 3_600_000;

const isSeenBy = (person: Parameters<ItProject['actor']>[0], room: Room): Promise<boolean> =>
  world.it_
    .actor(person)
    .then((actor) => viewTicket(world.desk, actor, room.ticketNumber))
    .then(
      () => true,
      () => false,
    );

async function isListedFor(person: Parameters<ItProject['actor']>[0], room: Room): Promise<boolean> {
  const query = { scope: 'all', filters: {}, words: [] } as const;
  const { lines } = await listTickets(world.desk, await world.it_.actor(person), query, 1);
  return lines.some(({ number }) => number === room.ticketNumber);
}

describe('a channel that is converted', () => {
  it.each([
    ['public', null, 'private', 'internal'],
    ['public', 'request', 'private', 'public'],
    ['private', null, 'public', 'public'],
    ['private', 'request', 'public', 'public'],
  ] as const)(
    'from %s (%s) to %s: what is said from then on is %s, and what was said stays what it was',
    async (kind, channelRole, later, expected) => {
      const room = await openRoom(world.desk, world.it_, { kind, channelRole });
      const before = await say(room, 1);
      world.desk.clock.advance(5_000);
      await becomes(room.channel, { kind: later });
      expect(await say(room, 6)).toBe(expected);
      const types = await prisma().comment.findMany({ orderBy: { messageTs: 'asc' } });
      expect(types.map(({ commentType }) => commentType)).toEqual([before, expected]);
    },
  );

  it.each([
    ['no role', null, 'internal'],
    ['the role of a request channel', 'request', 'public'],
  ] as const)(
    'what was said in private, with %s, is what it was said as, also where it comes late',
    async (_role, channelRole, expected) => {
      const room = await openRoom(world.desk, world.it_, { kind: 'private', channelRole });
      world.desk.clock.advance(60_000);
      await becomes(room.channel, { kind: 'public' });
      expect(await say(room, -30)).toBe(expected);
      expect(await say(room, 30)).toBe('public');
      const late = { channel: room.channel, threadTs: room.threadTs, ts: room.ts(-20), user: 'UANA' };
      const edit = { text: 'two', previousText: 'one', editTs: room.ts(40) };
      await ingestMessage(world.desk, edited(late, edit));
      const made = await prisma().comment.findFirstOrThrow({ where: { messageTs: late.ts } });
      expect(made.commentType).toBe(expected);
    },
  );

  it('is remembered as private over a time in which Slack did not say', async () => {
    const room = await openRoom(world.desk, world.it_, { kind: 'private' });
    await becomes(room.channel, { kind: 'private' });
    world.desk.directory.failOn('readConversation');
    world.desk.clock.advance(60_000);
    await refreshChannel(world.desk, room.channel, { isDoubted: true });
    world.desk.directory.answerAgain();
    await becomes(room.channel, { kind: 'public' });
    expect(await say(room, -30)).toBe('internal');
    expect(await isSeenBy('cleo', room)).toBe(false);
  });
});

describe('who could read the origin thread', () => {
  it.each([
    ['is made private', { kind: 'private' }, false],
    ['is shared with another organization', { kind: 'public', isExternal: true }, false],
    ['is archived', { kind: 'public', isArchived: true }, true],
  ] as const)('once its channel %s: sees the ticket %j -> %s', async (_what, facts, isSeen) => {
    const room = await openRoom(world.desk, world.it_);
    expect(await isSeenBy('cleo', room)).toBe(true);
    await becomes(room.channel, facts);
    expect([await isSeenBy('cleo', room), await isListedFor('cleo', room)]).toEqual([isSeen, isSeen]);
    expect([await isSeenBy('bo', room), await isSeenBy('ana', room)]).toEqual([true, true]);
  });

  it('gains nothing by a request channel made public but the tickets that are opened in it since', async () => {
    const old = await openRoom(world.desk, world.it_, { kind: 'private', channelRole: 'request' });
    await becomes(old.channel, { kind: 'public' });
    expect([await isSeenBy('cleo', old), await isListedFor('cleo', old)]).toEqual([false, false]);
    const place = { channelId: old.channelId, threadTs: old.ts(9) };
    const recent = await world.it_.open({ talk: { kind: 'thread', ...place, isRootDescription: true } });
    expect(await isSeenBy('cleo', { ...old, ticketNumber: recent })).toBe(true);
    await becomes(old.channel, { kind: 'public', isExternal: true });
    await becomes(old.channel, { kind: 'public' });
    expect(await isSeenBy('cleo', old)).toBe(false);
  });

  it('has lost it within the hour where no event told, and nobody is asked twice', async () => {
    const room = await openRoom(world.desk, world.it_);
    world.desk.directory.addConversation(room.channel, { kind: 'private' });
    expect([await syncChannels(world.desk), await isSeenBy('cleo', room)]).toEqual([0, true]);
    world.desk.clock.advance(HOUR_MS + 1);
    expect(await syncChannels(world.desk)).toBeGreaterThan(0);
    expect([await syncChannels(world.desk), await isSeenBy('cleo', room)]).toEqual([0, false]);
  });

  it('loses nothing while Slack is silent, and the next run begins again', async () => {
    const room = await openRoom(world.desk, world.it_);
    world.desk.clock.advance(HOUR_MS + 1);
    world.desk.directory.failOn('readConversation');
    expect([await syncChannels(world.desk), await isSeenBy('cleo', room)]).toEqual([0, true]);
    world.desk.directory.answerAgain();
    expect(await syncChannels(world.desk)).toBeGreaterThan(0);
  });
});

describe('an agent', () => {
  it('who leaves may do nothing more, and their name stays on what they did', async () => {
    const room = await openRoom(world.desk, world.it_, { kind: 'private' });
    const ana = await world.it_.actor('ana');
    await changeStatus(world.desk, ana, room.ticketNumber, 'start');
    world.desk.directory.setMembers('CTRIAGE', ['UBEN']);
    await followMembership(world.desk, 'CTRIAGE', 'UANA');
    const left = changeStatus(world.desk, await world.it_.actor('ana'), room.ticketNumber, 'resolve');
    await expect(left).rejects.toThrow('that you can see');
    const entry = await prisma().changelogEntry.findFirstOrThrow({
      where: { ticketId: room.ticketId, action: 'status' },
      orderBy: { id: 'desc' },
    });
    expect(entry.actorId).toBe(world.it_.userId('ana'));
  });

  it('is not made of whoever joins a triage channel that was made public without a word', async () => {
    world.desk.directory.addConversation('CTRIAGE', { kind: 'public', members: ['UANA', 'UBEN', 'UBO'] });
    await followMembership(world.desk, 'CTRIAGE', 'UBO');
    expect((await world.it_.actor('bo')).agentOf.size).toBe(0);
    expect(await prisma().channel.count({ where: { role: 'triage' } })).toBe(0);
  });

  it('is not made while Slack does not say what the channel is: the event comes again', async () => {
    world.desk.directory.setMembers('CTRIAGE', ['UANA', 'UBEN', 'UBO']);
    world.desk.directory.failOn('readConversation');
    await expect(followMembership(world.desk, 'CTRIAGE', 'UBO')).rejects.toThrow();
    expect((await world.it_.actor('bo')).agentOf.size).toBe(0);
  });
});

describe('somebody', () => {
  const FALLS = [
    ['a guest', { isGuest: true }],
    ['an outsider', { isExternal: true }],
    ['deactivated', { isDeactivated: true }],
  ] as const;

  it.each(FALLS.flatMap(([what, facts]) => [true, false].map((isAnswered) => ({ what, facts, isAnswered }))))(
    'who becomes $what is an agent no more at once (Slack confirms it: $isAnswered)',
    async ({ facts, isAnswered }) => {
      const told = { ...world.desk.directory.addPerson('UANA', { displayName: 'ana' }), ...facts };
      if (isAnswered) world.desk.directory.addPerson('UANA', told);
      else world.desk.directory.failOn('readProfile');
      await followProfile(world.desk, told).catch(() => undefined);
      const room = await openRoom(world.desk, world.it_, { kind: 'private' });
      expect(await isSeenBy('ana', room)).toBe(false);
      expect(await prisma().user.findUnique({ where: { slackUserId: 'UANA' } })).toMatchObject(facts);
    },
  );

  it('is given nothing back while Slack does not confirm it', async () => {
    const told = world.desk.directory.addPerson('UGUS', { isGuest: false, isSlackAdmin: true });
    world.desk.directory.failOn('readProfile');
    await expect(followProfile(world.desk, told)).rejects.toThrow();
    expect(await world.it_.actor('gus')).toMatchObject({ isGuest: true, isAdmin: false });
  });

  it('who is an admin no more loses the cards they hold, and is not asked what they were to be asked', async () => {
    await prisma().channel.update({
      where: { id: world.it_.triage.id },
      data: { role: null, projectId: null },
    });
    const carrier = createTestCarrier();
    await world.it_.open();
    await send(carrier);
    const held = () =>
      carrier.messages.flatMap((each) => (each.slackChannelId === 'DUADA' ? each.content.kind : []));
    expect(held()).toEqual(['admin_card']);
    await world.desk.database.prisma.$transaction((tx) => enqueueSetupNotices(tx, world.desk.clock.now()));
    await followProfile(world.desk, world.desk.directory.addPerson('UADA', { displayName: 'ada' }));
    await send(carrier);
    expect(held()).toEqual([]);
  });

  it('who watches no more is not told what waited to be told', async () => {
    const room = await openRoom(world.desk, world.it_);
    const cleo = await world.it_.actor('cleo');
    await watchTicket(world.desk, cleo, room.ticketNumber, { watch: true });
    await changeStatus(world.desk, await world.it_.actor('ana'), room.ticketNumber, 'resolve');
    await prisma().watcher.deleteMany({});
    const { messages } = await send();
    expect(messages.filter(({ slackChannelId }) => slackChannelId === `D${slackIdOf('cleo')}`)).toEqual([]);
  });
});
