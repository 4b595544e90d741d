/** The database refuses notices that cannot be told, or were told nowhere. */
import { beforeEach, describe, expect, it } from 'vitest';
import { NO_SUCH_VALUE, NOT_NULL, useRules } from './use-rules.js';

const { refusedBy, sql } = useRules();
const notice = (columns: string, values: string, key = 'k') =>
  `INSERT INTO alert_notices (key, alert_id, ticket_id, audience, deliver_at${columns}) VALUES ('${key}', 1, 1, 'triage', now()${values})`;

beforeEach(async () => {
  await sql(
    `INSERT INTO sla_alerts (id, ticket_id, target_kind, threshold, clock_version, occurred_at) VALUES (1, 1, 'response', 100, 1, now())`,
  );
});

describe('a notice', () => {
  it.each([
    ['for a channel', notice(', channel_id', ', 1')],
    ['for a person', notice(', user_id', ', 1')],
    ['told by a post', notice(', channel_id, told_at, outcome, post_key', `, 1, now(), 'posted', 'p'`)],
    ['told in a digest', notice(', channel_id, told_at, outcome, post_key', `, 1, now(), 'digest', 'p'`)],
    ['dropped', notice(', channel_id, told_at, outcome', `, 1, now(), 'dropped'`)],
    ['that somebody asked for', notice(', channel_id, snoozed_by_id', ', 1, 1')],
  ])('%s is taken', async (_name, statement) => {
    expect(await refusedBy(statement)).toBe('nobody');
  });

  it.each([
    ['for nobody', notice('', ''), 'alert_notices_one_destination'],
    [
      'for a channel and a person',
      notice(', channel_id, user_id', ', 1, 1'),
      'alert_notices_one_destination',
    ],
    [
      'told without an outcome',
      notice(', channel_id, told_at', ', 1, now()'),
      'alert_notices_outcome_when_told',
    ],
    [
      'with an outcome and untold',
      notice(', channel_id, outcome, post_key', `, 1, 'posted', 'p'`),
      'alert_notices_outcome_when_told',
    ],
    [
      'posted without a post',
      notice(', channel_id, told_at, outcome', `, 1, now(), 'posted'`),
      'alert_notices_post_unless_dropped',
    ],
    [
      'dropped with a post',
      notice(', channel_id, told_at, outcome, post_key', `, 1, now(), 'dropped', 'p'`),
      'alert_notices_post_unless_dropped',
    ],
    [
      'with a post and untold',
      notice(', channel_id, post_key', `, 1, 'p'`),
      'alert_notices_post_unless_dropped',
    ],
    ['twice', `${notice(', channel_id', ', 1')}; ${notice(', user_id', ', 1')}`, 'alert_notices_key_key'],
    ['for an unknown audience', notice(', channel_id', ', 1').replace('triage', 'everyone'), NO_SUCH_VALUE],
    [
      'of no alert',
      notice(', channel_id', ', 1').replace(`'k', 1,`, `'k', 9,`),
      'alert_notices_alert_id_fkey',
    ],
    [
      'of no ticket',
      notice(', channel_id', ', 1').replace(`1, 1, 'triage'`, `1, 9, 'triage'`),
      'alert_notices_ticket_id_fkey',
    ],
    ['in no channel', notice(', channel_id', ', 9'), 'alert_notices_channel_id_fkey'],
    ['for no person', notice(', user_id', ', 9'), 'alert_notices_user_id_fkey'],
    [
      'that nobody put off',
      notice(', channel_id, snoozed_by_id', ', 1, 9'),
      'alert_notices_snoozed_by_id_fkey',
    ],
    ['for no time', notice(', channel_id', ', 1').replace('now()', 'NULL'), NOT_NULL],
  ])('%s is refused', async (_name, statement, constraint) => {
    expect(await refusedBy(statement)).toBe(constraint);
  });
});
