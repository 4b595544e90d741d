/** A ticket of somebody who may not work it any more is nobody's: its alerts say so, and whoever takes it from one gets it. */
import { beforeEach, expect, it } from 'vitest';
import { removeAgent } from '../../../src/services/projects/project-agents.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, slackIdOf } from '../../support/it-project.js';
import { contentOf } from '../../support/shown.js';

// Monday 2 March 2026, 10:00 UTC, in office hours in UTC. A medium ticket is at risk at 13:12 and late after 14:00.
const fixture = useTestDesk();
let it_: ItProject;
let numbers: string[];

const prisma = () => fixture.desk.database.prisma;
const at = (time: string) => fixture.desk.clock.set(new Date(`2026-03-02T${time}:00Z`));

async function openBens(count: number): Promise<void> {
  const ben = { kind: 'user', slackUserId: slackIdOf('ben') } as const;
  numbers = [];
  for (let index = 0; index < count; index += 1) {
    const number = await it_.open();
    await assignTicket(fixture.desk, await it_.actor('ana'), number, ben);
    numbers.push(number);
  }
}

/** As a button does that offers what nobody has. */
const take = async () => {
  const [number = ''] = numbers;
  return assignTicket(fixture.desk, await it_.actor('ana'), number, { kind: 'me' }, { isOnlyIfFree: true });
};

async function toldAt(time: string) {
  at(time);
  await sweepClocks(fixture.desk, fixture.desk.clock.now());
  const posts = await prisma().post.findMany({
    where: { kind: { in: ['at_risk', 'breach', 'alert_digest'] } },
    orderBy: { id: 'asc' },
  });
  const contents = await Promise.all(posts.map((post) => contentOf(fixture.desk, post)));
  return contents.flatMap((content) =>
    content === null ? [] : 'lines' in content ? content.lines : 'alert' in content ? [content.alert] : [],
  );
}

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
});

it.each([
  ['at risk', '13:30', 1],
  ['late', '14:30', 1],
  ['late, in a list', '14:30', 6],
])('%s, nobody has it, and it can be taken', async (_name, time, count) => {
  await openBens(count);
  await removeAgent(fixture.desk, await it_.actor('ada'), 'IT', 'UBEN');
  const told = await toldAt(time);
  expect(told).toHaveLength(count);
  for (const { card } of told) expect(card).toMatchObject({ assignee: null });
  expect(await take()).toMatchObject({ isChanged: true, card: { assignee: { name: 'ana' } } });
});

it('while they may, it is theirs, and is taken from them by no such button', async () => {
  await openBens(1);
  expect(await toldAt('14:30')).toMatchObject(
    Array.from({ length: 2 }, () => ({ card: { assignee: { name: 'ben' } } })),
  );
  await expect(take()).rejects.toThrow(/^ben has IT-1 already/);
});
