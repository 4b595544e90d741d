/** Tickets that nobody touches: who is reminded, what is closed by itself, and that each happens once. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSender } from '../../../src/jobs/send-posts.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { followUpTickets } from '../../../src/services/follow-ups/follow-up-tickets.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { createTestCarrier } from '../../support/carrier.js';
import { posted } from '../../support/messages.js';
import { DAY_MS, HOUR_MS, NOTHING, useFollowed } from './use-followed.js';

const followed = useFollowed();
const { moves, row, said, arrive, runs, passDays } = followed;

const says = (user: string, text: string) => {
  const place = {
    channel: followed.room.channel,
    threadTs: followed.room.threadTs,
    ts: followed.room.ts(0),
    user,
  };
  return ingestMessage(followed.desk, posted(place, text));
};

describe('a resolved ticket', () => {
  beforeEach(async () => {
    await moves('resolve');
    expect(await runs()).toEqual(NOTHING);
  });

  it('is told of after six days and closed by the desk after seven, each once', async () => {
    passDays(6);
    expect(await runs()).toEqual({ ...NOTHING, told: 1 });
    expect(await runs()).toEqual(NOTHING);
    expect(await said('closing_notice')).toEqual([
      expect.objectContaining({ threadRole: 'origin', channelId: followed.room.channelId }),
    ]);
    followed.desk.clock.advance(DAY_MS - 1);
    expect(await runs()).toEqual(NOTHING);
    followed.desk.clock.advance(1);
    expect(await runs()).toEqual({ ...NOTHING, closed: 1 });
    expect(await row()).toMatchObject({
      status: 'closed',
      closedAt: followed.desk.clock.now(),
      followUpAt: null,
    });
    const entries = await followed.desk.database.prisma.changelogEntry.findMany({
      where: { action: 'status' },
    });
    expect(entries.at(-1)).toMatchObject({
      actorId: null,
      newValue: { status: 'closed', resolution: 'done' },
      occurredAt: followed.desk.clock.now(),
    });
    passDays(30);
    expect(await runs()).toEqual(NOTHING);
  });

  it('is looked at no sooner than something is due', async () => {
    followed.desk.clock.advance(6 * DAY_MS - 1);
    expect(await followUpTickets(followed.desk)).toEqual({ looked: 0, ...NOTHING });
  });

  it('is told of and closed once by processes that run at once', async () => {
    const race = async () => {
      const counts = await Promise.all([
        followUpTickets(followed.desk),
        followUpTickets(followed.desk),
        followUpTickets(followed.desk),
      ]);
      await arrive();
      return counts.reduce((sum, { told, closed }) => sum + told * 10 + closed, 0);
    };
    passDays(6);
    expect(await race()).toBe(10);
    passDays(1);
    expect(await race()).toBe(1);
    expect(await said('closing_notice')).toHaveLength(1);
    expect(await followed.desk.database.prisma.changelogEntry.count({ where: { action: 'status' } })).toBe(2);
  });

  it('is not closed before its notice has stood for a day, however long nobody ran or Slack was away', async () => {
    passDays(40);
    await followUpTickets(followed.desk);
    passDays(3);
    expect(await runs()).toEqual(NOTHING);
    followed.desk.clock.advance(DAY_MS - 1);
    expect(await runs()).toEqual(NOTHING);
    followed.desk.clock.advance(1);
    expect(await runs()).toEqual({ ...NOTHING, closed: 1 });
  });

  it('is closed all the same where Slack refuses the notice for good', async () => {
    passDays(6);
    await followUpTickets(followed.desk);
    await followed.desk.database.prisma.post.updateMany({
      where: { kind: 'closing_notice' },
      data: { state: 'failed' },
    });
    passDays(1);
    expect(await runs()).toEqual({ ...NOTHING, closed: 1 });
  });

  it.each([
    ['a requester’s thanks', async () => says('UBO', 'thanks!')],
    ['being reopened and resolved', async () => [await moves('reopen'), await moves('resolve')]],
  ])('has its seven days again after %s, and a notice of its own', async (_, act) => {
    passDays(6);
    expect(await runs()).toEqual({ ...NOTHING, told: 1 });
    followed.desk.clock.advance(12 * HOUR_MS);
    await act();
    followed.desk.clock.advance(12 * HOUR_MS);
    expect(await runs()).toEqual(NOTHING);
    expect((await row()).status).toBe('resolved');
    followed.desk.clock.advance(5.5 * DAY_MS);
    expect(await runs()).toEqual({ ...NOTHING, told: 1 });
    passDays(1);
    expect(await runs()).toEqual({ ...NOTHING, closed: 1 });
    expect(await said('closing_notice')).toHaveLength(2);
  });

  it('has no days more because an agent wrote', async () => {
    passDays(5);
    await says('UANA', 'For the record: it was the router.');
    passDays(1);
    expect(await runs()).toEqual({ ...NOTHING, told: 1 });
  });

  it('that is reopened is left alone, and its notice is not said any more', async () => {
    passDays(6);
    await followUpTickets(followed.desk);
    await moves('reopen', 'bo');
    const carrier = createTestCarrier();
    const sender = createSender(followed.desk, carrier, { postIntervalMs: 0, cardRestMs: 0 });
    await sender.wake();
    await vi.waitFor(() => expect(sender.isIdle()).toBe(true), { interval: 2, timeout: 10_000 });
    await sender.stop();
    expect(carrier.messages.map(({ content }) => content.kind)).not.toContain('closing_notice');
    passDays(30);
    expect(await runs()).toEqual(NOTHING);
    expect((await row()).status).toBe('open');
  });

  it('is told of again where the notice was taken out with its conversation', async () => {
    passDays(6);
    expect(await runs()).toEqual({ ...NOTHING, told: 1 });
    await followed.desk.database.prisma.post.updateMany({
      where: { kind: 'closing_notice' },
      data: { state: 'withdrawn', isWithdrawn: true },
    });
    passDays(1);
    expect(await runs()).toEqual({ ...NOTHING, told: 1 });
    passDays(1);
    expect(await runs()).toEqual({ ...NOTHING, closed: 1 });
  });
});

describe('a ticket that waits for its reporter', () => {
  beforeEach(async () => {
    await moves('wait');
    expect(await runs()).toEqual(NOTHING);
  });

  it('reminds after two working days and offers to resolve it after five, and then no more', async () => {
    const offers = async () =>
      (await said('waiting_reminder')).map(({ payload }) => (payload as { isOffer: boolean }).isOffer);
    followed.desk.clock.advance(2 * DAY_MS - 1);
    expect(await runs()).toEqual(NOTHING);
    followed.desk.clock.advance(1);
    expect(await runs()).toEqual({ ...NOTHING, reminded: 1 });
    expect(await runs()).toEqual(NOTHING);
    expect(await offers()).toEqual([false]);
    // From Wednesday over the weekend to the Monday a week after.
    followed.desk.clock.advance(5 * DAY_MS - 1);
    expect(await runs()).toEqual(NOTHING);
    followed.desk.clock.advance(1);
    expect(await runs()).toEqual({ ...NOTHING, reminded: 1 });
    expect(await offers()).toEqual([false, true]);
    passDays(60);
    expect(await runs()).toEqual(NOTHING);
    expect((await row()).status).toBe('waiting');
  });

  it('reminds once, though processes run at once', async () => {
    passDays(2);
    const counts = await Promise.all([followUpTickets(followed.desk), followUpTickets(followed.desk)]);
    expect(counts.map(({ reminded }) => reminded).sort()).toEqual([0, 1]);
    expect(await said('waiting_reminder')).toHaveLength(1);
  });

  it('reminds again in another wait, and not once it was answered', async () => {
    passDays(2);
    await runs();
    await says('UBO', 'It is the blue one');
    passDays(20);
    expect(await runs()).toEqual(NOTHING);
    await moves('wait');
    await runs();
    passDays(4);
    expect(await runs()).toEqual({ ...NOTHING, reminded: 1 });
    expect(await said('waiting_reminder')).toHaveLength(2);
  });

  it('reminds whoever is the reporter by then', async () => {
    await editTicket(followed.desk, await followed.it_.actor('ana'), followed.room.ticketNumber, {
      reporterSlackUserId: 'UCLEO',
    });
    passDays(2);
    expect(await runs()).toEqual({ ...NOTHING, reminded: 1 });
  });
});

it('a ticket that cannot be looked after keeps no other waiting, and is tried again later', async () => {
  await moves('wait');
  await followed.desk.database.pool.query(
    `UPDATE tickets SET status_changed_at = '2199-12-30', follow_up_at = $1`,
    [followed.desk.clock.now()],
  );
  expect(await runs()).toEqual(NOTHING);
  expect((await row()).followUpAt).toEqual(new Date(followed.desk.clock.now().getTime() + HOUR_MS));
});
