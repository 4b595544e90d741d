/** A saved edit is a new version for everything that counts in it, once, and never changes an old one. */
import { describe, expect, it } from 'vitest';
import { previewPolicyDraft } from '../../../src/services/policies/preview-policy-draft.js';
import { readCalendarForm } from '../../../src/services/policies/read-calendar-form.js';
import { readPolicyForm } from '../../../src/services/policies/read-policy-form.js';
import { ensureDefaultCalendar } from '../../../src/services/projects/ensure-default-calendar.js';
import { currentPolicyId, loadStoredPolicy } from '../../../src/services/sla/load-policy.js';
import { slackIdOf } from '../../support/it-project.js';
import { draftPolicy, saveCalendar, savePolicy, withTarget } from './edit-policies.js';
import { DEFAULT, IT, longFriday, usePolicyDesk } from './use-policy-desk.js';

const world = usePolicyDesk();
const { prisma } = world;

const HR = { key: 'HR' };

/** "IT v2 over Office hours v3 (IT)" of every scope's newest policy, with own calendars by priority. */
async function inForce(): Promise<string[]> {
  const keys: [string, number | null][] = [
    ['default', null],
    ['IT', world.it_.project.id],
    ['HR', world.it_.hr.id],
  ];
  const lines: string[] = [];
  for (const [name, projectId] of keys) {
    const policy = await loadStoredPolicy(
      prisma(),
      world.desk.database,
      await currentPolicyId(prisma(), projectId),
    );
    const called = (calendar: typeof policy.calendar) =>
      `${calendar.projectId === null ? 'default' : 'own'} ${calendar.name} v${calendar.version}`;
    const own = Object.entries(policy.ownCalendars).map(
      ([priority, each]) => `, ${priority}: ${called(each)}`,
    );
    const whose = policy.projectId === projectId ? '' : ' (inherited)';
    lines.push(`${name} v${policy.version}${whose}: ${called(policy.calendar)}${own.join('')}`);
  }
  return lines;
}

describe('a saved calendar', () => {
  it('of the default reaches every scope that counts in it', async () => {
    await savePolicy(world.desk, world.ada, HR, (form) => withTarget(form, 'low', { response: '2h' }));
    const saved = await saveCalendar(world.desk, world.ada, DEFAULT, longFriday);
    expect(saved).toMatchObject({ version: 2, scopeName: 'the default', calendarName: 'Office hours' });
    expect(await inForce()).toEqual([
      'default v2: default Office hours v2',
      'IT v2 (inherited): default Office hours v2',
      'HR v2: default Office hours v2',
    ]);
  });

  it('of a project without its own becomes its own, with its first policy, and the default stays', async () => {
    const before = await readCalendarForm(world.desk, world.ada, { projectKey: 'IT' }, null);
    expect(before).toMatchObject({ calendarName: 'Office hours', version: null, isInherited: true });
    const saved = await saveCalendar(world.desk, world.ada, IT, longFriday);
    expect(saved).toMatchObject({ version: 1, scopeName: 'IT', calendarName: 'Office hours' });
    expect(await inForce()).toEqual([
      'default v1: default Office hours v1',
      'IT v1: own Office hours v1',
      'HR v1 (inherited): default Office hours v1',
    ]);
    const after = await readCalendarForm(world.desk, world.ada, { projectKey: 'it' }, 'office HOURS');
    expect(after).toMatchObject({ calendarName: 'Office hours', version: 1, isInherited: false });
    expect(after.form.hours).toMatchObject({ fri: '09:00-20:00', mon: '09:00-17:00', sun: '' });
    await saveCalendar(world.desk, world.ada, DEFAULT, () => ({ timeZone: 'Asia/Tokyo' }));
    expect(await inForce()).toEqual([
      'default v2: default Office hours v2',
      'IT v1: own Office hours v1',
      'HR v2 (inherited): default Office hours v2',
    ]);
  });

  it('of a priority makes a new policy too, and leaves the policy’s own calendar alone', async () => {
    await saveCalendar(world.desk, world.ada, { ...IT, calendarName: 'Nights' }, (form) => ({
      hours: { ...form.hours, sat: '00:00-24:00' },
    }));
    expect(await inForce()).toContain('IT v1 (inherited): default Office hours v1');
    await savePolicy(world.desk, world.ada, IT, (form) =>
      withTarget(form, 'high', { calendar: 'named:Nights' }),
    );
    const saved = await saveCalendar(world.desk, world.ada, { ...IT, calendarName: 'nights' }, longFriday);
    expect(saved).toMatchObject({ version: 2, calendarName: 'Nights' });
    expect(await inForce()).toContain('IT v2: default Office hours v1, high: own Nights v2');
    await saveCalendar(world.desk, world.ada, DEFAULT, () => ({ timeZone: 'Asia/Tokyo' }));
    expect(await inForce()).toContain('IT v3: default Office hours v2, high: own Nights v2');
  });

  it('that nothing counts in makes no policy, and starts as a copy of the policy’s calendar', async () => {
    await saveCalendar(world.desk, world.ada, DEFAULT, () => ({ holidays: '2026-12-25 Christmas Day' }));
    const opened = await readCalendarForm(world.desk, world.ada, { projectKey: null }, '  Night   shift ');
    expect(opened).toMatchObject({
      calendarName: 'Night shift',
      version: null,
      isInherited: false,
      openCount: 0,
    });
    expect(opened.form.holidays).toBe('2026-12-25 Christmas Day');
    const saved = await saveCalendar(
      world.desk,
      world.ada,
      { key: null, calendarName: 'Night shift' },
      () => ({}),
    );
    expect(saved).toMatchObject({ version: 2, calendarName: 'Night shift' });
    expect((await readPolicyForm(world.desk, world.ada, { projectKey: null })).calendarNames).toEqual([
      'Night shift',
    ]);
  });

  it('keeps targets, options and alerts of every policy that it makes', async () => {
    const policy = await savePolicy(world.desk, world.ada, IT, (form) => ({
      ...withTarget(form, 'critical', { response: '10m', resolution: '2h', calendar: 'always' }),
      warnPercents: '50, 90',
      urgentPriorities: ['high', 'critical'],
      escalateTo: [slackIdOf('ben')],
    }));
    const before = await readPolicyForm(world.desk, world.ada, { projectKey: 'IT' });
    const saved = await saveCalendar(world.desk, world.ada, IT, longFriday);
    expect(saved.policyId).not.toBe(policy.policyId);
    expect((await readPolicyForm(world.desk, world.ada, { projectKey: 'IT' })).form).toEqual(before.form);
    expect(before.form).toMatchObject({
      targets: { critical: { response: '10m', resolution: '2h', calendar: 'always' } },
      warnPercents: '50, 90',
      urgentPriorities: ['high', 'critical'],
      escalateTo: ['UBEN'],
    });
  });

  it('keeps its names, exceptions and what is too old to be shown', async () => {
    await saveCalendar(world.desk, world.ada, DEFAULT, () => ({
      holidays: '2025-12-25 Christmas Day\n2026-12-25 Christmas Day',
      exceptions: '2025-12-24 closed 12:00-24:00 Eve\n2026-12-24 closed 12:00-24:00 Eve',
    }));
    const { form } = await readCalendarForm(world.desk, world.ada, { projectKey: null }, null);
    expect(form.holidays).toBe('2026-12-25 Christmas Day');
    expect(form.exceptions).toBe('2026-12-24 closed 12:00-24:00 Eve');
    await saveCalendar(world.desk, world.ada, DEFAULT, () => ({
      holidays: '',
      exceptions: '2026-12-05 open 10-12',
    }));
    const holidays = await prisma().calendarHoliday.findMany({ where: { calendar: { version: 3 } } });
    expect(holidays).toMatchObject([{ date: new Date('2025-12-25'), name: 'Christmas Day' }]);
    const exceptions = await prisma().calendarException.findMany({
      where: { calendar: { version: 3 } },
      orderBy: { date: 'asc' },
    });
    expect(exceptions).toMatchObject([
      { date: new Date('2025-12-24'), kind: 'closed', name: 'Eve' },
      { date: new Date('2026-12-05'), kind: 'open', opensMinute: 600, closesMinute: 720 },
    ]);
  });
});

describe('a saved policy', () => {
  it('is a new version of its scope alone, made by who saved it', async () => {
    const saved = await savePolicy(world.desk, world.ada, IT, (form) =>
      withTarget(form, 'low', { response: 'none' }),
    );
    expect(saved).toMatchObject({ version: 1, scopeName: 'IT', calendarName: null });
    const row = await prisma().slaPolicy.findUniqueOrThrow({
      where: { id: saved.policyId },
      include: { targets: true },
    });
    expect(row).toMatchObject({ createdById: world.ada.userId, projectId: world.it_.project.id });
    expect(row.targets.find(({ priority }) => priority === 'low')).toMatchObject({
      responseSeconds: null,
      resolutionSeconds: 144_000,
    });
    expect(await inForce()).toEqual([
      'default v1: default Office hours v1',
      'IT v1: default Office hours v1',
      'HR v1 (inherited): default Office hours v1',
    ]);
  });

  it('counts a priority around the clock, in one calendar however often it is chosen', async () => {
    await savePolicy(world.desk, world.ada, IT, (form) =>
      withTarget(form, 'critical', { calendar: 'always' }),
    );
    await savePolicy(world.desk, world.ada, IT, (form) => withTarget(form, 'high', { calendar: 'always' }));
    expect(await inForce()).toContain(
      'IT v2: default Office hours v1, high: own Around the clock v1, critical: own Around the clock v1',
    );
    await savePolicy(world.desk, world.ada, IT, (form) =>
      withTarget(form, 'critical', { calendar: 'policy' }),
    );
    expect(await inForce()).toContain('IT v3: default Office hours v1, high: own Around the clock v1');
    expect((await readPolicyForm(world.desk, world.ada, { projectKey: 'IT' })).calendarNames).toEqual([]);
  });

  it('choosing the policy’s own calendar by name is choosing the policy’s', async () => {
    const draft = await draftPolicy(world.desk, world.ada, IT, (form) =>
      withTarget(form, 'high', { calendar: 'named:Office hours' }),
    );
    expect(await previewPolicyDraft(world.desk, world.ada, draft)).toMatchObject({ isUnchanged: true });
  });
});

describe('ensureDefaultCalendar', () => {
  it('leaves a zone alone that an admin chose, and any calendar that one edited', async () => {
    await saveCalendar(world.desk, world.ada, DEFAULT, () => ({ timeZone: 'Asia/Tokyo' }));
    await ensureDefaultCalendar(world.desk, 'Europe/Berlin');
    expect(await inForce()).toContain('default v2: default Office hours v2');
    expect((await readCalendarForm(world.desk, world.ada, { projectKey: null }, null)).form.timeZone).toBe(
      'Asia/Tokyo',
    );
  });

  it('moves every policy over its calendar, exceptions included, while nobody has edited it', async () => {
    await prisma().calendarException.create({
      data: {
        calendarId: 1,
        date: new Date('2026-12-24'),
        kind: 'closed',
        opensMinute: 720,
        closesMinute: 1440,
        name: 'Eve',
      },
    });
    await savePolicy(world.desk, world.ada, IT, (form) => withTarget(form, 'low', { response: '2h' }));
    await ensureDefaultCalendar(world.desk, 'Europe/Berlin');
    expect(await inForce()).toEqual([
      'default v2: default Office hours v2',
      'IT v2: default Office hours v2',
      'HR v2 (inherited): default Office hours v2',
    ]);
    const { form } = await readCalendarForm(world.desk, world.ada, { projectKey: null }, null);
    expect(form).toMatchObject({
      timeZone: 'Europe/Berlin',
      exceptions: '2026-12-24 closed 12:00-24:00 Eve',
    });
  });
});
