/** However many alerts there are for a place, telling, redirecting and showing them asks the database as often as for few. */
import pg from 'pg';
import { beforeEach, expect, it, vi } from 'vitest';
import { tellNotices } from '../../../src/services/alerts/tell-notices.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, slackIdOf } from '../../support/it-project.js';
import { contentOf } from '../../support/shown.js';

// Monday 2 March 2026, 10:00 UTC, in office hours in UTC. A medium ticket is at risk at 13:12 and late after 14:00. Ben opens at 14:00.
const fixture = useTestDesk();
let it_: ItProject;

const prisma = () => fixture.desk.database.prisma;
const at = (time: string) => fixture.desk.clock.set(new Date(`2026-03-${time}:00Z`));

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  await prisma().user.update({
    where: { id: it_.userId('ben') },
    data: { timeZone: 'America/New_York' },
  });
});

async function tripsOf(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return query.mock.calls.length;
  } finally {
    query.mockRestore();
  }
}

/** All of them Ben's. */
async function open(count: number): Promise<void> {
  const ben = { kind: 'user', slackUserId: slackIdOf('ben') } as const;
  for (let index = 0; index < count; index += 1) {
    await assignTicket(fixture.desk, await it_.actor('ana'), await it_.open(), ben);
  }
}

const tell = () => tripsOf(() => tellNotices(fixture.desk, fixture.desk.clock.now()));

it('alerts that go to somebody else instead', async () => {
  const redirected = async (day: string, count: number) => {
    at(`${day}T10:00`);
    await open(count);
    at(`${day}T13:30`);
    await sweepClocks(fixture.desk, fixture.desk.clock.now());
    at(`${day}T14:00`);
    const ids = (
      await prisma().ticket.findMany({ where: { createdAt: new Date(`2026-03-${day}T10:00:00Z`) } })
    ).map(({ id }) => id);
    await prisma().ticket.updateMany({ where: { id: { in: ids } }, data: { assigneeId: null } });
    const trips = await tell();
    // What has been told is in the way of no other day.
    await prisma().ticket.updateMany({ where: { id: { in: ids } }, data: { nextWakeAt: null } });
    return trips;
  };
  const few = await redirected('02', 2);
  expect(await prisma().alertNotice.count({ where: { outcome: 'posted', audience: 'triage' } })).toBe(2);
  expect(few).toBeGreaterThan(5);
  expect(await redirected('03', 5)).toBe(few);
  expect(await prisma().alertNotice.count({ where: { outcome: 'posted', audience: 'triage' } })).toBe(7);
});

it('lists of alerts', async () => {
  await open(12);
  at('02T14:30');
  await sweepClocks(fixture.desk, fixture.desk.clock.now());
  const [long] = await prisma().post.findMany({ where: { kind: 'alert_digest', channelId: it_.triage.id } });
  if (long === undefined) throw new Error('No list');
  const shown = () => tripsOf(() => contentOf(fixture.desk, long));
  const many = await shown();
  expect(await contentOf(fixture.desk, long)).toMatchObject({ kind: 'alert_digest', more: 0 });
  const rest = await prisma().alertNotice.findMany({
    where: { postKey: long.key },
    orderBy: { id: 'asc' },
    skip: 6,
  });
  await prisma().alertNotice.updateMany({
    where: { id: { in: rest.map(({ id }) => id) } },
    data: { postKey: 'another list' },
  });
  expect(await shown()).toBe(many);
});
