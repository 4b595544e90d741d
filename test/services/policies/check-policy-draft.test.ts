/** Everything that is wrong with a draft is answered at once, each on its own field, with what to write instead. */
import { describe, expect, it } from 'vitest';
import type { CalendarForm } from '../../../src/services/policies/calendar-form.js';
import { checkPolicyDraft } from '../../../src/services/policies/check-policy-draft.js';
import type { PolicyForm } from '../../../src/services/policies/policy-form.js';
import { readPolicyForm } from '../../../src/services/policies/read-policy-form.js';
import { savePolicyDraft } from '../../../src/services/policies/save-policy-draft.js';
import {
  draftCalendar,
  draftPolicy,
  refusalOf,
  saveCalendar,
  savePolicy,
  withTarget,
} from './edit-policies.js';
import { IT, usePolicyDesk } from './use-policy-desk.js';

const world = usePolicyDesk();

type Edit<Form> = (form: Form) => Partial<Form>;
const calendar = async (change: Edit<CalendarForm>) =>
  checkPolicyDraft(world.desk, world.ada, await draftCalendar(world.desk, world.ada, IT, change));
const policy = async (change: Edit<PolicyForm>) =>
  checkPolicyDraft(world.desk, world.ada, await draftPolicy(world.desk, world.ada, IT, change));

describe('a calendar is refused', () => {
  it('for every field that is wrong, at once', async () => {
    const fields = await refusalOf(
      calendar((form) => ({
        timeZone: 'Mars/Olympus',
        hours: { ...form.hours, mon: '22-6', sun: 'noon' },
        holidays: '2026-02-30',
        exceptions: '2026-12-24 Eve',
      })),
    );
    expect(Object.keys(fields).sort()).toEqual([
      'exceptions',
      'holidays',
      'hours_mon',
      'hours_sun',
      'time_zone',
    ]);
    expect(fields.hours_mon).toContain('22:00-24:00 here and 00:00-06:00 on Tuesday.');
    expect(fields.hours_sun).toContain('“noon”');
    expect(fields.holidays).toContain('“2026-02-30”');
    expect(fields.exceptions).toContain('“2026-12-24 Eve”');
    expect(fields.time_zone).toContain('Europe/Berlin');
  });

  it('for a night on Sunday with Monday as the next day', async () => {
    const fields = await refusalOf(calendar((form) => ({ hours: { ...form.hours, sun: '22-6' } })));
    expect(fields).toEqual({ hours_sun: expect.stringContaining('00:00-06:00 on Monday.') });
  });

  it('when it never opens, also with extra openings', async () => {
    const never = { mon: '', tue: '', wed: 'closed', thu: '-', fri: '', sat: '', sun: '' };
    const fields = await refusalOf(
      calendar(() => ({ hours: never, exceptions: '2026-12-05 open 10:00-14:00' })),
    );
    expect(fields).toEqual({ hours_mon: expect.stringContaining('at least one day of the week') });
  });

  it('with more dates than a calendar holds, those counted that are no longer shown', async () => {
    const dates = (from: number, count: number) =>
      Array.from({ length: count }, (_each, day) =>
        new Date(Date.UTC(from, 0, 1 + day)).toISOString().slice(0, 10),
      ).join('\n');
    await saveCalendar(world.desk, world.ada, IT, () => ({ holidays: dates(2000, 3000) }));
    await calendar(() => ({ holidays: dates(2030, 2000) }));
    expect(await refusalOf(calendar(() => ({ holidays: dates(2030, 2001) })))).toEqual({
      holidays: 'A calendar has at most 5000 holidays and exceptions; this one has 5001. Leave some out.',
    });
  });

  it('when a target that was fine would not come within fifty years', async () => {
    await savePolicy(world.desk, world.ada, IT, (form) => withTarget(form, 'low', { resolution: '1000h' }));
    const never = { mon: '', tue: '', wed: '9:00-9:01', thu: '', fri: '', sat: '', sun: '' };
    expect(await refusalOf(calendar(() => ({ hours: never })))).toEqual({
      hours_mon:
        'With these hours the resolution target of 1000h for Low would take more than 50 years. Open longer.',
    });
  });
});

describe('a policy is refused', () => {
  it('for every field that is wrong, at once', async () => {
    const fields = await refusalOf(
      policy((form) => ({
        targets: {
          critical: { response: 'soon', resolution: '4', calendar: 'named:Nowhere' },
          high: { response: '-1h', resolution: '1:75', calendar: 'policy' },
          medium: form.targets.medium,
          low: { response: '8h', resolution: '500000h', calendar: 'never' },
        },
        pausesIn: ['waiting', 'resolved'],
        warnPercents: '80, 100',
        onPriorityChange: 'explode',
        onReopen: '',
        urgentPriorities: ['critical', 'doom'],
        escalateTo: ['everybody'],
        escalateChannel: 'general',
      })),
    );
    expect(Object.keys(fields).sort()).toEqual(
      [
        ...['response_critical', 'resolution_critical', 'calendar_critical', 'response_high'],
        ...['resolution_high', 'resolution_low', 'calendar_low', 'pauses_in', 'warn_percents'],
        ...['on_priority_change', 'on_reopen', 'urgent', 'escalate_to', 'escalate_channel'],
      ].sort(),
    );
    expect(fields.resolution_critical).toBe(
      '“4” of what? Write 4h for hours, 4 min for minutes or 4 days for working days.',
    );
    expect(fields.resolution_low).toContain('within 50 years');
    expect(fields.pauses_in).toContain('not done');
    expect(fields.calendar_critical).toBe('There is no such calendar here. Choose another one.');
  });

  it('in days where the priority’s own calendar has days of different lengths', async () => {
    await saveCalendar(world.desk, world.ada, { ...IT, calendarName: 'Nights' }, (form) => ({
      hours: { ...form.hours, sat: '10-12' },
    }));
    const inDays = (choice: string) =>
      policy((form) => withTarget(form, 'high', { resolution: '3d', calendar: choice }));
    expect(await refusalOf(inDays('named:Nights'))).toEqual({
      resolution_high: expect.stringContaining('not equally long'),
    });
    const seconds = async (choice: string) =>
      (await inDays(choice)).plan.policies[0]?.clock.targets.high.resolutionSeconds;
    expect(await seconds('policy')).toBe(3 * 8 * 3600);
    expect(await seconds('always')).toBe(3 * 86_400);
  });

  it('for a calendar of another project', async () => {
    await saveCalendar(world.desk, world.ada, { key: 'HR', calendarName: 'Nights' }, () => ({}));
    const chosen = policy((form) => withTarget(form, 'high', { calendar: 'named:Nights' }));
    expect(await refusalOf(chosen)).toHaveProperty('calendar_high');
  });

  it('not for a response longer than the resolution, which is a warning', async () => {
    const { warnings } = await policy((form) => withTarget(form, 'high', { response: '9h' }));
    expect(warnings).toEqual([
      expect.stringMatching(/^High: the response may take longer than the resolution\./),
    ]);
    expect((await policy((form) => withTarget(form, 'high', { response: '8h' }))).warnings).toEqual([]);
  });
});

describe('breaches can be escalated', () => {
  const to = (...escalateTo: string[]) => policy(() => ({ escalateTo }));
  const into = (escalateChannel: string) => policy(() => ({ escalateChannel }));

  it('to people of the workspace, known to the desk or not, and shown again as they were chosen', async () => {
    world.desk.directory.addPerson('UNEW');
    const id = await draftPolicy(world.desk, world.ada, IT, () => ({ escalateTo: ['UNEW', 'UANA', 'UNEW'] }));
    await savePolicyDraft(world.desk, world.ada, id);
    const { form } = await readPolicyForm(world.desk, world.ada, { projectKey: 'IT' });
    expect(form.escalateTo).toEqual(['UANA', 'UNEW']);
  });

  it.each([
    [
      'a guest',
      'UGUS',
      'gus is a guest, and alerts name tickets that guests may not see. Choose somebody else.',
    ],
    ['an outsider', 'UOLGA', 'olga belongs to another organization. Choose somebody else.'],
    ['a bot', 'UROBOT', 'urobot is a bot and answers no alerts. Choose somebody else.'],
    ['somebody deactivated', 'UGONE', 'ugone is deactivated in Slack. Choose somebody else.'],
    ['somebody Slack does not know', 'UNOBODY', expect.stringContaining('Slack did not tell me who')],
    ['no id', '<!channel>', 'Choose people from the list.'],
  ])('not to %s', async (_who, slackUserId, words) => {
    world.desk.directory.addPerson('UROBOT', { isBot: true });
    world.desk.directory.addPerson('UGONE', { isDeactivated: true });
    expect(await refusalOf(to('UANA', slackUserId))).toEqual({ escalate_to: words });
  });

  it('not to several who may not, all said at once', async () => {
    world.desk.directory.addPerson('UGONE', { isDeactivated: true });
    expect(await refusalOf(to('UOLGA', 'UANA', 'UGONE'))).toEqual({
      escalate_to:
        'olga belongs to another organization. ugone is deactivated in Slack. Choose somebody else.',
    });
  });

  it('not to more than twenty people', async () => {
    const people = Array.from({ length: 21 }, (_each, index) => `U${index}`);
    expect(await refusalOf(to(...people))).toEqual({
      escalate_to: 'Choose at most 20 people, or a channel for all of them.',
    });
  });

  it('into a private channel with the bot in it, shown again as it was chosen', async () => {
    world.desk.directory.addConversation('CLEADS', { kind: 'private' });
    const id = await draftPolicy(world.desk, world.ada, IT, () => ({ escalateChannel: 'CLEADS' }));
    await savePolicyDraft(world.desk, world.ada, id);
    const { form } = await readPolicyForm(world.desk, world.ada, { projectKey: 'IT' });
    expect(form.escalateChannel).toBe('CLEADS');
    const unchanged = await checkPolicyDraft(
      world.desk,
      world.ada,
      await draftPolicy(world.desk, world.ada, IT),
    );
    expect(unchanged.plan.policies).toEqual([]);
  });

  it.each([
    ['a public one', 'CPUBLIC', 'Everyone can read that channel'],
    ['a shared one', 'CSHARED', 'shared with another organization'],
    ['an archived one', 'COLD', 'archived'],
    ['direct messages', 'DUANA', 'direct or group messages'],
    ['a group message', 'GMPIM', 'direct or group messages'],
    ['one without the bot', 'CHIDDEN', '/invite @threadesk'],
    ['one that is not there', 'CNONE', '/invite @threadesk'],
    ['requesters’ own', 'CREQUEST', 'Requesters read that channel'],
    ['no id', 'general', 'Choose a channel from the list.'],
  ])('not into %s', async (_which, slackChannelId, words) => {
    world.desk.directory.addConversation('CPUBLIC', { kind: 'public' });
    world.desk.directory.addConversation('CSHARED', { kind: 'private', isExternal: true });
    world.desk.directory.addConversation('COLD', { kind: 'private', isArchived: true });
    world.desk.directory.addConversation('DUANA', { kind: 'im' });
    world.desk.directory.addConversation('GMPIM', { kind: 'mpim' });
    world.desk.directory.addConversation('CHIDDEN', { kind: 'private', isBotMember: false });
    world.desk.directory.addConversation('CREQUEST', { kind: 'private' });
    await world.desk.database.prisma.channel.create({
      data: { slackChannelId: 'CREQUEST', kind: 'private', role: 'request', projectId: world.it_.hr.id },
    });
    expect(await refusalOf(into(slackChannelId))).toEqual({
      escalate_channel: expect.stringContaining(words),
    });
  });

  it('not while Slack does not answer', async () => {
    world.desk.directory.failOn('readConversation', 'readProfile');
    expect(await refusalOf(into('CLEADS'))).toEqual({
      escalate_channel: expect.stringContaining('Try again'),
    });
    expect(await refusalOf(to('UNEW'))).toEqual({ escalate_to: expect.stringContaining('Try again') });
  });
});
