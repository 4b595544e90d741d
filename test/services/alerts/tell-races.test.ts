/** However many processes look for alerts and tell of them at once, each is told once. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../src/database/client.js';
import { tellNotices } from '../../../src/services/alerts/tell-notices.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { useAlertDesk } from './alert-desk.js';

// Monday 2 March 2026, 10:00 UTC, in office hours in UTC. A medium ticket is at risk at 13:12 and late after 14:00.
const { fixture, prisma, at, sweep, tell, said } = useAlertDesk();
let it_: ItProject;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
});

async function give(number: string, to: Person, by: Person = 'ana'): Promise<void> {
  await assignTicket(fixture.desk, await it_.actor(by), number, { kind: 'user', slackUserId: slackIdOf(to) });
}

const outcomes = async () =>
  (await prisma().alertNotice.findMany({ orderBy: { id: 'asc' } })).map(({ outcome }) => outcome);

describe('several processes', () => {
  async function manyWait(): Promise<void> {
    for (let index = 0; index < 4; index += 1) await give(await it_.open(), index % 2 === 0 ? 'ben' : 'ana');
    at('02T20:00');
    await sweep('02T20:00');
  }

  it('tell of everything once, though all tell at once over connections of their own', async () => {
    await manyWait();
    at('03T09:00');
    const others = [1, 2].map(() => createDatabase(fixture.desk.database.url, { poolMax: 3 }));
    const desks = [fixture.desk, ...others.map((database) => ({ ...fixture.desk, database }))];
    const telling = await Promise.all(
      desks.flatMap((desk) => [1, 2].map(() => tellNotices(desk, fixture.desk.clock.now()))),
    );
    await Promise.all(others.map((database) => database.close()));
    expect(telling.reduce((sum, { told }) => sum + told, 0)).toBe(8);
    const posts = await said();
    expect(posts).toHaveLength(8);
    expect(await tell('03T09:01')).toEqual({ told: 0, dropped: 0 });
  });

  it('lose nothing and tell nothing twice when one is killed in the middle', async () => {
    await manyWait();
    at('03T09:00');
    const victim = createDatabase(fixture.desk.database.url, { poolMax: 1 });
    await victim.pool.query("SET application_name = 'victim'");
    const { pool } = fixture.desk.database;
    const holder = await pool.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE posts IN EXCLUSIVE MODE');
    const killed = tellNotices({ ...fixture.desk, database: victim }, fixture.desk.clock.now()).catch(
      () => null,
    );
    const waiting = `SELECT pid FROM pg_stat_activity WHERE application_name = 'victim' AND wait_event_type = 'Lock'`;
    await expect.poll(async () => (await pool.query(waiting)).rowCount, { timeout: 5_000 }).toBe(1);
    await pool.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) AS found`);
    await holder.query('ROLLBACK');
    holder.release();
    await killed;
    await victim.close();
    await tell('03T09:01');
    expect(await said()).toHaveLength(8);
    expect((await outcomes()).filter((outcome) => outcome === 'posted')).toHaveLength(8);
  });

  it('leave what a sweep has just found to that sweep, and come for it when it was killed', async () => {
    await it_.open();
    await sweep('02T14:30');
    await prisma().post.deleteMany({ where: { kind: 'breach' } });
    await prisma().alertNotice.updateMany({ data: { toldAt: null, outcome: null, postKey: null } });
    const told = async (time: string) => {
      at(time);
      const now = fixture.desk.clock.now();
      return (await tellNotices(fixture.desk, now, { writtenBefore: new Date(now.getTime() - 60_000) })).told;
    };
    expect(await told('02T14:30')).toBe(0);
    expect(await told('02T14:31')).toBe(1);
  });
});
