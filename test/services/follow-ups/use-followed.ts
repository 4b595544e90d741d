/** A ticket that nobody touches while days pass, for the tests of what becomes of it. */
import { beforeEach } from 'vitest';
import { followUpTickets } from '../../../src/services/follow-ups/follow-up-tickets.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';
import { openRoom, type Room } from '../../support/threads.js';

export const HOUR_MS = 3_600_000;

export const DAY_MS = 24 * HOUR_MS;

export const NOTHING = { reminded: 0, told: 0, closed: 0, resumed: 0 };

export function useFollowed() {
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

  const passDays = (days: number) => desk.clock.advance(days * DAY_MS);

  return {
    get desk() {
      return desk;
    },
    get it_() {
      return it_;
    },
    get room() {
      return room;
    },
    moves,
    row,
    said,
    arrive,
    runs,
    passDays,
  };
}
