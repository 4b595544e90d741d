/** What moved a target is explained: by which entry, by whom, from when to when. */
import { beforeEach, describe, expect, it } from 'vitest';
import { addComment } from '../../../../src/services/comments/add-comment.js';
import { recomputeClocks } from '../../../../src/services/sla/recompute-clocks.js';
import { editTicket } from '../../../../src/services/tickets/edit-ticket.js';
import { moveStart } from '../../../../src/services/tickets/move-start.js';
import type { Person } from '../../../support/it-project.js';
import { savePolicy } from '../../../support/policies.js';
import { useExplained } from './use-explained.js';

const clock = useExplained();
const { fixture, prisma, go, explain, target, move } = clock;

/** A second version of the default policy: closed on Wednesday, and with 12 hours for the resolution of a medium ticket. */
async function editPolicy(): Promise<void> {
  const base = await prisma().slaPolicy.findFirstOrThrow({ where: { projectId: null } });
  const calendar = await prisma().calendar.findUniqueOrThrow({
    where: { id: base.calendarId },
    include: { hours: true },
  });
  const { timeZone, name, hours } = calendar;
  const edited = await prisma().calendar.create({
    data: {
      ...{ timeZone, name, version: 2 },
      hours: {
        create: hours.map(({ isoWeekday, opensMinute, closesMinute }) => ({
          isoWeekday,
          opensMinute,
          closesMinute,
        })),
      },
      holidays: { create: [{ date: new Date('2026-03-04'), name: 'Founders’ Day' }] },
    },
  });
  await prisma().slaPolicy.create({
    data: {
      ...{ version: 2, calendarId: edited.id },
      targets: { create: [{ priority: 'medium', responseSeconds: 4 * 3600, resolutionSeconds: 12 * 3600 }] },
    },
  });
  await recomputeClocks(fixture.desk);
}

type Saved = { projectId?: number; calendarName?: string; by?: Person };

/** A newer policy in the calendar of the one before or `calendarName`; the given priorities count in calendars of their own. */
async function saveIn(
  own: Partial<Record<'low' | 'medium', string>>,
  { projectId, calendarName, by }: Saved = {},
): Promise<void> {
  const scope = { projectId: projectId ?? null };
  const base = await prisma().slaPolicy.findFirstOrThrow({
    where: { projectId: null },
    orderBy: { version: 'desc' },
  });
  const calendarNamed = async (name: string) => {
    const version = 1 + (await prisma().calendar.count({ where: { ...scope, name } }));
    const hours = [1, 2, 3, 4, 5].map((isoWeekday) => ({
      isoWeekday,
      opensMinute: 540,
      closesMinute: 1_020,
    }));
    const { id } = await prisma().calendar.create({
      data: { ...scope, name, version, timeZone: 'UTC', hours: { create: hours } },
    });
    return id;
  };
  const targets = [];
  for (const priority of ['low', 'medium', 'high'] as const) {
    const name = priority === 'high' ? undefined : own[priority];
    const calendarId = name === undefined ? null : await calendarNamed(name);
    targets.push({ priority, responseSeconds: 4 * 3600, resolutionSeconds: 24 * 3600, calendarId });
  }
  await prisma().slaPolicy.create({
    data: {
      ...scope,
      version: 1 + (await prisma().slaPolicy.count({ where: scope })),
      calendarId: calendarName === undefined ? base.calendarId : await calendarNamed(calendarName),
      createdById: by === undefined ? null : clock.it_.userId(by),
      targets: { create: targets },
    },
  });
  await recomputeClocks(fixture.desk);
}

it('a target that there was none of is explained by the priority and the policy that it ended with', async () => {
  await editPolicy();
  await editTicket(fixture.desk, await clock.it_.actor('ana'), clock.number, { priority: 'low' });
  await move('resolve', '2026-03-02T11:00:00Z');
  go('2026-03-02T12:00:00Z');
  await editTicket(fixture.desk, await clock.it_.actor('ana'), clock.number, { priority: 'medium' });
  const ended = { state: 'none', priority: 'low', targetSeconds: null, policy: { version: 2 } };
  expect(await target('resolution')).toMatchObject(ended);
  await saveIn({});
  await move('reopen', '2026-03-02T13:00:00Z');
  await recomputeClocks(fixture.desk);
  const running = { state: 'running', priority: 'medium', policy: { version: 3 } };
  expect(await target('resolution')).toMatchObject(running);
});

describe('what moved a target', () => {
  it('a change of priority, with both targets as they were then', async () => {
    go('2026-03-02T11:00:00Z');
    await editTicket(fixture.desk, await clock.it_.actor('ben'), clock.number, { priority: 'high' });
    go('2026-03-03T16:00:00Z');
    expect((await target('resolution')).moves).toEqual([
      {
        at: new Date('2026-03-02T11:00:00Z'),
        by: { kind: 'person', name: 'ben' },
        cause: { kind: 'priority', from: 'medium', to: 'high' },
        before: new Date('2026-03-05T10:00:00Z'),
        after: new Date('2026-03-03T10:00:00Z'),
      },
    ]);
  });

  it('another version of policy and calendar, for the target that ran and not for the one that had stopped', async () => {
    go('2026-03-02T11:00:00Z');
    const comment = { text: 'Looking.', commentType: 'public', sourceKey: 'view:VC' } as const;
    await addComment(fixture.desk, await clock.it_.actor('ana'), clock.number, comment);
    go('2026-03-02T12:00:00Z');
    await editPolicy();
    go('2026-03-05T09:30:00Z');
    const [response, resolution] = (await explain('ana')).targets;
    expect(response).toMatchObject({
      moves: [],
      policy: { version: 1, scope: null },
      calendar: { version: 1 },
    });
    expect(resolution).toMatchObject({
      policy: { version: 2, scope: null },
      calendar: {
        version: 2,
        timeZone: 'UTC',
        workingDaySeconds: 8 * 3600,
        hours: { fri: '09:00-17:00', sat: '' },
      },
      targetSeconds: 12 * 3600,
      moves: [
        {
          by: { kind: 'desk' },
          cause: {
            ...{ kind: 'policy', from: { version: 1 }, to: { version: 2 }, savedBy: null },
            calendar: { scope: null, name: 'Office hours', version: 2, isNewVersion: true },
          },
          before: new Date('2026-03-05T10:00:00Z'),
          after: new Date('2026-03-03T14:00:00Z'),
        },
      ],
    });
  });

  it('a holiday is told by its name', async () => {
    go('2026-03-02T12:00:00Z');
    await editPolicy();
    go('2026-03-05T09:30:00Z');
    const closed = (await target('resolution')).rows.flatMap((row) =>
      row.what === 'closed' ? [row.why] : [],
    );
    expect(closed).toContainEqual({ kind: 'holiday', date: '2026-03-04', name: 'Founders’ Day' });
  });

  describe('a calendar', () => {
    const moves = async (who: Person = 'ana') =>
      (await target('resolution', who)).moves.map(({ cause }) => cause);
    const night = { name: 'Night', version: 1, isNewVersion: false };

    beforeEach(() => go('2026-03-02T12:00:00Z'));

    it('that the ticket’s priority does not count in is none of its causes', async () => {
      await saveIn({ low: 'Night' });
      expect(await moves()).toMatchObject([{ kind: 'policy', calendar: null }]);
    });

    it('that only the ticket’s priority counts in is named, and the next version of it as that', async () => {
      await saveIn({ medium: 'Night' });
      await saveIn({ medium: 'Night' });
      expect(await moves()).toMatchObject([
        { calendar: { ...night, scope: null } },
        { calendar: { ...night, scope: null, version: 2, isNewVersion: true } },
      ]);
    });

    it('is that of the priority at that moment, and not of now', async () => {
      await saveIn({ medium: 'Night' });
      go('2026-03-02T13:00:00Z');
      await editTicket(fixture.desk, await clock.it_.actor('ana'), clock.number, { priority: 'high' });
      await saveIn({ medium: 'Night' });
      expect(await moves()).toMatchObject([{ calendar: night }, { calendar: null }]);
    });

    it('of the project is told from the default’s of the same name and version', async () => {
      await saveIn({}, { projectId: clock.it_.project.id, calendarName: 'Office hours' });
      const own = { scope: 'IT Support', name: 'Office hours', version: 1 };
      expect(await moves()).toMatchObject([{ calendar: { ...own, isNewVersion: false } }]);
      expect((await target('resolution')).calendar).toMatchObject(own);
    });

    it('is told to agents with who saved it, and to requesters without', async () => {
      await prisma().project.update({ where: { id: clock.it_.project.id }, data: { showTargets: true } });
      await saveIn({ medium: 'Night' }, { by: 'ada' });
      expect(await moves()).toMatchObject([{ savedBy: 'ada', calendar: night }]);
      expect(await moves('bo')).toMatchObject([{ savedBy: null, calendar: night }]);
    });
  });

  it('a start that moved without moving a target, as before', async () => {
    go('2026-03-02T11:00:00Z');
    const began = async (time: string) =>
      moveStart(fixture.desk, await clock.it_.actor('ana'), clock.number, {
        when: { at: new Date(time) },
        reason: 'logs',
      });
    await began('2026-02-28T12:00:00Z');
    await began('2026-03-01T12:00:00Z');
    const dueAt = new Date('2026-03-04T17:00:00Z');
    expect((await target('resolution')).moves).toMatchObject([
      { cause: { kind: 'start' }, after: dueAt },
      { cause: { kind: 'start', to: new Date('2026-03-01T12:00:00Z') }, before: dueAt, after: dueAt },
    ]);
  });

  it.each([
    ['new_cycle', [{ cause: { kind: 'reopening' }, by: { kind: 'person', name: 'ben' } }]],
    ['continue', []],
  ] as const)('a reopening where the policy says %s', async (onReopen, expected) => {
    await prisma().slaPolicy.updateMany({ data: { options: { onReopen } } });
    await savePolicy(fixture.desk.database, { options: { onReopen } });
    await recomputeClocks(fixture.desk);
    await move('resolve', '2026-03-02T13:00:00Z', { text: 'Done.', sourceKey: 'view:VR' });
    await move('reopen', '2026-03-03T09:00:00Z', {}, 'ben');
    const moves = (await target('resolution')).moves.filter(({ cause }) => cause.kind !== 'policy');
    expect(moves).toMatchObject(
      expected.map((move) => ({
        ...move,
        before: new Date('2026-03-05T10:00:00Z'),
        after: new Date('2026-03-05T17:00:00Z'),
      })),
    );
    expect((await target('response')).moves.filter(({ cause }) => cause.kind === 'reopening')).toEqual([]);
  });

  it('a moved start, to agents with who moved it and why, to requesters without', async () => {
    await prisma().project.update({ where: { id: clock.it_.project.id }, data: { showTargets: true } });
    go('2026-03-02T11:00:00Z');
    const when = { at: new Date('2026-03-02T09:15:00Z') };
    await moveStart(fixture.desk, await clock.it_.actor('ana'), clock.number, {
      when,
      reason: 'printer logs say so',
    });
    expect(await explain('ana')).toMatchObject({ startedAt: when.at, startReason: 'printer logs say so' });
    expect((await target('resolution')).moves).toEqual([
      {
        at: new Date('2026-03-02T11:00:00Z'),
        by: { kind: 'person', name: 'ana' },
        cause: {
          kind: 'start',
          from: new Date('2026-03-02T10:00:00Z'),
          to: when.at,
          reason: 'printer logs say so',
        },
        before: new Date('2026-03-05T10:00:00Z'),
        after: new Date('2026-03-05T09:15:00Z'),
      },
    ]);
    const forBo = await explain('bo');
    expect(forBo).toMatchObject({ startReason: null });
    expect((await target('resolution', 'bo')).moves).toMatchObject([
      { by: { kind: 'agent' }, cause: { kind: 'start', to: when.at, reason: null } },
    ]);
    expect(JSON.stringify(forBo)).not.toMatch(/printer logs|"ana"/);
  });
});
