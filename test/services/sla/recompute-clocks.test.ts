import { beforeEach, describe, expect, it } from 'vitest';
import { recomputeClocks } from '../../../src/services/sla/recompute-clocks.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { silentLog, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { type PolicyFacts, savePolicy } from '../../support/policies.js';

// Monday 2 March 2026, 10:00 UTC; a medium ticket is to be answered by 14:00 and resolved by Thursday 10:00.
const fixture = useTestDesk();
const HOUR = 3_600;
let it_: ItProject;
let number: string;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  number = await it_.open();
});

const prisma = () => fixture.desk.database.prisma;
const row = (ticketNumber = number) => prisma().ticket.findUniqueOrThrow({ where: { ticketNumber } });
const medium = (response: number | null, resolution: number | null): PolicyFacts => ({
  targets: { medium: { response, resolution } },
});
const entries = () =>
  prisma().changelogEntry.findMany({ where: { action: 'sla_policy' }, orderBy: { id: 'asc' } });
const told = async () =>
  (
    await prisma().post.findMany({ where: { kind: { in: ['breach', 'at_risk'] } }, orderBy: { id: 'asc' } })
  ).map(({ key }) => key.replace(/^(\w+):\d+/, '$1'));

async function sweep(time: string): Promise<void> {
  fixture.desk.clock.set(new Date(time));
  await sweepClocks(fixture.desk, fixture.desk.clock.now());
}

async function save(facts: PolicyFacts): Promise<number> {
  const id = await savePolicy(fixture.desk.database, facts);
  while ((await recomputeClocks(fixture.desk)) > 0);
  return id;
}

describe('a newer version of the policy', () => {
  it('moves every open ticket once, and leaves finished ones alone', async () => {
    const done = await it_.open();
    await changeStatus(fixture.desk, await it_.actor('ana'), done, 'resolve');
    const before = await row(done);
    await savePolicy(fixture.desk.database, medium(2 * HOUR, 4 * HOUR));
    expect(await recomputeClocks(fixture.desk)).toBe(1);
    expect(await recomputeClocks(fixture.desk)).toBe(0);
    expect(await row()).toMatchObject({ responseTarget: new Date('2026-03-02T12:00:00Z'), clockVersion: 2 });
    expect(await row(done)).toEqual(before);
  });

  it('is in the changelog with both targets before and after', async () => {
    const { slaPolicyId } = await row();
    const policyId = await save(medium(2 * HOUR, 4 * HOUR));
    expect(await entries()).toMatchObject([
      {
        actorId: null,
        visibility: 'internal',
        slaPolicyId: policyId,
        oldValue: {
          policyId: slaPolicyId,
          responseTarget: '2026-03-02T14:00:00.000Z',
          resolutionTarget: '2026-03-05T10:00:00.000Z',
        },
        newValue: {
          policyId,
          responseTarget: '2026-03-02T12:00:00.000Z',
          resolutionTarget: '2026-03-02T14:00:00.000Z',
        },
      },
    ]);
  });

  it('gives the clock that a later fold of the whole history gives as well', async () => {
    await save(medium(2 * HOUR, 4 * HOUR));
    const { updatedAt: _, ...moved } = await row();
    await prisma().ticket.update({
      where: { ticketNumber: number },
      data: { nextWakeAt: fixture.desk.clock.now() },
    });
    await sweepClocks(fixture.desk, fixture.desk.clock.now());
    expect(await row()).toMatchObject(moved);
  });

  it('takes targets away, and puts the cards in want of the new ones', async () => {
    const wanted = async () =>
      (await prisma().post.findFirstOrThrow({ where: { kind: 'triage_card' } })).wantedVersion;
    const before = await wanted();
    await save(medium(null, null));
    expect(await row()).toMatchObject({ responseTarget: null, resolutionTarget: null, nextWakeAt: null });
    expect(await wanted()).toBe(before + 1);
  });

  it('of one project moves its tickets alone', async () => {
    const other = await it_.open({ projectId: it_.hr.id });
    await save({ projectId: it_.project.id, ...medium(HOUR, 2 * HOUR) });
    expect((await row()).clockVersion).toBe(2);
    expect((await row(other)).clockVersion).toBe(1);
  });

  it('is written once by five processes at once, and logged with what is left', async () => {
    for (let index = 0; index < 5; index += 1) await it_.open();
    await savePolicy(fixture.desk.database, medium(2 * HOUR, 4 * HOUR));
    const logged: object[] = [];
    fixture.desk.log = { ...silentLog, info: (fields) => void logged.push(fields) };
    const moved = await Promise.all(Array.from({ length: 5 }, () => recomputeClocks(fixture.desk)));
    expect(moved.reduce((sum, count) => sum + count, 0)).toBe(6);
    expect(await entries()).toHaveLength(6);
    expect(logged).toContainEqual({ moved: 6, left: 0 });
  });

  it('passes by a ticket that somebody acts on, and takes it along the next time', async () => {
    await savePolicy(fixture.desk.database, medium(2 * HOUR, 4 * HOUR));
    const holder = await fixture.desk.database.pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM tickets FOR UPDATE');
    expect(await recomputeClocks(fixture.desk)).toBe(0);
    await holder.query('ROLLBACK');
    holder.release();
    expect(await recomputeClocks(fixture.desk)).toBe(1);
  });

  it('does not stop at a history that cannot be folded, nor come back to it for ever', async () => {
    const other = await it_.open();
    const { id } = await row();
    await prisma().changelogEntry.create({
      data: {
        ticketId: id,
        action: 'status',
        newValue: { status: 'no such status' },
        occurredAt: new Date(0),
      },
    });
    const logged: object[] = [];
    fixture.desk.log = { ...silentLog, error: (fields) => void logged.push(fields) };
    const policyId = await save(medium(2 * HOUR, 4 * HOUR));
    expect(await row()).toMatchObject({
      slaPolicyId: policyId,
      nextWakeAt: new Date('2026-03-02T11:00:00Z'),
    });
    expect((await row(other)).responseTarget).toEqual(new Date('2026-03-02T12:00:00Z'));
    expect(logged).toMatchObject([{ ticketId: id }]);
  });

  it('that this process cannot read is left to one that can, and keeps nobody else waiting', async () => {
    const other = await it_.open({ projectId: it_.hr.id });
    const before = await row();
    const unread = await savePolicy(fixture.desk.database, { projectId: it_.project.id });
    const ofLater = { ofLaterVersion: true };
    await prisma().slaPolicy.update({ where: { id: unread }, data: { options: ofLater } });
    await savePolicy(fixture.desk.database, medium(2 * HOUR, 4 * HOUR));
    const logged: object[] = [];
    fixture.desk.log = { ...silentLog, error: (fields) => void logged.push(fields) };
    expect(await recomputeClocks(fixture.desk)).toBe(1);
    expect((await row(other)).clockVersion).toBe(2);
    expect(await row()).toEqual(before);
    expect(logged).toMatchObject([{ slaPolicyId: unread }]);
    await prisma().slaPolicy.update({ where: { id: unread }, data: { options: {} } });
    expect(await recomputeClocks(fixture.desk)).toBe(1);
    expect(await row()).toMatchObject({ slaPolicyId: unread, clockVersion: 2 });
  });
});

describe('a target that becomes late by an edit', () => {
  it('is told by the next sweep, once', async () => {
    await sweep('2026-03-02T12:30:00Z');
    await save(medium(2 * HOUR, 24 * HOUR));
    expect((await row()).nextWakeAt).toEqual(new Date('2026-03-02T12:30:00Z'));
    await sweep('2026-03-02T12:31:00Z');
    await sweep('2026-03-02T12:32:00Z');
    expect(await told()).toEqual(['breach:response:2:triage']);
  });
});

describe('a target that was late', () => {
  beforeEach(() => sweep('2026-03-02T14:30:00Z'));

  it('and still is after an edit is not told again, nor by any later one', async () => {
    await save({ holidays: ['2026-12-25'] });
    await sweep('2026-03-02T14:31:00Z');
    await save(medium(3 * HOUR, 24 * HOUR));
    await sweep('2026-03-02T14:32:00Z');
    expect(await told()).toEqual(['breach:response:1:triage']);
  });

  it('and moved back is told once more when it is late by its new time', async () => {
    await save(medium(6 * HOUR, 24 * HOUR));
    expect((await row()).responseBreachedAt).toBeNull();
    await sweep('2026-03-02T16:30:00Z');
    await sweep('2026-03-02T16:31:00Z');
    expect(await told()).toEqual(['breach:response:1:triage', 'breach:response:2:triage']);
  });

  it('and moved back by an edit that was taken back is told once more', async () => {
    await save(medium(6 * HOUR, 24 * HOUR));
    await save(medium(4 * HOUR, 24 * HOUR));
    await sweep('2026-03-02T14:31:00Z');
    expect(await told()).toEqual(['breach:response:1:triage', 'breach:response:3:triage']);
  });
});

describe('a target that was at risk', () => {
  it('and still is after an edit is not warned of again; at one that moved back it may be', async () => {
    await sweep('2026-03-02T13:30:00Z');
    await save({ holidays: ['2026-12-25'] });
    await sweep('2026-03-02T13:31:00Z');
    expect(await told()).toEqual(['at_risk:response:1:80:triage']);
    await save(medium(5 * HOUR, 24 * HOUR));
    await sweep('2026-03-02T14:01:00Z');
    expect(await told()).toEqual(['at_risk:response:1:80:triage', 'at_risk:response:3:80:triage']);
  });
});
