/** A ticket that is on hold until a day goes on by itself on that day, once, and says so. */
import { beforeEach, describe, expect, it } from 'vitest';
import { followUpTickets } from '../../../src/services/follow-ups/follow-up-tickets.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';
import { openRoom, type Room } from '../../support/threads.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;
let room: Room;

/** A Monday at 10:00 UTC; the calendar opens on weekdays from 9:00 to 17:00. */
beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  room = await openRoom(desk, it_);
});

const moves = async (verb: StatusVerb, by: Person = 'ana') =>
  changeStatus(desk, await it_.actor(by), room.ticketNumber, verb);
const row = () => desk.database.prisma.ticket.findUniqueOrThrow({ where: { id: room.ticketId } });
const said = (kind: string) =>
  desk.database.prisma.post.findMany({ where: { kind, ticketId: room.ticketId }, orderBy: { id: 'asc' } });
/** As if Slack had taken everything at once. */
const arrive = () =>
  desk.database.prisma.post.updateMany({
    where: { state: 'pending' },
    data: { state: 'sent', sentAt: desk.clock.now(), sentVersion: 1 },
  });
const runs = async () => {
  const { looked: _looked, ...did } = await followUpTickets(desk);
  await arrive();
  return did;
};
const NOTHING = { reminded: 0, told: 0, closed: 0, resumed: 0 };
const passDays = (days: number) => desk.clock.advance(days * DAY_MS);

describe('a ticket that is on hold until Friday', () => {
  const FRIDAY = new Date('2026-03-06T09:00:00Z');
  const holds = async (until: Date, text = '') =>
    changeStatus(desk, await it_.actor('ana'), room.ticketNumber, 'hold', { until, text });
  const held_ = () => desk.database.prisma.changelogEntry.findMany({ where: { action: 'held_until' } });

  beforeEach(async () => {
    await assignTicket(desk, await it_.actor('ben'), room.ticketNumber, { kind: 'me' });
    await holds(FRIDAY, 'The part comes');
  });

  it('goes on then, once, and tells whoever has it', async () => {
    expect(await row()).toMatchObject({ status: 'on_hold', heldUntilAt: FRIDAY, followUpAt: FRIDAY });
    expect(await held_()).toEqual([
      expect.objectContaining({ actorId: it_.userId('ana'), newValue: FRIDAY.toISOString() }),
    ]);
    desk.clock.set(new Date(FRIDAY.getTime() - 1));
    expect(await runs()).toEqual(NOTHING);
    desk.clock.set(FRIDAY);
    const counts = await Promise.all([followUpTickets(desk), followUpTickets(desk)]);
    expect(counts.map(({ resumed }) => resumed).sort()).toEqual([0, 1]);
    expect(await row()).toMatchObject({ status: 'in_progress', heldUntilAt: null, followUpAt: null });
    expect(await said('hold_over')).toEqual([expect.objectContaining({ threadRole: 'triage' })]);
    expect(await followUpTickets(desk)).toEqual({ looked: 0, ...NOTHING });
  });

  it('goes on as of then, though nobody ran for days: its clock has run since', async () => {
    desk.clock.set(new Date('2026-03-11T09:00:00Z'));
    await runs();
    const last = await desk.database.prisma.changelogEntry.findFirst({
      where: { action: 'status' },
      orderBy: { id: 'desc' },
    });
    expect(last).toMatchObject({ actorId: null, occurredAt: FRIDAY, recordedAt: desk.clock.now() });
  });

  it('can be put off again, and is told of once', async () => {
    const later = new Date('2026-03-09T09:00:00Z');
    expect(await holds(FRIDAY)).toMatchObject({ isChanged: false });
    expect(await holds(later)).toMatchObject({ isChanged: true });
    desk.clock.set(FRIDAY);
    expect(await runs()).toEqual(NOTHING);
    desk.clock.set(later);
    expect(await runs()).toEqual({ ...NOTHING, resumed: 1 });
    expect(await held_()).toHaveLength(2);
  });

  it('that is taken up sooner is left alone, and put on hold again it stays there', async () => {
    await moves('resume');
    expect(await row()).toMatchObject({ heldUntilAt: null, followUpAt: null });
    await moves('hold');
    desk.clock.set(new Date('2026-06-01T09:00:00Z'));
    expect(await runs()).toEqual(NOTHING);
    expect((await row()).status).toBe('on_hold');
  });

  it('tells whoever has it by direct message where there is no triage channel', async () => {
    await desk.database.prisma.ticketThread.deleteMany({ where: { role: 'triage' } });
    await desk.database.prisma.channel.update({
      where: { id: it_.triage.id },
      data: { role: null, projectId: null },
    });
    desk.clock.set(FRIDAY);
    await runs();
    expect(await said('hold_over')).toEqual([expect.objectContaining({ userId: it_.userId('ben') })]);
  });

  it('is put there by agents alone, and not for a time that has passed', async () => {
    const until = new Date('2026-03-09T09:00:00Z');
    const { ticketNumber } = room;
    await expect(changeStatus(desk, await it_.actor('bo'), ticketNumber, 'hold', { until })).rejects.toThrow(
      'Only agents of its project can put it on hold',
    );
    await expect(holds(desk.clock.now())).rejects.toThrow('That has passed by now');
  });
});

it('a ticket on hold is not reminded of', async () => {
  await moves('hold');
  passDays(60);
  expect(await followUpTickets(desk)).toEqual({ looked: 0, ...NOTHING });
});
