/** No column that can hold what people wrote is forgotten by erasing and redacting: a new one is named here, or this fails. */
import { expect, it } from 'vitest';
import { MENTION_COLUMNS } from '../../../src/database/sql/erase-mentions.js';
import { useTestDatabase } from '../../support/database.js';

const held = useTestDatabase();

/** What stands in a column, and what becomes of it. That it does become so is shown by `findMark` in the tests of both. */
const HOLDS: Record<string, readonly string[]> = {
  'words, redacted and rid of mentions': MENTION_COLUMNS.map(({ table, column }) => `${table}.${column}`),
  'messages that wait to be placed, redacted and rid of mentions': ['early_events.message'],
  'names of files and where they are: redacted, and nobody is mentioned in them': [
    ...['attachments.name', 'attachments.url_private'],
  ],
  'a profile, which erasing overwrites': [
    ...['users.slack_user_id', 'users.display_name', 'users.real_name', 'users.email', 'users.time_zone'],
  ],
  'a form that names people by id: erasing forgets the draft': ['policy_drafts.form'],
  'ids and small facts by contract: words would stay for ever, where nothing is ever changed': [
    ...[
      'posts.payload',
      'audit_entries.subject',
      'changelog_entries.old_value',
      'changelog_entries.new_value',
    ],
  ],
  'how the desk is set up, by its admins and agents': [
    'canned_responses.name',
    ...['projects.key', 'projects.name', 'projects.description', 'projects.emoji', 'sla_policies.options'],
    ...['projects.take_emoji', 'projects.resolve_emoji'],
    ...['calendars.name', 'calendars.time_zone', 'calendar_holidays.name', 'calendar_exceptions.name'],
    ...['policy_drafts.kind', 'policy_drafts.calendar_name', 'ticket_tags.tag', 'ticket_links.kind'],
    ...['assets.name', 'assets.asset_type', 'assets.serial_number', 'assets.status'],
  ],
  'words of titles, for as long as a title has them: a trigger sees to it': ['title_words.word'],
  'lists under a name, people in them by their rows: erasing deletes what was for the person alone': [
    ...['saved_views.name', 'saved_views.query'],
  ],
  'what Slack calls conversations and files': [
    ...['channels.slack_channel_id', 'channels.name', 'channel_aliases.slack_channel_id'],
    ...['early_events.slack_channel_id', 'attachments.slack_file_id', 'attachments.mime_type'],
    'posts.slack_file_id',
  ],
  "the time of a message, which is Slack's name for it": [
    ...['comments.message_ts', 'comments.last_edit_ts', 'comment_edit_history.edit_ts', 'posts.message_ts'],
    ...['ticket_threads.thread_ts', 'ticket_threads.import_after_ts', 'ticket_threads.reconcile_after_ts'],
    ...['early_events.thread_ts', 'posts.thread_ts', 'message_drafts.first_ts', 'message_drafts.last_ts'],
  ],
  'what caused a row, by ids and times': [
    ...['tickets.source_key', 'comments.source_key', 'changelog_entries.source_key', 'posts.key'],
    ...['confidential_readings.source_key', 'early_events.event_key', 'alert_notices.key'],
    ...['alert_notices.post_key', 'home_changes.user_ids', 'reminders.source_key'],
  ],
  'words of the code, and of Slack about what it refused': [
    ...[
      'tickets.ticket_number',
      'ticket_aliases.ticket_number',
      'posts.kind',
      'posts.last_error',
      'changelog_entries.action',
    ],
    ...['changelog_entries.field', 'changelog_texts.action', 'audit_entries.action'],
    ...[
      'home_viewers.tab',
      'home_viewers.view_hash',
      'message_drafts.outcome',
      'notice_choices.kind',
      'notice_choices.mode',
      'timetable_ticks.job',
      'job_heartbeats.job',
      'job_outages.job',
    ],
  ],
};

it('knows what each column that can hold text holds, and what becomes of it', async () => {
  const { rows } = await held.database.pool.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '%migration%'
       AND (data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'ARRAY'))
     ORDER BY 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(Object.values(HOLDS).flat().sort());
});
