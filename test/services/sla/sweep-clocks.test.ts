import { beforeEach, describe, expect, it } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { recomputeClocks } from '../../../src/services/sla/recompute-clocks.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';

// The desk's clock stands at Monday 2 March 2026, 10:00 UTC; the default calendar is Monday to Friday, 09:00 to 17:00 UTC.
// A medium ticket is to be answered by 14:00 that day and resolved by Thursday 10:00.
const fixture = useTestDesk();
let it_: ItProject;
let number: string;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  number = await it_.open();
});

const prisma = () => fixture.desk.database.prisma;
const row = () => prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
const alerts = async () =>
  (await prisma().post.findMany({ where: { kind: 'breach' }, orderBy: { id: 'asc' } })).map(
    ({ key, isBroadcast }) => key.split(':').slice(2).join(':') + (isBroadcast ? ' (broadcast)' : ''),
  );

async function at(time: string): Promise<void> {
  fixture.desk.clock.set(new Date(time));
}

async function sweep(time: string): Promise<number> {
  await at(time);
  return (await sweepClocks(fixture.desk, fixture.desk.clock.now())).flagged;
}

async function move(event: StatusVerb, time: string): Promise<void> {
  await at(time);
  await changeStatus(fixture.desk, await it_.actor('ana'), number, event);
}

async function answer(time: string): Promise<void> {
  await at(time);
  const comment = { text: 'Looking.', commentType: 'public', sourceKey: `view:${time}` } as const;
  await addComment(fixture.desk, await it_.actor('ana'), number, comment);
}

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
    await assignTicket(fixture.desk, await it_.actor('ana'), number, { kind: 'me' });
    await sweep('2026-03-02T15:00:00Z');
    expect(await alerts()).toEqual([
      'response:1:triage (broadcast)',
      `response:1:assignee:${it_.userId('ana')}`,
    ]);
  });

  it('of a project without a triage channel goes to the admins', async () => {
    number = await it_.open({ projectId: it_.hr.id });
    await sweep('2026-03-02T15:00:00Z');
    expect(await alerts()).toContain(`response:1:admin:${it_.userId('ada')}`);
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
    await editTicket(fixture.desk, await it_.actor('ana'), number, { priority: 'high' });
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

describe('a newer version of the policy', () => {
  it('recomputes open tickets with an entry in the changelog, and leaves finished ones alone', async () => {
    const done = await it_.open();
    await changeStatus(fixture.desk, await it_.actor('ana'), done, 'resolve');
    const old = await prisma().slaPolicy.findFirstOrThrow({ include: { targets: true } });
    await prisma().slaPolicy.create({
      data: {
        version: 2,
        calendarId: old.calendarId,
        options: {},
        targets: { create: [{ priority: 'medium', responseSeconds: 7200, resolutionSeconds: 14_400 }] },
      },
    });
    expect(await recomputeClocks(fixture.desk)).toBe(1);
    expect(await recomputeClocks(fixture.desk)).toBe(0);
    expect(await row()).toMatchObject({ responseTarget: new Date('2026-03-02T12:00:00Z'), clockVersion: 2 });
    const finished = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: done } });
    expect(finished.slaPolicyId).toBe(old.id);
  });
});
