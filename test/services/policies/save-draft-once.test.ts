/** An edit is saved once and whole, or refused and changes nothing. */
import { describe, expect, it } from 'vitest';
import { keepPolicyDraft, readPolicyDraft } from '../../../src/services/policies/policy-drafts.js';
import { previewPolicyDraft } from '../../../src/services/policies/preview-policy-draft.js';
import { readCalendarForm } from '../../../src/services/policies/read-calendar-form.js';
import { readPolicyForm } from '../../../src/services/policies/read-policy-form.js';
import { savePolicyDraft } from '../../../src/services/policies/save-policy-draft.js';
import { currentPolicyId } from '../../../src/services/sla/load-policy.js';
import { recomputeClocks } from '../../../src/services/sla/recompute-clocks.js';
import {
  draftCalendar,
  draftPolicy,
  refusalOf,
  saveCalendar,
  savePolicy,
  withTarget,
} from './edit-policies.js';
import { DEFAULT, IT, longFriday, usePolicyDesk } from './use-policy-desk.js';

const world = usePolicyDesk();
const { prisma } = world;

const snapshot = async () => ({
  calendars: await prisma().calendar.findMany({
    orderBy: { id: 'asc' },
    include: { hours: true, holidays: true, exceptions: true },
  }),
  policies: await prisma().slaPolicy.findMany({ orderBy: { id: 'asc' }, include: { targets: true } }),
});

describe('saving', () => {
  it('leaves every row of an earlier version as it was', async () => {
    await savePolicy(world.desk, world.ada, IT, (form) => withTarget(form, 'high', { calendar: 'always' }));
    const before = await snapshot();
    await saveCalendar(world.desk, world.ada, DEFAULT, longFriday);
    await savePolicy(world.desk, world.ada, IT, (form) => withTarget(form, 'high', { calendar: 'policy' }));
    const after = await snapshot();
    expect(after.calendars.slice(0, before.calendars.length)).toEqual(before.calendars);
    expect(after.policies.slice(0, before.policies.length)).toEqual(before.policies);
    expect(after.policies.length).toBe(before.policies.length + 3);
  });

  it.each(['calendar', 'policy'] as const)('a %s as it was makes no version', async (kind) => {
    const before = await snapshot();
    const draft =
      kind === 'calendar'
        ? await draftCalendar(world.desk, world.ada, IT)
        : await draftPolicy(world.desk, world.ada, IT);
    expect(await previewPolicyDraft(world.desk, world.ada, draft)).toMatchObject({
      isUnchanged: true,
      open: 0,
      changed: 0,
    });
    const saved = await savePolicyDraft(world.desk, world.ada, draft);
    expect(saved).toMatchObject({
      policyId: await currentPolicyId(prisma(), null),
      version: 1,
      openCount: 0,
    });
    expect(await savePolicyDraft(world.desk, world.ada, draft)).toEqual(saved);
    expect(await snapshot()).toEqual(before);
    expect(await prisma().auditEntry.count({ where: { action: { endsWith: '_saved' } } })).toBe(0);
  });

  it.each([
    ['calendar', () => draftCalendar(world.desk, world.ada, IT, longFriday)],
    [
      'policy',
      () => draftPolicy(world.desk, world.ada, IT, (form) => withTarget(form, 'low', { response: '2h' })),
    ],
  ])(
    'a %s twice, or by two presses at once, makes one version and answers the same',
    async (_kind, drafted) => {
      await world.it_.open();
      const draft = await drafted();
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => savePolicyDraft(world.desk, world.ada, draft)),
      );
      answers.push(await savePolicyDraft(world.desk, world.ada, draft));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]).toMatchObject({ version: 1, openCount: 1 });
      expect(await prisma().slaPolicy.count({ where: { projectId: world.it_.project.id } })).toBe(1);
      expect((await readPolicyDraft(world.desk, world.ada, draft)).savedPolicyId).toBe(answers[0]?.policyId);
    },
  );

  it('of two admins who started from the same version the second is refused, and told what to do', async () => {
    await prisma().user.update({ where: { id: world.it_.userId('ben') }, data: { isSuperuser: true } });
    const ben = await world.it_.actor('ben');
    const first = await draftCalendar(world.desk, world.ada, DEFAULT, longFriday);
    const second = await draftPolicy(world.desk, ben, DEFAULT, (form) =>
      withTarget(form, 'low', { response: '2h' }),
    );
    const outcomes = await Promise.allSettled([
      savePolicyDraft(world.desk, world.ada, first),
      savePolicyDraft(world.desk, ben, second),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
    const loser =
      winner === 0 ? savePolicyDraft(world.desk, ben, second) : savePolicyDraft(world.desk, world.ada, first);
    const { '': words } = await refusalOf(loser);
    expect(words).toMatch(
      /^Somebody saved another version while you were editing\. .* `\/project (sla|calendar)` /,
    );
    expect(await prisma().slaPolicy.count({ where: { projectId: null } })).toBe(2);
  });

  it('a project’s first own policy is refused where the default moved on, and the words name the project', async () => {
    const draft = await draftPolicy(world.desk, world.ada, IT, (form) =>
      withTarget(form, 'low', { response: '2h' }),
    );
    await savePolicy(world.desk, world.ada, DEFAULT, (form) => withTarget(form, 'low', { response: '3h' }));
    expect((await refusalOf(savePolicyDraft(world.desk, world.ada, draft)))['']).toContain(
      '`/project sla IT`',
    );
    expect((await refusalOf(previewPolicyDraft(world.desk, world.ada, draft)))['']).toContain(
      '`/project sla IT`',
    );
  });

  it('a calendar that no policy counts in is not saved over a newer one', async () => {
    await saveCalendar(world.desk, world.ada, { ...IT, calendarName: 'Nights' }, () => ({}));
    const draft = await draftCalendar(world.desk, world.ada, { ...IT, calendarName: 'Nights' }, () => ({
      holidays: '',
    }));
    const older = await draftCalendar(world.desk, world.ada, { ...IT, calendarName: 'Nights' }, longFriday);
    await savePolicyDraft(world.desk, world.ada, older);
    await keepPolicyDraft(world.desk, world.ada, {
      ...{ draftId: draft, kind: 'calendar', scope: { projectKey: 'IT' }, basePolicyId: 1 },
      calendarName: 'Nights',
      form: (await readCalendarForm(world.desk, world.ada, { projectKey: 'IT' }, null)).form,
    });
    expect((await refusalOf(savePolicyDraft(world.desk, world.ada, draft)))['']).toContain(
      'Somebody saved another version',
    );
  });

  it('is refused where the form changed since it was looked at, and nothing is saved', async () => {
    const draft = await draftCalendar(world.desk, world.ada, IT, () => ({ timeZone: 'Nowhere/Land' }));
    expect(await refusalOf(savePolicyDraft(world.desk, world.ada, draft))).toHaveProperty('time_zone');
    expect((await readPolicyDraft(world.desk, world.ada, draft)).savedPolicyId).toBeNull();
    expect(await prisma().calendar.count()).toBe(1);
  });

  it('is in the audit log with ids, versions and what changed, and no texts', async () => {
    await saveCalendar(world.desk, world.ada, IT, (form) => ({
      ...longFriday(form),
      holidays: '2026-12-25 Secret party',
    }));
    const entries = await prisma().auditEntry.findMany({
      where: { action: { endsWith: '_saved' } },
      orderBy: { id: 'asc' },
    });
    expect(entries.map(({ action, actorId, subject }) => ({ action, actorId, subject }))).toEqual([
      {
        action: 'calendar_saved',
        actorId: world.ada.userId,
        subject: {
          projectId: world.it_.project.id,
          calendarId: 2,
          version: 1,
          changed: ['weekly', 'holidays'],
        },
      },
      {
        action: 'policy_saved',
        actorId: world.ada.userId,
        subject: {
          ...{ projectId: world.it_.project.id, policyId: 2, version: 1, previousPolicyId: 1 },
          changed: ['calendar'],
        },
      },
    ]);
    await savePolicy(world.desk, world.ada, IT, (form) => ({
      ...withTarget(form, 'low', { response: '2h' }),
      warnPercents: '50',
    }));
    const last = await prisma().auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(last.subject).toMatchObject({ version: 2, changed: ['target_low', 'warn_percents'] });
  });

  it('says how many open tickets are to move, and the form how many are left', async () => {
    await world.it_.open();
    await world.it_.open();
    const saved = await saveCalendar(world.desk, world.ada, IT, longFriday);
    expect(saved.openCount).toBe(2);
    const progress = async () => {
      const calendar = await readCalendarForm(world.desk, world.ada, { projectKey: 'IT' }, null);
      const policy = await readPolicyForm(world.desk, world.ada, { projectKey: 'IT' });
      expect(policy.outdatedCount).toBe(calendar.outdatedCount);
      return [calendar.openCount, calendar.outdatedCount];
    };
    expect(await progress()).toEqual([2, 2]);
    await recomputeClocks(world.desk);
    expect(await progress()).toEqual([2, 0]);
  });
});
