/** The database refuses projects, people, assets, channels, threads and posts that cannot be. */
import { describe, expect, it } from 'vitest';
import { NOT_NULL, TOO_LONG, useRules } from './use-rules.js';

const { refusedBy, sql } = useRules();
const post = (columns: string, values: string) =>
  `INSERT INTO posts (key, kind, ${columns}) VALUES ('k', 'mirror', ${values})`;
const thread = (values: string) =>
  `INSERT INTO ticket_threads (ticket_id, channel_id, thread_ts, role) VALUES (1, 1, ${values})`;

describe('projects, users and assets refuse', () => {
  const asset = (values: string) =>
    `INSERT INTO assets (name, asset_type, serial_number, project_id, user_id) VALUES (${values})`;
  it.each([
    ['a key of one letter', `UPDATE projects SET key = 'I'`, 'projects_key_is_fixed'],
    [
      'a new project with a key of one letter',
      `INSERT INTO projects (key, name) VALUES ('I', 'x')`,
      'projects_key_format',
    ],
    ['a key in small letters', `INSERT INTO projects (key, name) VALUES ('hr', 'x')`, 'projects_key_format'],
    ['a key of eleven letters', `INSERT INTO projects (key, name) VALUES ('ABCDEFGHIJK', 'x')`, TOO_LONG],
    ['a key twice', `INSERT INTO projects (key, name) VALUES ('IT', 'x')`, 'projects_key_key'],
    ['another key once there is a ticket', `UPDATE projects SET key = 'HR'`, 'projects_key_is_fixed'],
    ['a blank name', `INSERT INTO projects (key, name) VALUES ('HR', ' ')`, 'projects_name_not_blank'],
    [
      'forgetting after a day',
      'UPDATE projects SET forget_after_days = 1',
      'projects_forget_after_days_sane',
    ],
    [
      'somebody who was erased and still has an address',
      `UPDATE users SET erased_at = now(), slack_user_id = 'erased-' || id, is_deactivated = true, is_staff = false,
         is_superuser = false, real_name = '', email = 'a@example.org' WHERE id = 1`,
      'users_erased_is_nobody',
    ],
    ['a name of 256 characters', `UPDATE projects SET name = repeat('x', 256)`, TOO_LONG],
    [
      'a negative counter',
      `INSERT INTO projects (key, name, ticket_counter) VALUES ('HR', 'x', -1)`,
      'projects_ticket_counter_not_negative',
    ],
    [
      'a number again',
      `UPDATE projects SET ticket_counter = 5; UPDATE projects SET ticket_counter = 4`,
      'projects_ticket_counter_only_rises',
    ],
    ['a person twice', `INSERT INTO users (slack_user_id) VALUES ('U1')`, 'users_slack_user_id_key'],
    ['a person without an id', 'INSERT INTO users (slack_user_id) VALUES (NULL)', NOT_NULL],
    [
      'a person with a blank id',
      `INSERT INTO users (slack_user_id) VALUES (' ')`,
      'users_slack_user_id_not_blank',
    ],
    ['an asset of nobody', asset(`'A', 'x', NULL, NULL, NULL`), 'assets_belongs_to_project_or_user'],
    ['an asset without a name', asset(`'', 'x', NULL, 1, 1`), 'assets_name_not_blank'],
    ['a blank serial number', asset(`'A', 'x', '', 1, 1`), 'assets_serial_number_not_blank'],
    [
      'a serial number twice',
      `${asset(`'A', 'x', 'S', 1, 1`)}; ${asset(`'B', 'x', 'S', 1, 1`)}`,
      'assets_serial_number_key',
    ],
  ])('%s', async (_name, statement, by) => {
    expect(await refusedBy(statement)).toBe(by);
  });

  it('let a key change while the project has no ticket', async () => {
    await sql(`INSERT INTO projects (key, name) VALUES ('HR', 'People')`);
    expect(await refusedBy(`UPDATE projects SET key = 'PEOPLE' WHERE key = 'HR'`)).toBe('nobody');
  });
});

describe('channels, threads and posts refuse', () => {
  const channel = (id: string, project: string, role: string) =>
    `INSERT INTO channels (slack_channel_id, project_id, role) VALUES ('${id}', ${project}, ${role})`;
  it.each([
    ['a channel twice', channel('C1', 'NULL', 'NULL'), 'channels_slack_channel_id_key'],
    ['a role without a project', channel('C2', 'NULL', `'triage'`), 'channels_role_with_project'],
    ['a project without a role', channel('C2', '1', 'NULL'), 'channels_role_with_project'],
    [
      'a second triage channel',
      `${channel('C2', '1', `'triage'`)}; ${channel('C3', '1', `'triage'`)}`,
      'channels_project_id_role_key',
    ],
    [
      'a second request channel',
      `${channel('C2', '1', `'request'`)}; ${channel('C3', '1', `'request'`)}`,
      'channels_project_id_role_key',
    ],
    [
      'one thread for two',
      `${thread(`'1.000001', 'origin'`)}; ${thread(`'1.000001', 'linked'`)}`,
      'ticket_threads_channel_id_thread_ts_key',
    ],
    [
      'a second origin thread',
      `${thread(`'1.000001', 'origin'`)}; ${thread(`'1.000002', 'origin'`)}`,
      'ticket_threads_one_origin_key',
    ],
    [
      'a second triage thread',
      `${thread(`'1.000001', 'triage'`)}; ${thread(`'1.000002', 'triage'`)}`,
      'ticket_threads_one_triage_key',
    ],
    ['another kind of thread time', thread(`'1.5', 'origin'`), 'ticket_threads_thread_ts_format'],
    ['a post to nowhere', post('state', `'pending'`), 'posts_has_destination'],
    ['a post twice', `${post('channel_id', '1')}; ${post('channel_id', '1')}`, 'posts_key_key'],
    [
      'a message without its channel',
      post('user_id, message_ts', `1, '1.000001'`),
      'posts_message_in_channel',
    ],
    ['another kind of message time', post('channel_id, message_ts', `1, 'now'`), 'posts_message_ts_format'],
    [
      'another kind of thread time in a post',
      post('channel_id, thread_ts', `1, 'now'`),
      'posts_thread_ts_format',
    ],
    ['less than no attempts', post('channel_id, attempts', '1, -1'), 'posts_attempts_not_negative'],
    ['more sent than wanted', post('channel_id, sent_version', '1, 2'), 'posts_versions_sane'],
  ])('%s', async (_name, statement, by) => {
    expect(await refusedBy(statement)).toBe(by);
  });

  it('take any number of linked threads', async () => {
    const two = `${thread(`'1.000001', 'linked'`)}; ${thread(`'1.000002', 'linked'`)}`;
    expect(await refusedBy(two)).toBe('nobody');
  });
});

describe('drafts of messages refuse', () => {
  const draft = (columns = '', values = '', user = 1) =>
    `INSERT INTO message_drafts (user_id, channel_id, first_ts, last_ts, touched_at${columns}) VALUES (${user}, 1, '1.000001', '1.000001', now()${values})`;
  it.each([
    ['a second open one of a person', `${draft()}; ${draft()}`, 'message_drafts_open_idx'],
    [
      'an outcome before it is settled',
      draft(', outcome', `, 'lapsed'`),
      'message_drafts_settled_with_outcome',
    ],
    ['no outcome once it is', draft(', settled_at', ', now()'), 'message_drafts_settled_with_outcome'],
    [
      'an outcome that nobody knows',
      draft(', settled_at, outcome', `, now(), 'lost'`),
      'message_drafts_outcome_known',
    ],
    [
      'a ticket of what became nothing',
      draft(', settled_at, outcome, ticket_id', `, now(), 'dismissed', 1`),
      'message_drafts_settled_with_outcome',
    ],
    [
      'no ticket of what became one',
      draft(', settled_at, outcome', `, now(), 'ticket'`),
      'message_drafts_settled_with_outcome',
    ],
  ])('%s', async (_name, statement, by) => {
    expect(await refusedBy(statement)).toBe(by);
  });
});

describe('Homes refuse', () => {
  const viewer = (columns: string, values: string) =>
    `INSERT INTO home_viewers (user_id, opened_at, due_at, ${columns}) VALUES (1, now(), now(), ${values})`;
  it.each([
    ['a list that nobody knows', viewer('tab', `'all'`), 'home_viewers_tab_known'],
    ['a page before the first', viewer('page', '0'), 'home_viewers_page_positive'],
    ['more published than wanted', viewer('published_version', '1'), 'home_viewers_versions_sane'],
    ['more claimed than wanted', viewer('claimed_version', '1'), 'home_viewers_versions_sane'],
  ])('%s', async (_name, statement, by) => {
    expect(await refusedBy(statement)).toBe(by);
  });
});
