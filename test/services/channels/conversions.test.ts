/** What conversations and people turn into takes effect at once, and nothing old becomes visible by it; also where no event told of it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSender } from '../../../src/jobs/send-posts.js';
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
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, slackIdOf } from '../../support/it-project.js';
import { edited, posted } from '../../support/messages.js';
import { openRoom, type Room } from '../../support/threads.js';

const HOUR_MS = 3_600_000;
const held = useTestDesk();
let desk: typeof held.desk;
let it_: ItProject;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  desk.directory.addConversation('CTRIAGE', { kind: 'private', members: ['UANA', 'UBEN'] });
});

const prisma = () => desk.database.prisma;

async function becomes(
  slackChannelId: string,
  facts: Parameters<typeof desk.directory.addConversation>[1],
): Promise<void> {
  desk.directory.addConversation(slackChannelId, facts);
  await refreshChannel(desk, slackChannelId, { isDoubted: true });
}

async function say(room: Room, afterSeconds: number, channel = room.channel): Promise<string> {
  const place = { channel, threadTs: room.threadTs, ts: room.ts(afterSeconds), user: 'UBO' };
  await ingestMessage(desk, posted(place, `said after ${afterSeconds} s`));
  const comment = await prisma().comment.findFirstOrThrow({ where: { messageTs: place.ts } });
  return comment.commentType;
}

const isSeenBy = (person: Parameters<ItProject['actor']>[0], room: Room): Promise<boolean> =>
  it_
    .actor(person)
    .then((actor) => viewTicket(desk, actor, room.ticketNumber))
    .then(
      () => true,
      () => false,
    );

async function isListedFor(person: Parameters<ItProject['actor']>[0], room: Room): Promise<boolean> {
  const query = { scope: 'all', filters: {}, words: [] } as const;
  const { lines } = await listTickets(desk, await it_.actor(person), query, 1);
  return lines.some(({ number }) => number === room.ticketNumber);
}

async function send(carrier = createTestCarrier()) {
  const sender = createSender(desk, carrier, { postIntervalMs: 0, cardRestMs: 0 });
  // A second time for what the first made possible elsewhere.
  for (let round = 0; round < 2; round += 1) {
    await sender.wake();
    await vi.waitFor(() => expect(sender.isIdle()).toBe(true), { interval: 2, timeout: 5_000 });
  }
  await sender.stop();
  return carrier;
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
      const room = await openRoom(desk, it_, { kind, channelRole });
      const before = await say(room, 1);
      desk.clock.advance(5_000);
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
      const room = await openRoom(desk, it_, { kind: 'private', channelRole });
      desk.clock.advance(60_000);
      await becomes(room.channel, { kind: 'public' });
      expect(await say(room, -30)).toBe(expected);
      expect(await say(room, 30)).toBe('public');
      const late = { channel: room.channel, threadTs: room.threadTs, ts: room.ts(-20), user: 'UANA' };
      const edit = { text: 'two', previousText: 'one', editTs: room.ts(40) };
      await ingestMessage(desk, edited(late, edit));
      const made = await prisma().comment.findFirstOrThrow({ where: { messageTs: late.ts } });
      expect(made.commentType).toBe(expected);
    },
  );

  it('is remembered as private over a time in which Slack did not say', async () => {
    const room = await openRoom(desk, it_, { kind: 'private' });
    await becomes(room.channel, { kind: 'private' });
    desk.directory.failOn('readConversation');
    desk.clock.advance(60_000);
    await refreshChannel(desk, room.channel, { isDoubted: true });
    desk.directory.answerAgain();
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
    const room = await openRoom(desk, it_);
    expect(await isSeenBy('cleo', room)).toBe(true);
    await becomes(room.channel, facts);
    expect([await isSeenBy('cleo', room), await isListedFor('cleo', room)]).toEqual([isSeen, isSeen]);
    expect([await isSeenBy('bo', room), await isSeenBy('ana', room)]).toEqual([true, true]);
  });

  it('gains nothing by a request channel made public but the tickets that are opened in it since', async () => {
    const old = await openRoom(desk, it_, { kind: 'private', channelRole: 'request' });
    await becomes(old.channel, { kind: 'public' });
    expect([await isSeenBy('cleo', old), await isListedFor('cleo', old)]).toEqual([false, false]);
    const place = { channelId: old.channelId, threadTs: old.ts(9) };
    const recent = await it_.open({ talk: { kind: 'thread', ...place, isRootDescription: true } });
    expect(await isSeenBy('cleo', { ...old, ticketNumber: recent })).toBe(true);
    await becomes(old.channel, { kind: 'public', isExternal: true });
    await becomes(old.channel, { kind: 'public' });
    expect(await isSeenBy('cleo', old)).toBe(false);
  });

  it('has lost it within the hour where no event told, and nobody is asked twice', async () => {
    const room = await openRoom(desk, it_);
    desk.directory.addConversation(room.channel, { kind: 'private' });
    expect([await syncChannels(desk), await isSeenBy('cleo', room)]).toEqual([0, true]);
    desk.clock.advance(HOUR_MS + 1);
    expect(await syncChannels(desk)).toBeGreaterThan(0);
    expect([await syncChannels(desk), await isSeenBy('cleo', room)]).toEqual([0, false]);
  });

  it('loses nothing while Slack is silent, and the next run begins again', async () => {
    const room = await openRoom(desk, it_);
    desk.clock.advance(HOUR_MS + 1);
    desk.directory.failOn('readConversation');
    expect([await syncChannels(desk), await isSeenBy('cleo', room)]).toEqual([0, true]);
    desk.directory.answerAgain();
    expect(await syncChannels(desk)).toBeGreaterThan(0);
  });
});

describe('an agent', () => {
  it('who leaves may do nothing more, and their name stays on what they did', async () => {
    const room = await openRoom(desk, it_, { kind: 'private' });
    const ana = await it_.actor('ana');
    await changeStatus(desk, ana, room.ticketNumber, 'start');
    desk.directory.setMembers('CTRIAGE', ['UBEN']);
    await followMembership(desk, 'CTRIAGE', 'UANA');
    const left = changeStatus(desk, await it_.actor('ana'), room.ticketNumber, 'resolve');
    await expect(left).rejects.toThrow('that you can see');
    const entry = await prisma().changelogEntry.findFirstOrThrow({
      where: { ticketId: room.ticketId, action: 'status' },
      orderBy: { id: 'desc' },
    });
    expect(entry.actorId).toBe(it_.userId('ana'));
  });

  it('is not made of whoever joins a triage channel that was made public without a word', async () => {
    desk.directory.addConversation('CTRIAGE', { kind: 'public', members: ['UANA', 'UBEN', 'UBO'] });
    await followMembership(desk, 'CTRIAGE', 'UBO');
    expect((await it_.actor('bo')).agentOf.size).toBe(0);
    expect(await prisma().channel.count({ where: { role: 'triage' } })).toBe(0);
  });

  it('is not made while Slack does not say what the channel is: the event comes again', async () => {
    desk.directory.setMembers('CTRIAGE', ['UANA', 'UBEN', 'UBO']);
    desk.directory.failOn('readConversation');
    await expect(followMembership(desk, 'CTRIAGE', 'UBO')).rejects.toThrow();
    expect((await it_.actor('bo')).agentOf.size).toBe(0);
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
      const told = { ...desk.directory.addPerson('UANA', { displayName: 'ana' }), ...facts };
      if (isAnswered) desk.directory.addPerson('UANA', told);
      else desk.directory.failOn('readProfile');
      await followProfile(desk, told).catch(() => undefined);
      const room = await openRoom(desk, it_, { kind: 'private' });
      expect(await isSeenBy('ana', room)).toBe(false);
      expect(await prisma().user.findUnique({ where: { slackUserId: 'UANA' } })).toMatchObject(facts);
    },
  );

  it('is given nothing back while Slack does not confirm it', async () => {
    const told = desk.directory.addPerson('UGUS', { isGuest: false, isSlackAdmin: true });
    desk.directory.failOn('readProfile');
    await expect(followProfile(desk, told)).rejects.toThrow();
    expect(await it_.actor('gus')).toMatchObject({ isGuest: true, isAdmin: false });
  });

  it('who is an admin no more loses the cards they hold, and is not asked what they were to be asked', async () => {
    await prisma().channel.update({ where: { id: it_.triage.id }, data: { role: null, projectId: null } });
    const carrier = createTestCarrier();
    await it_.open();
    await send(carrier);
    const held = () =>
      carrier.messages.flatMap((each) => (each.slackChannelId === 'DUADA' ? each.content.kind : []));
    expect(held()).toEqual(['admin_card']);
    await desk.database.prisma.$transaction((tx) => enqueueSetupNotices(tx, desk.clock.now()));
    await followProfile(desk, desk.directory.addPerson('UADA', { displayName: 'ada' }));
    await send(carrier);
    expect(held()).toEqual([]);
  });

  it('who watches no more is not told what waited to be told', async () => {
    const room = await openRoom(desk, it_);
    const cleo = await it_.actor('cleo');
    await watchTicket(desk, cleo, room.ticketNumber, { watch: true });
    await changeStatus(desk, await it_.actor('ana'), room.ticketNumber, 'resolve');
    await prisma().watcher.deleteMany({});
    const { messages } = await send();
    expect(messages.filter(({ slackChannelId }) => slackChannelId === `D${slackIdOf('cleo')}`)).toEqual([]);
  });
});
