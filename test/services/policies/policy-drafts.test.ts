/** What was typed is kept for who typed it, and for nobody else. */
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/permissions.js';
import { checkPolicyDraft } from '../../../src/services/policies/check-policy-draft.js';
import {
  keepPolicyDraft,
  prunePolicyDrafts,
  readPolicyDraft,
} from '../../../src/services/policies/policy-drafts.js';
import { previewPolicyDraft } from '../../../src/services/policies/preview-policy-draft.js';
import { readCalendarForm } from '../../../src/services/policies/read-calendar-form.js';
import { readPolicyForm } from '../../../src/services/policies/read-policy-form.js';
import { savePolicyDraft } from '../../../src/services/policies/save-policy-draft.js';
import type { Person } from '../../support/it-project.js';
import { draftCalendar, draftPolicy, refusalOf } from './edit-policies.js';
import { usePolicyDesk } from './use-policy-desk.js';

const world = usePolicyDesk();

const IT = { projectKey: 'IT' };
const GONE = { '': 'What you typed is not there any more. Open the form again and make your change there.' };
const drafts = () => world.desk.database.prisma.policyDraft.findMany({ orderBy: { id: 'asc' } });

async function again(draftId: number, actor: Actor, timeZone: string, calendarName = 'Office hours') {
  const { basePolicyId, form } = await readCalendarForm(world.desk, world.ada, IT, null);
  const draft = { draftId, scope: IT, basePolicyId, kind: 'calendar', calendarName } as const;
  return keepPolicyDraft(world.desk, actor, { ...draft, form: { ...form, timeZone } });
}

describe('a draft', () => {
  it('keeps what was typed, wrong or not, and is changed in place by its author', async () => {
    const id = await draftCalendar(world.desk, world.ada, { key: 'it' }, () => ({
      timeZone: 'Nowhere',
      holidays: 'x',
    }));
    expect(await readPolicyDraft(world.desk, world.ada, id)).toMatchObject({
      ...{ kind: 'calendar', calendarName: 'Office hours', savedPolicyId: null },
      scope: { projectId: world.it_.project.id, projectKey: 'IT', scopeName: 'IT' },
      form: { timeZone: 'Nowhere', holidays: 'x' },
    });
    expect(await again(id, world.ada, 'Asia/Tokyo')).toBe(id);
    expect(await readPolicyDraft(world.desk, world.ada, id)).toMatchObject({
      form: { timeZone: 'Asia/Tokyo' },
    });
    expect(await drafts()).toHaveLength(1);
  });

  it('stays a draft of what it was', async () => {
    const id = await draftPolicy(world.desk, world.ada, { key: 'IT' });
    expect(await refusalOf(again(id, world.ada, 'UTC'))).toEqual(GONE);
    const calendar = await draftCalendar(world.desk, world.ada, { key: 'IT' });
    await again(calendar, world.ada, 'UTC', 'Another');
    expect(await readPolicyDraft(world.desk, world.ada, calendar)).toMatchObject({
      calendarName: 'Office hours',
    });
  });

  it('of somebody else is not there, also for an admin', async () => {
    await world.desk.database.prisma.user.update({
      where: { id: world.it_.userId('ben') },
      data: { isSuperuser: true },
    });
    const ben = await world.it_.actor('ben');
    const id = await draftCalendar(world.desk, world.ada, { key: 'IT' }, () => ({ timeZone: 'Asia/Tokyo' }));
    for (const work of [readPolicyDraft, checkPolicyDraft, previewPolicyDraft, savePolicyDraft]) {
      expect(await refusalOf(work(world.desk, ben, id))).toEqual(GONE);
      expect(await refusalOf(work(world.desk, world.ada, id + 1))).toEqual(GONE);
    }
    expect(await refusalOf(again(id, ben, 'UTC'))).toEqual(GONE);
    expect(await readPolicyDraft(world.desk, world.ada, id)).toMatchObject({
      form: { timeZone: 'Asia/Tokyo' },
    });
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 31])('of number %d is not there', async (number) => {
    expect(await refusalOf(readPolicyDraft(world.desk, world.ada, number))).toEqual(GONE);
    expect(await refusalOf(again(number, world.ada, 'UTC'))).toEqual(GONE);
    const { form } = await readPolicyForm(world.desk, world.ada, IT);
    const kept = keepPolicyDraft(world.desk, world.ada, {
      kind: 'policy',
      scope: IT,
      basePolicyId: number,
      form,
    });
    expect(await refusalOf(kept)).toEqual(GONE);
  });

  it('over a policy of another scope, or one that never was, is refused', async () => {
    const own = await draftPolicy(world.desk, world.ada, { key: 'HR' }, () => ({ warnPercents: '50' }));
    const { policyId } = await savePolicyDraft(world.desk, world.ada, own);
    const { form } = await readPolicyForm(world.desk, world.ada, IT);
    for (const basePolicyId of [policyId, 4711]) {
      const kept = keepPolicyDraft(world.desk, world.ada, { kind: 'policy', scope: IT, basePolicyId, form });
      expect(await refusalOf(kept)).toEqual(GONE);
    }
  });

  it('once saved is changed no more', async () => {
    const id = await draftCalendar(world.desk, world.ada, { key: 'IT' }, () => ({ timeZone: 'Asia/Tokyo' }));
    await savePolicyDraft(world.desk, world.ada, id);
    const words = { '': 'This was saved already. Open it again to change it.' };
    expect(await refusalOf(again(id, world.ada, 'UTC'))).toEqual(words);
    expect(await refusalOf(checkPolicyDraft(world.desk, world.ada, id))).toEqual(words);
    expect(await refusalOf(previewPolicyDraft(world.desk, world.ada, id))).toEqual(words);
  });

  it('holds whatever can be typed', async () => {
    const odd = '2026-12-25 a\u0000b \ud800 ﷽ <!channel> \u2028';
    const id = await draftCalendar(world.desk, world.ada, { key: 'IT' }, () => ({ holidays: odd }));
    const { form } = await readCalendarForm(world.desk, world.ada, IT, null);
    expect(await readPolicyDraft(world.desk, world.ada, id)).toMatchObject({
      form: { ...form, holidays: '2026-12-25 ab \ufffd ﷽ <!channel> \u2028' },
    });
    await savePolicyDraft(world.desk, world.ada, id);
    const after = await readCalendarForm(world.desk, world.ada, IT, null);
    expect(after.form.holidays).toBe('2026-12-25 ab \ufffd ﷽ <!channel>');
  });

  it('holds the longest list, and refuses more than that', async () => {
    const list = Array.from({ length: 5000 }, () => '2026-12-25 Christmas Day').join('\n');
    await draftCalendar(world.desk, world.ada, { key: 'IT' }, () => ({ holidays: list }));
    const tooLong = draftCalendar(world.desk, world.ada, { key: 'IT' }, () => ({
      holidays: list.repeat(10),
    }));
    expect((await refusalOf(tooLong))['']).toBe(
      'This is more than a calendar can hold. Leave out dates that are long past.',
    );
  });

  it.each([
    ['nothing', null],
    ['a list', []],
    ['a field less', { form: { timeZone: 'UTC' }, baseCalendarId: null }],
    ['a number for a text', { form: { timeZone: 1e300, hours: {}, holidays: '', exceptions: '' } }],
    ['an id that no column holds', { baseCalendarId: 9_007_199_254_740_991 }],
  ])('of another version, with %s in it, is not there, and is logged', async (_name, odd) => {
    const errors: object[] = [];
    const logging = {
      ...world.desk,
      log: { ...world.desk.log, error: (fields: object) => void errors.push(fields) },
    };
    const id = await draftCalendar(world.desk, world.ada, { key: 'IT' }, () => ({}));
    const [draft] = await drafts();
    const form = odd !== null && 'baseCalendarId' in odd ? { ...(draft?.form as object), ...odd } : odd;
    await world.desk.database.pool.query('UPDATE policy_drafts SET form = $1', [JSON.stringify(form)]);
    expect(await refusalOf(readPolicyDraft(logging, world.ada, id))).toEqual(GONE);
    expect(await refusalOf(savePolicyDraft(logging, world.ada, id))).toEqual(GONE);
    expect(errors).toContainEqual({ draftId: id });
    expect(await prunePolicyDrafts(world.desk, new Date(world.desk.clock.now().getTime() + 1))).toBe(1);
  });

  it('is forgotten when it is old, saved or not', async () => {
    const saved = await draftCalendar(world.desk, world.ada, { key: 'IT' }, () => ({
      timeZone: 'Asia/Tokyo',
    }));
    await savePolicyDraft(world.desk, world.ada, saved);
    await draftPolicy(world.desk, world.ada, { key: 'IT' });
    const between = new Date(world.desk.clock.now().getTime() + 1);
    world.desk.clock.advance(60_000);
    const younger = await draftPolicy(world.desk, world.ada, { key: 'IT' });
    expect(await prunePolicyDrafts(world.desk, between)).toBe(2);
    expect((await drafts()).map(({ id }) => id)).toEqual([younger]);
  });
});

describe('only admins', () => {
  const WHO = ['ana', 'bo', 'gus', 'olga', 'hedy'] as const satisfies readonly Person[];
  it.each(WHO)('not %s', async (person) => {
    const actor = await world.it_.actor(person);
    const id = await draftCalendar(world.desk, world.ada, { key: 'IT' });
    const { form, basePolicyId } = await readCalendarForm(world.desk, world.ada, IT, null);
    const calendar = { scope: IT, basePolicyId, kind: 'calendar', calendarName: 'X', form } as const;
    const policy = await readPolicyForm(world.desk, world.ada, IT);
    const of = (what: string) => expect.stringContaining(`Only admins can manage ${what}.`);
    expect(await refusalOf(readCalendarForm(world.desk, actor, IT, null))).toEqual({ '': of('calendars') });
    expect(await refusalOf(keepPolicyDraft(world.desk, actor, calendar))).toEqual({ '': of('calendars') });
    expect(await refusalOf(readPolicyForm(world.desk, actor, IT))).toEqual({ '': of('SLA policies') });
    expect(
      await refusalOf(
        keepPolicyDraft(world.desk, actor, { kind: 'policy', scope: IT, basePolicyId, form: policy.form }),
      ),
    ).toEqual({ '': of('SLA policies') });
    await world.desk.database.prisma.policyDraft.update({ where: { id }, data: { actorId: actor.userId } });
    for (const work of [readPolicyDraft, checkPolicyDraft, previewPolicyDraft, savePolicyDraft]) {
      expect(await refusalOf(work(world.desk, actor, id))).toEqual({ '': of('calendars') });
    }
  });

  it('who are still admins when they press', async () => {
    const id = await draftCalendar(world.desk, world.ada, { key: 'IT' }, () => ({ timeZone: 'Asia/Tokyo' }));
    expect(await refusalOf(savePolicyDraft(world.desk, { ...world.ada, isAdmin: false }, id))).toEqual({
      '': expect.stringContaining('Only admins'),
    });
    expect(await world.desk.database.prisma.calendar.count()).toBe(1);
  });
});

describe('a calendar’s name', () => {
  it.each([
    ['', 'Give the calendar a name, such as "Night shift".'],
    [' \u0000 ', 'Give the calendar a name, such as "Night shift".'],
    ['x'.repeat(101), "A calendar's name has at most 100 characters; this one has 101."],
    ['around the CLOCK', '"Around the clock" is always open and cannot be edited. Choose another name.'],
  ])('%j is refused', async (name, words) => {
    expect(await refusalOf(readCalendarForm(world.desk, world.ada, IT, name))).toEqual({ '': words });
    const { basePolicyId, form } = await readCalendarForm(world.desk, world.ada, IT, null);
    const kept = keepPolicyDraft(world.desk, world.ada, {
      kind: 'calendar',
      scope: IT,
      basePolicyId,
      calendarName: name,
      form,
    });
    expect(await refusalOf(kept)).toEqual({ '': words });
  });

  it('means itself, not a pattern', async () => {
    await savePolicyDraft(
      world.desk,
      world.ada,
      await draftCalendar(world.desk, world.ada, { key: 'IT', calendarName: '100%' }),
    );
    expect(await readCalendarForm(world.desk, world.ada, IT, '100% nights')).toMatchObject({ version: null });
    expect(await readCalendarForm(world.desk, world.ada, IT, '1%')).toMatchObject({
      calendarName: '1%',
      version: null,
    });
    expect(await readCalendarForm(world.desk, world.ada, IT, '%')).toMatchObject({
      calendarName: '%',
      version: null,
    });
    expect(await readCalendarForm(world.desk, world.ada, IT, '100%')).toMatchObject({
      calendarName: '100%',
      version: 1,
    });
  });

  it('of a project that is not there is refused', async () => {
    const words = { '': expect.stringContaining('There is no such project.') };
    expect(await refusalOf(readCalendarForm(world.desk, world.ada, { projectKey: 'NOPE' }, null))).toEqual(
      words,
    );
    expect(await refusalOf(readPolicyForm(world.desk, world.ada, { projectKey: 'NOPE' }))).toEqual(words);
  });
});
