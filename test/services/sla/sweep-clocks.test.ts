import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { silentLog } from '../../support/desk.js';
import { useSwept } from './use-swept.js';

const swept = useSwept();
const { fixture, prisma, row, at, sweep, move, answer } = swept;

const alerts = async () =>
  (await prisma().post.findMany({ where: { kind: 'breach' }, orderBy: { id: 'asc' } })).map(
    ({ key, isBroadcast }) => key.split(':').slice(2).join(':') + (isBroadcast ? ' (broadcast)' : ''),
  );

describe('a breach', () => {
  it('is not flagged at the target itself and is a moment later, with the instant it happened', async () => {
    expect(await sweep('2026-03-02T14:00:00Z')).toBe(0);
    expect(await sweep('2026-03-02T14:01:00Z')).toBe(1);
    expect((await row()).responseBreachedAt?.toISOString()).toBe('2026-03-02T14:00:00.000Z');
    expect((await row()).resolutionBreachedAt).toBeNull();
  });

  it('tells the triage thread and channel once, however often and by however many it is swept', async () => {
    await at('2026-03-02T15:00:00Z');
    const swept = await Promise.all(
      Array.from({ length: 5 }, () => sweepClocks(fixture.desk, fixture.desk.clock.now())),
    );
    await sweep('2026-03-02T15:01:00Z');
    expect(swept.reduce((sum, { flagged }) => sum + flagged, 0)).toBe(1);
    expect(await alerts()).toEqual(['response:1:triage (broadcast)']);
  });

  it('tells the assignee too', async () => {
    await assignTicket(fixture.desk, await swept.it_.actor('ana'), swept.number, { kind: 'me' });
    await sweep('2026-03-02T15:00:00Z');
    expect(await alerts()).toEqual([
      'response:1:triage (broadcast)',
      `response:1:assignee:${swept.it_.userId('ana')}`,
    ]);
  });

  it('of a project without a triage channel goes to the admins', async () => {
    swept.number = await swept.it_.open({ projectId: swept.it_.hr.id });
    await sweep('2026-03-02T15:00:00Z');
    expect(await alerts()).toContain(`response:1:admin:${swept.it_.userId('ada')}`);
  });

  it('of the response does not hide that of the resolution', async () => {
    expect(await sweep('2026-03-02T15:00:00Z')).toBe(1);
    expect(await sweep('2026-03-05T10:01:00Z')).toBe(1);
    expect((await row()).resolutionBreachedAt?.toISOString()).toBe('2026-03-05T10:00:00.000Z');
  });

  it('after days of downtime is found once, stamped with its own time', async () => {
    expect(await sweep('2026-03-20T10:00:00Z')).toBe(2);
    expect((await row()).resolutionBreachedAt?.toISOString()).toBe('2026-03-05T10:00:00.000Z');
    expect(await sweep('2026-03-21T10:00:00Z')).toBe(0);
  });

  it('by a late resolution before any sweep is a breach all the same, and is told', async () => {
    await answer('2026-03-02T11:00:00Z');
    await move('resolve', '2026-03-05T11:00:00Z');
    expect((await row()).resolutionBreachedAt?.toISOString()).toBe('2026-03-05T10:00:00.000Z');
    expect(await sweep('2026-03-05T11:01:00Z')).toBe(1);
    expect(await alerts()).toEqual(['resolution:1:triage (broadcast)']);
  });

  it('is in the changelog, internal, by the desk itself', async () => {
    await sweep('2026-03-02T15:00:00Z');
    const [entry] = await prisma().changelogEntry.findMany({ where: { action: 'breached' } });
    expect(entry).toMatchObject({
      actorId: null,
      visibility: 'internal',
      occurredAt: new Date('2026-03-02T14:00:00Z'),
    });
  });

  it('under a new priority is another clock version and may be told again', async () => {
    await sweep('2026-03-02T15:00:00Z');
    await editTicket(fixture.desk, await swept.it_.actor('ana'), swept.number, { priority: 'high' });
    await sweep('2026-03-02T15:01:00Z');
    expect(await alerts()).toEqual(['response:1:triage (broadcast)', 'response:2:triage (broadcast)']);
  });
});

describe('never a breach', () => {
  it('answered in time', async () => {
    await answer('2026-03-02T13:59:00Z');
    await sweep('2026-03-02T16:00:00Z');
    expect(await row()).toMatchObject({ responseBreachedAt: null });
  });

  it('answered exactly at the target', async () => {
    await answer('2026-03-02T14:00:00Z');
    await sweep('2026-03-02T16:00:00Z');
    expect(await row()).toMatchObject({ responseBreachedAt: null });
  });

  it('resolved without an answer', async () => {
    await move('resolve', '2026-03-02T13:00:00Z');
    await sweep('2026-03-09T16:00:00Z');
    expect(await row()).toMatchObject({
      responseBreachedAt: null,
      resolutionBreachedAt: null,
      nextWakeAt: null,
    });
  });

  it.each(['wait', 'hold'] as const)('paused by %s', async (event) => {
    await answer('2026-03-02T11:00:00Z');
    await move(event, '2026-03-02T12:00:00Z');
    await sweep('2026-04-20T12:00:00Z');
    expect(await row()).toMatchObject({ resolutionBreachedAt: null, resolutionTarget: null });
    expect((await row()).resolutionRemainingSeconds).toBe(22 * 3600);
  });
});

describe('a pause', () => {
  it('moves the target by its open hours alone: over a weekend it does not count', async () => {
    await answer('2026-03-02T11:00:00Z');
    await move('wait', '2026-03-04T17:00:00Z');
    await move('resume', '2026-03-09T09:00:00Z');
    expect((await row()).resolutionTarget?.toISOString()).toBe('2026-03-09T10:00:00.000Z');
  });
});

describe('a breach that was answered late', () => {
  it('is not told again when the priority changes after it', async () => {
    await sweep('2026-03-02T15:00:00Z');
    await answer('2026-03-02T15:30:00Z');
    await at('2026-03-02T15:45:00Z');
    await editTicket(fixture.desk, await swept.it_.actor('ana'), swept.number, { priority: 'low' });
    await sweep('2026-03-02T16:00:00Z');
    expect((await row()).responseBreachedAt?.toISOString()).toBe('2026-03-02T14:00:00.000Z');
    expect(await alerts()).toEqual(['response:1:triage (broadcast)']);
  });
});

describe('a sweep', () => {
  const ids = async (numbers: readonly string[]) =>
    (await prisma().ticket.findMany({ where: { ticketNumber: { in: [...numbers] } } })).map(({ id }) => id);

  it('passes by a ticket whose history cannot be folded, and looks at it again an hour later', async () => {
    const others = [await swept.it_.open(), await swept.it_.open()];
    const [broken = 0] = await ids([swept.number]);
    await prisma().changelogEntry.create({
      data: { ticketId: broken, action: 'priority', newValue: 'no such priority', occurredAt: new Date(0) },
    });
    const logged: object[] = [];
    fixture.desk.log = { ...silentLog, error: (fields) => void logged.push(fields) };
    expect(await sweep('2026-03-02T15:00:00Z')).toBe(others.length);
    expect((await row()).nextWakeAt?.toISOString()).toBe('2026-03-02T16:00:00.000Z');
    expect(await sweep('2026-03-02T15:01:00Z')).toBe(0);
    expect(logged).toMatchObject([{ ticketId: broken }]);
  });

  it('passes by a ticket that somebody acts on, and the next one finds it', async () => {
    const second = await swept.it_.open();
    await at('2026-03-02T15:00:00Z');
    const holder = await fixture.desk.database.pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM tickets WHERE ticket_number = $1 FOR UPDATE', [swept.number]);
    try {
      expect(await sweep('2026-03-02T15:00:00Z')).toBe(1);
      expect((await row()).responseBreachedAt).toBeNull();
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    expect(await sweep('2026-03-02T15:01:00Z')).toBe(1);
    expect((await row()).responseBreachedAt).not.toBeNull();
    expect(second).not.toBe(swept.number);
  });

  it('takes as many round trips for many tickets as for few', async () => {
    const trips = async () => {
      const query = vi.spyOn(pg.Client.prototype, 'query');
      await sweepClocks(fixture.desk, fixture.desk.clock.now());
      const { length } = query.mock.calls;
      query.mockRestore();
      return length;
    };
    for (let index = 0; index < 7; index += 1) await swept.it_.open();
    await at('2026-03-02T15:00:00Z');
    const few = await trips();
    await at('2026-03-03T10:00:00Z');
    for (let index = 0; index < 40; index += 1) await swept.it_.open();
    await at('2026-03-03T15:00:00Z');
    expect(few).toBeGreaterThan(10);
    expect(await trips()).toBe(few);
  });

  it('goes through more tickets than a batch holds', async () => {
    await prisma().$executeRaw`
      WITH made AS (
        INSERT INTO tickets (ticket_number, title, reporter_id, project_id, sla_policy_id, created_at, clock_started_at, next_wake_at)
        SELECT 'IT-' || n, 'x', ${swept.it_.userId('bo')}, ${swept.it_.project.id}, (SELECT min(id) FROM sla_policies),
               '2026-03-02T10:00:00Z', '2026-03-02T10:00:00Z', '2026-03-02T14:00:01Z'
        FROM generate_series(1001, 1250) AS n RETURNING id)
      INSERT INTO changelog_entries (ticket_id, action, new_value, occurred_at)
      SELECT id, 'created', '{"status":"new","priority":"medium"}', '2026-03-02T10:00:00Z' FROM made`;
    await at('2026-03-02T15:00:00Z');
    expect(await sweepClocks(fixture.desk, fixture.desk.clock.now())).toMatchObject({
      looked: 251,
      flagged: 251,
      told: 251,
    });
    expect(await prisma().post.count({ where: { kind: 'alert_digest' } })).toBe(1);
    expect(await sweepClocks(fixture.desk, fixture.desk.clock.now())).toMatchObject({
      looked: 0,
      flagged: 0,
    });
  });
});
