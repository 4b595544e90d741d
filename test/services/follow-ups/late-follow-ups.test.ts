/** What was due long before the desk looked: nobody is flooded, and nothing is closed that somebody could still want. */
import { beforeEach, describe, expect, it } from 'vitest';
import { followUpTickets } from '../../../src/services/follow-ups/follow-up-tickets.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { ticketHistory } from '../../../src/services/tickets/ticket-history.js';
import { historyMessage } from '../../../src/slack/blocks/ticket-history.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';

const DAY_MS = 24 * 3_600_000;
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
});

const opens = (by: Person) => it_.open({ talk: { kind: 'direct' }, reporterId: it_.userId(by) }, by);
const moves = async (number: string, verb: StatusVerb, by: Person = 'ana') =>
  changeStatus(desk, await it_.actor(by), number, verb);
const passDays = (days: number) => desk.clock.advance(days * DAY_MS);
/** As if Slack had taken everything at once. */
const runs = async () => {
  const { looked: _looked, ...did } = await followUpTickets(desk);
  await desk.database.prisma.post.updateMany({
    where: { state: 'pending' },
    data: { state: 'sent', sentAt: desk.clock.now(), sentVersion: 1 },
  });
  return did;
};
const NOTHING = { reminded: 0, told: 0, closed: 0, resumed: 0 };
const said = (kind: string) => desk.database.prisma.post.count({ where: { kind } });
const statusOf = async (ticketNumber: string) =>
  (await desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber } })).status;

describe('tickets that were resolved before the desk closed any by itself', () => {
  it('are closed without a word to anybody, and their history says why', async () => {
    const numbers = [await opens('bo'), await opens('bo'), await opens('cleo')];
    for (const number of numbers) await moves(number, 'resolve');
    const before = await desk.database.prisma.post.count();
    passDays(400);
    expect(await runs()).toEqual({ ...NOTHING, closed: 3 });
    expect(await runs()).toEqual(NOTHING);
    expect(await desk.database.prisma.post.count()).toBe(before);
    for (const number of numbers) {
      expect(await statusOf(number)).toBe('closed');
      const history = await ticketHistory(desk, await it_.actor('ana'), number);
      expect(JSON.stringify(historyMessage(number, history))).toContain(
        'the desk changed the status from resolved to closed, as it was over before resolved tickets were closed by themselves',
      );
    }
  });

  it('are told of as all others where they are not due to be closed yet', async () => {
    const number = await opens('bo');
    await moves(number, 'resolve');
    passDays(6);
    expect(await runs()).toEqual({ ...NOTHING, told: 1 });
    passDays(1);
    expect(await runs()).toEqual({ ...NOTHING, closed: 1 });
  });
});

describe('after a week without the desk', () => {
  it('nobody is told of more than one ticket a day, and everybody of each of theirs before it is closed', async () => {
    const numbers = [await opens('bo'), await opens('bo'), await opens('bo'), await opens('cleo')];
    for (const number of numbers) await moves(number, 'resolve');
    expect(await runs()).toEqual(NOTHING);
    passDays(14);
    expect(await runs()).toEqual({ ...NOTHING, told: 2 });
    expect(await runs()).toEqual(NOTHING);
    passDays(1);
    expect(await runs()).toEqual({ ...NOTHING, told: 1, closed: 2 });
    passDays(1);
    expect(await runs()).toEqual({ ...NOTHING, told: 1, closed: 1 });
    passDays(1);
    expect(await runs()).toEqual({ ...NOTHING, closed: 1 });
    expect(await said('closing_notice')).toBe(4);
  });

  it('nor reminded of more than one that waits for them', async () => {
    const numbers = [await opens('bo'), await opens('bo'), await opens('cleo')];
    for (const number of numbers) await moves(number, 'wait');
    expect(await runs()).toEqual(NOTHING);
    passDays(28);
    expect(await runs()).toEqual({ ...NOTHING, reminded: 2 });
    expect(await runs()).toEqual(NOTHING);
    passDays(1);
    expect(await runs()).toEqual({ ...NOTHING, reminded: 1 });
    passDays(60);
    expect(await runs()).toEqual(NOTHING);
  });

  it('in time, each is told of on its own day, however many there are', async () => {
    const numbers = [await opens('bo'), await opens('bo')];
    for (const number of numbers) await moves(number, 'resolve');
    await runs();
    passDays(6);
    expect(await runs()).toEqual({ ...NOTHING, told: 2 });
  });
});
