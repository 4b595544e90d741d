/** What conversations and people turn into takes effect at once, and nothing old becomes visible by it; also where no event told of it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSender, type Sender } from '../../../src/jobs/send-posts.js';
import { moveChannelId } from '../../../src/services/channels/move-channel-id.js';
import { refreshChannel } from '../../../src/services/channels/refresh-channel.js';
import { syncChannels } from '../../../src/services/channels/sync-channels.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { listTickets } from '../../../src/services/finding/list-tickets.js';
import { claimPost } from '../../../src/services/posts/claim-posts.js';
import { recordSending } from '../../../src/services/posts/record-sent.js';
import { followMembership } from '../../../src/services/projects/agent-membership.js';
import { setTriageChannel } from '../../../src/services/projects/set-triage-channel.js';
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

describe('what the bot said for agents', () => {
  const said = ['triage_card', 'note'];

  async function speak() {
    const carrier = createTestCarrier();
    const ticketNumber = await it_.open();
    await send(carrier);
    const { id: ticketId } = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber } });
    const author = { ticketId, authorId: it_.userId('ana'), projectId: it_.project.id };
    const note = { ...author, content: 'they forgot to pay', commentType: 'internal' } as const;
    const comment = await prisma().comment.create({ data: note });
    const place = {
      ticketId,
      commentId: comment.id,
      channelId: it_.triage.id,
      threadRole: 'triage',
    } as const;
    await prisma().post.create({ data: { key: 'note', kind: 'note', ...place, nextAttemptAt: new Date(0) } });
    await send(carrier);
    return carrier;
  }
  const standing = ({ messages }: ReturnType<typeof createTestCarrier>) =>
    messages.flatMap(({ slackChannelId, content }) => (slackChannelId === 'CTRIAGE' ? [content.kind] : []));

  it.each([
    ['made public', { kind: 'public' }],
    ['shared', { kind: 'private', isExternal: true }],
  ] as const)('is taken out of a triage channel that is %s', async (_what, facts) => {
    const carrier = await speak();
    expect(standing(carrier)).toEqual(said);
    await becomes('CTRIAGE', facts);
    expect(standing(await send(carrier))).toEqual([]);
  });

  it('is taken out where it was on its way to the triage thread just then', async () => {
    await it_.open();
    const carrier = await send();
    await prisma().post.create({
      data: {
        ...{ key: 'note', kind: 'status_line', ticketId: 1, threadRole: 'triage', channelId: it_.triage.id },
        payload: {
          audience: 'triage',
          event: 'start',
          to: 'in_progress',
          byUserId: null,
          isByComment: false,
        },
        nextAttemptAt: new Date(0),
      },
    });
    const { post } = carrier;
    carrier.post = async (message) => {
      await becomes('CTRIAGE', { kind: 'public' });
      return post(message);
    };
    await send(carrier);
    expect(standing(carrier)).toEqual([]);
  });

  it('about a confidential ticket waits for Slack to say that these are direct messages, and is not lost', async () => {
    desk.directory.addConversation('DUBO', { kind: 'im', members: ['UBO'] });
    desk.directory.failOn('readConversation');
    await it_.open({ isConfidential: true });
    const carrier = await send();
    const toBo = () => carrier.messages.filter(({ slackChannelId }) => slackChannelId === 'DUBO');
    expect(toBo()).toEqual([]);
    desk.directory.answerAgain();
    desk.clock.advance(30_000);
    await send(carrier);
    expect(toBo().map(({ content }) => content.kind)).toEqual(['origin_card']);
  });

  it('is not said where the channel was converted after it was read: it is read again', async () => {
    await it_.open();
    const claimed = await claimPost(desk, it_.triage.id);
    if (claimed === null) throw new Error('There is no card to send');
    await becomes('CTRIAGE', { kind: 'public' });
    await prisma().post.update({
      where: { id: claimed.post.id },
      data: { isWithdrawn: false, wantedVersion: claimed.post.wantedVersion },
    });
    expect(await recordSending(desk, claimed)).toBe(false);
  });

  it('is taken out of what was a triage channel long ago, too', async () => {
    const carrier = await speak();
    await setTriageChannel(desk, await it_.actor('ada'), 'IT', null);
    expect(standing(await send(carrier))).toEqual(['note']);
    await becomes('CTRIAGE', { kind: 'public' });
    expect(standing(await send(carrier))).toEqual([]);
  });

  it('is taken out also where only another version knows what it is', async () => {
    const carrier = await speak();
    await prisma().post.updateMany({ where: { kind: 'triage_card' }, data: { kind: 'from_the_future' } });
    await becomes('CTRIAGE', { kind: 'public' });
    expect(standing(await send(carrier))).toEqual([]);
  });

  it('is not said where no event told that others read there: Slack is asked just before', async () => {
    desk.clock.advance(6 * 60_000);
    desk.directory.addConversation('CTRIAGE', { kind: 'public' });
    await it_.open();
    const carrier = await send();
    expect(standing(carrier)).toEqual([]);
    expect(await prisma().channel.findUnique({ where: { slackChannelId: 'CTRIAGE' } })).toMatchObject({
      role: null,
      kind: 'public',
    });
    expect(await prisma().post.count({ where: { kind: 'setup_notice', userId: it_.userId('ada') } })).toBe(2);
  });

  it('is asked about once in five minutes, however much is said', async () => {
    desk.clock.advance(6 * 60_000);
    const carrier = await speak();
    expect(standing(carrier)).toEqual(said);
    expect(desk.directory.asked.filter((each) => each === 'readConversation CTRIAGE')).toHaveLength(1);
  });

  it('about a linked thread is not said, or taken out, once everybody can read it', async () => {
    const link = (threadTs: string) =>
      it_.open(
        { talk: { kind: 'linked', channelId: it_.secret.id, threadTs, includeEarlier: false } },
        'ana',
      );
    const carrier = createTestCarrier();
    const notes = () => carrier.messages.filter(({ content }) => content.kind === 'linked_note').length;
    desk.directory.addConversation('CSECRET', { kind: 'private' });
    await link('1772440000.000100');
    await send(carrier);
    expect(notes()).toBe(1);
    await link('1772440001.000100');
    await becomes('CSECRET', { kind: 'public' });
    await send(carrier);
    expect(notes()).toBe(0);
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
