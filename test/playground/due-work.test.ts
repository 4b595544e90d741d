/** What a jump runs, and what it stops for: every job is decided by type, and every instant in the database here. */
import { describe, expect, it, test } from 'vitest';
import {
  COMING_SQL,
  instantsOf,
  isDueSql,
  JOBS_AT_END,
  JOBS_IN_AN_HOUR,
  JOBS_WHEN_DUE,
} from '../../playground/box/time/due-work.js';
import { useTestDatabase } from '../support/database.js';

const tested = useTestDatabase();
const read = async <T extends object>(sql: string, values: unknown[] = []) =>
  (await tested.database.pool.query<T>(sql, values)).rows;

/** Says of any row when it was written. */
const WRITTEN = ['created_at', 'updated_at', 'recorded_at'];

/** Instants that no job waits for, and why. A new column stands here, or among the instants of `due-work.ts`. */
const NOT_WAITED_FOR: Readonly<Record<string, readonly string[]>> = {
  'says when something happened': [
    ...['tickets.clock_started_at', 'tickets.clock_paused_at', 'tickets.first_responded_at'],
    ...['tickets.resolved_at', 'tickets.forgotten_at', 'tickets.description_redacted_at', 'tickets.moved_at'],
    ...['tickets.response_breached_at', 'tickets.resolution_breached_at', 'tickets.status_changed_at'],
    ...['alert_notices.told_at', 'sla_alerts.occurred_at', 'reminders.told_at', 'message_drafts.reminded_at'],
    ...['message_drafts.settled_at', 'attachments.removed_at', 'changelog_entries.occurred_at'],
    ...['changelog_texts.redacted_at', 'comment_edit_history.edited_at', 'comments.deleted_at'],
    ...['comments.edited_at', 'comments.gone_from_slack_at', 'comments.redacted_at', 'posts.sent_at'],
    ...['confidential_readings.given_at', 'project_observers.observes_since_at', 'projects.archived_at'],
    ...['projects.every_message_since_at', 'channels.private_until_at', 'users.erased_at'],
    ...['ticket_threads.imported_at', 'ticket_threads.reconciled_at', 'ticket_threads.unchecked_since_at'],
    ...['job_outages.since_at', 'job_outages.noticed_at', 'job_outages.ended_at'],
    ...['reconcile_runs.started_at', 'reconcile_runs.finished_at'],
    ...['reconcile_runs.gap_from_at', 'reconcile_runs.gap_until_at'],
  ],
  'is followed by the column that the sweep waits for': [
    ...['tickets.response_target', 'tickets.resolution_target'],
    ...['tickets.response_at_risk_at', 'tickets.resolution_at_risk_at'],
  ],
  'is followed by the column that the follow-ups wait for': ['tickets.held_until_at'],
  'is asked when somebody reads': ['confidential_readings.ends_at'],
  'moves along with time that is skipped': [
    ...['job_heartbeats.expected_since_at', 'job_heartbeats.succeeded_at', 'job_heartbeats.failed_at'],
    ...['job_heartbeats.late_at', 'reconciler.heard_until_at', 'reconciler.doubted_since_at'],
    'alert_notices.awaits_check_since_at',
  ],
  'only paces what asks Slack': ['channels.read_at', 'users.profile_read_at', 'reconciler.calls_paid_at'],
  'is forgotten after days, where a jump ends': [
    ...['home_viewers.opened_at', 'timetable_ticks.tick_at'],
    ...['timetable_ticks.claimed_at', 'timetable_ticks.finished_at'],
  ],
};

describe('a jump', () => {
  it('knows of every instant in the database whether a job waits for it', async () => {
    const rows = await read<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' AND data_type LIKE 'timestamp%'
         AND NOT column_name = ANY($1)`,
      [WRITTEN],
    );
    const waitedFor = JOBS_WHEN_DUE.flatMap(instantsOf).map(({ table, column }) => `${table}.${column}`);
    const decided = [...waitedFor, ...Object.values(NOT_WAITED_FOR).flat()];
    expect(decided.toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
  });

  it.each(JOBS_WHEN_DUE)('asks the database what %s waits for', async (job) => {
    expect(instantsOf(job)).not.toEqual([]);
    expect(await read(isDueSql(job), [new Date()])).toEqual([{ isDue: false }]);
  });

  it('has nothing to stop for in a desk that is empty', async () => {
    expect(await read(COMING_SQL, [new Date(0), new Date('2100-01-01')])).toEqual([]);
  });
});

test('what finds something for others to tell runs before them, and Slack is told last', () => {
  expect(JOBS_WHEN_DUE).toEqual([
    ...['follow-up-tickets', 'sweep-clocks', 'reconcile', 'tell-alerts', 'remind-drafts', 'tell-leavers'],
    ...['forget-tickets', 'tell-held', 'send-posts', 'publish-homes'],
  ]);
  expect(JOBS_IN_AN_HOUR).toEqual(['begin-reconciling']);
  expect(JOBS_AT_END).toEqual(['place-early-events', 'prune-ticks', 'reword-posts']);
});
