/** A ticket that is on hold until a day goes on by itself on that day, once, and says so. */
import { beforeEach, describe, expect, it } from 'vitest';
import { followUpTickets } from '../../../src/services/follow-ups/follow-up-tickets.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { NOTHING, useFollowed } from './use-followed.js';

const followed = useFollowed();
const { moves, row, said, runs, passDays } = followed;

describe('a ticket that is on hold until Friday', () => {
  const FRIDAY = new Date('2026-03-06T09:00:00Z');
  const holds = async (until: Date, text = '') =>
    changeStatus(followed.desk, await followed.it_.actor('ana'), followed.room.ticketNumber, 'hold', {
      until,
      text,
    });
  const held_ = () =>
    followed.desk.database.prisma.changelogEntry.findMany({ where: { action: 'held_until' } });

  beforeEach(async () => {
    await assignTicket(followed.desk, await followed.it_.actor('ben'), followed.room.ticketNumber, {
      kind: 'me',
    });
    await holds(FRIDAY, 'The part comes');
  });

  it('goes on then, once, and tells whoever has it', async () => {
    expect(await row()).toMatchObject({ status: 'on_hold', heldUntilAt: FRIDAY, followUpAt: FRIDAY });
    expect(await held_()).toEqual([
      expect.objectContaining({ actorId: followed.it_.userId('ana'), newValue: FRIDAY.toISOString() }),
    ]);
    followed.desk.clock.set(new Date(FRIDAY.getTime() - 1));
    expect(await runs()).toEqual(NOTHING);
    followed.desk.clock.set(FRIDAY);
    const counts = await Promise.all([followUpTickets(followed.desk), followUpTickets(followed.desk)]);
    expect(counts.map(({ resumed }) => resumed).sort()).toEqual([0, 1]);
    expect(await row()).toMatchObject({ status: 'in_progress', heldUntilAt: null, followUpAt: null });
    expect(await said('hold_over')).toEqual([expect.objectContaining({ threadRole: 'triage' })]);
    expect(await followUpTickets(followed.desk)).toEqual({ looked: 0, ...NOTHING });
  });

  it('goes on as of then, though nobody ran for days: its clock has run since', async () => {
    followed.desk.clock.set(new Date('2026-03-11T09:00:00Z'));
    await runs();
    const last = await followed.desk.database.prisma.changelogEntry.findFirst({
      where: { action: 'status' },
      orderBy: { id: 'desc' },
    });
    expect(last).toMatchObject({ actorId: null, occurredAt: FRIDAY, recordedAt: followed.desk.clock.now() });
  });

  it('can be put off again, and is told of once', async () => {
    const later = new Date('2026-03-09T09:00:00Z');
    expect(await holds(FRIDAY)).toMatchObject({ isChanged: false });
    expect(await holds(later)).toMatchObject({ isChanged: true });
    followed.desk.clock.set(FRIDAY);
    expect(await runs()).toEqual(NOTHING);
    followed.desk.clock.set(later);
    expect(await runs()).toEqual({ ...NOTHING, resumed: 1 });
    expect(await held_()).toHaveLength(2);
  });

  it('that is taken up sooner is left alone, and put on hold again it stays there', async () => {
    await moves('resume');
    expect(await row()).toMatchObject({ heldUntilAt: null, followUpAt: null });
    await moves('hold');
    followed.desk.clock.set(new Date('2026-06-01T09:00:00Z'));
    expect(await runs()).toEqual(NOTHING);
    expect((await row()).status).toBe('on_hold');
  });

  it('tells whoever has it by direct message where there is no triage channel', async () => {
    await followed.desk.database.prisma.ticketThread.deleteMany({ where: { role: 'triage' } });
    await followed.desk.database.prisma.channel.update({
      where: { id: followed.it_.triage.id },
      data: { role: null, projectId: null },
    });
    followed.desk.clock.set(FRIDAY);
    await runs();
    expect(await said('hold_over')).toEqual([
      expect.objectContaining({ userId: followed.it_.userId('ben') }),
    ]);
  });

  it('is put there by agents alone, and not for a time that has passed', async () => {
    const until = new Date('2026-03-09T09:00:00Z');
    const { ticketNumber } = followed.room;
    await expect(
      changeStatus(followed.desk, await followed.it_.actor('bo'), ticketNumber, 'hold', { until }),
    ).rejects.toThrow('Only agents of its project can put it on hold');
    await expect(holds(followed.desk.clock.now())).rejects.toThrow('That has passed by now');
  });
});

it('a ticket on hold is not reminded of', async () => {
  await moves('hold');
  passDays(60);
  expect(await followUpTickets(followed.desk)).toEqual({ looked: 0, ...NOTHING });
});
