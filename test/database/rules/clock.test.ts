/** The database refuses clocks that cannot be, and comes with the default one. */
import { describe, expect, it } from 'vitest';
import { NO_SUCH_VALUE, useRules } from './use-rules.js';

const { refusedBy, sql } = useRules();
const hours = (values: string) =>
  `INSERT INTO calendar_hours (calendar_id, iso_weekday, opens_minute, closes_minute) VALUES (1, ${values})`;

describe('the clock refuses', () => {
  const alert = `INSERT INTO sla_alerts (ticket_id, target_kind, threshold, clock_version, occurred_at) VALUES (1, 'response', 100, 1, now())`;
  const exception = (values: string) =>
    `INSERT INTO calendar_exceptions (calendar_id, date, kind, opens_minute, closes_minute) VALUES ${values}`;
  const draft = (columns: string, values: string) =>
    `INSERT INTO policy_drafts (actor_id, base_policy_id, form, ${columns}) VALUES (1, 1, '{}', ${values})`;
  it.each([
    ['a day before Monday', hours('0, 540, 600'), 'calendar_hours_iso_weekday_range'],
    ['a day after Sunday', hours('8, 540, 600'), 'calendar_hours_iso_weekday_range'],
    ['closing at opening', hours('6, 540, 540'), 'calendar_hours_window_sane'],
    ['closing before opening', hours('6, 540, 480'), 'calendar_hours_window_sane'],
    ['opening before the day', hours('6, -1, 480'), 'calendar_hours_window_sane'],
    ['closing after the day', hours('6, 540, 1441'), 'calendar_hours_window_sane'],
    [
      'an exception that closes at opening',
      exception(`(1, '2026-12-24', 'closed', 540, 540)`),
      'calendar_exceptions_window_sane',
    ],
    [
      'an exception that closes before opening',
      exception(`(1, '2026-12-24', 'open', 540, 480)`),
      'calendar_exceptions_window_sane',
    ],
    [
      'an exception before the day',
      exception(`(1, '2026-12-24', 'open', -1, 480)`),
      'calendar_exceptions_window_sane',
    ],
    [
      'an exception after the day',
      exception(`(1, '2026-12-24', 'open', 540, 1441)`),
      'calendar_exceptions_window_sane',
    ],
    [
      'an exception twice',
      exception(`(1, '2026-12-24', 'open', 540, 600), (1, '2026-12-24', 'open', 540, 660)`),
      'calendar_exceptions_calendar_id_date_kind_opens_minute_key',
    ],
    [
      'an exception of no calendar',
      exception(`(4711, '2026-12-24', 'open', 540, 600)`),
      'calendar_exceptions_calendar_id_fkey',
    ],
    ['an exception that is neither', exception(`(1, '2026-12-24', 'half', 540, 600)`), NO_SUCH_VALUE],
    ['a draft of something else', draft('kind', `'project'`), 'policy_drafts_kind_known'],
    ['a calendar’s draft without a name', draft('kind', `'calendar'`), 'policy_drafts_calendar_is_named'],
    [
      'a policy’s draft with a calendar’s name',
      draft('kind, calendar_name', `'policy', 'Nights'`),
      'policy_drafts_calendar_is_named',
    ],
    [
      'a draft of nobody',
      `INSERT INTO policy_drafts (actor_id, base_policy_id, form, kind) VALUES (4711, 1, '{}', 'policy')`,
      'policy_drafts_actor_id_fkey',
    ],
    [
      'a draft over no policy',
      `INSERT INTO policy_drafts (actor_id, base_policy_id, form, kind) VALUES (1, 4711, '{}', 'policy')`,
      'policy_drafts_base_policy_id_fkey',
    ],
    ['a version by nobody', 'UPDATE calendars SET created_by_id = 4711', 'calendars_created_by_id_fkey'],
    ['a policy by nobody', 'UPDATE sla_policies SET created_by_id = 4711', 'sla_policies_created_by_id_fkey'],
    ['no time to respond', 'UPDATE sla_targets SET response_seconds = 0', 'sla_targets_response_positive'],
    [
      'no time to resolve',
      'UPDATE sla_targets SET resolution_seconds = 0',
      'sla_targets_resolution_positive',
    ],
    [
      'a default calendar version twice',
      `INSERT INTO calendars (name, time_zone) VALUES ('Office hours', 'UTC')`,
      'calendars_project_id_name_version_key',
    ],
    [
      'a default policy version twice',
      'INSERT INTO sla_policies (calendar_id) VALUES (1)',
      'sla_policies_project_id_version_key',
    ],
    [
      'two targets for one priority',
      `INSERT INTO sla_targets (policy_id, priority) VALUES (1, 'low')`,
      'sla_targets_policy_id_priority_key',
    ],
    ['an alert twice', `${alert}; ${alert}`, 'sla_alerts_ticket_id_target_kind_threshold_clock_version_key'],
    [
      'a tick twice',
      `INSERT INTO timetable_ticks (job, tick_at) VALUES ('sweep', 'today'), ('sweep', 'today')`,
      'timetable_ticks_pkey',
    ],
  ])('%s', async (_name, statement, by) => {
    expect(await refusedBy(statement)).toBe(by);
  });
});

describe('the clock takes', () => {
  it.each([
    [
      'exceptions of either kind at one time, to the very end of the day',
      `INSERT INTO calendar_exceptions (calendar_id, date, kind, opens_minute, closes_minute)
       VALUES (1, '2026-12-24', 'closed', 0, 1440), (1, '2026-12-24', 'open', 0, 1440)`,
    ],
    [
      'drafts of either kind',
      `INSERT INTO policy_drafts (actor_id, base_policy_id, form, kind, calendar_name)
       VALUES (1, 1, '{}', 'policy', NULL), (1, 1, '{}', 'calendar', 'Nights')`,
    ],
  ])('%s', async (_name, statement) => {
    expect(await refusedBy(statement)).toBe('nobody');
  });
});

describe('the migrations leave', () => {
  it('the default calendar: Monday to Friday, 09:00 to 17:00', async () => {
    const { rows } = await sql(
      `SELECT name, project_id, version, time_zone, iso_weekday, opens_minute, closes_minute
       FROM calendars JOIN calendar_hours ON calendar_id = calendars.id ORDER BY iso_weekday`,
    );
    const day = {
      name: 'Office hours',
      project_id: null,
      version: 1,
      time_zone: 'UTC',
      opens_minute: 540,
      closes_minute: 1020,
    };
    expect(rows).toEqual([1, 2, 3, 4, 5].map((iso_weekday) => ({ ...day, iso_weekday })));
  });

  it('the default policy', async () => {
    const { rows } = await sql(
      `SELECT project_id, version, priority, response_seconds, resolution_seconds
       FROM sla_policies JOIN sla_targets ON policy_id = sla_policies.id ORDER BY priority DESC`,
    );
    const target = (priority: string, response: number, resolution: number) => ({
      project_id: null,
      version: 1,
      priority,
      response_seconds: response,
      resolution_seconds: resolution,
    });
    expect(rows).toEqual([
      target('critical', 1_800, 14_400),
      target('high', 3_600, 28_800),
      target('medium', 14_400, 86_400),
      target('low', 28_800, 144_000),
    ]);
  });
});
