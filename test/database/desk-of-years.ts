/** A desk of some years, for the tests of how its rows are found. */
import type { Database } from '../../src/database/client.js';
import { insertBasics } from './insert-basics.js';

const TICKETS = 5_000;

/** When it is looked at. */
export const NOW = new Date('2026-03-02T10:00:00Z');

/** The tables that grow with every ticket. */
export const WALKED =
  /Seq Scan on (?:tickets|ticket_threads|posts|comments|early_events|sla_alerts|alert_notices|changelog_entries|reminders|ticket_links)\b/;

/** One ticket in a hundred is open, one post in two hundred is still to be sent. */
export async function fillDeskOfYears({ pool }: Pick<Database, 'pool'>): Promise<void> {
  await insertBasics(pool);
  await pool.query(`
    INSERT INTO users (slack_user_id) SELECT 'W' || n FROM generate_series(2, 500) AS n;
    INSERT INTO channels (slack_channel_id) SELECT 'C' || n FROM generate_series(2, 20) AS n;
    INSERT INTO tickets (ticket_number, title, reporter_id, project_id, status, status_category, resolved_at, next_wake_at)
    SELECT 'IT-' || n, 'x', 1 + n % 500, 1, 'resolved', 'done', now(), NULL
    FROM generate_series(2, ${TICKETS}) AS n WHERE n % 100 > 0;
    INSERT INTO tickets (ticket_number, title, reporter_id, project_id, next_wake_at)
    SELECT 'IT-' || n, 'x', 1 + n % 500, 1, '2026-03-02T09:00:00Z' FROM generate_series(100, ${TICKETS}, 100) AS n;
    UPDATE tickets SET follow_up_at = CASE WHEN id % 100 = 0 THEN '2026-03-02T09:00:00Z' ELSE '2026-03-09T09:00:00Z' END::timestamptz
    WHERE status = 'resolved' AND id % 10 = 0;
    INSERT INTO ticket_threads (ticket_id, channel_id, thread_ts, role, import_after_ts, imported_at)
    SELECT id, 2, id || '.000001', 'triage'::thread_role, NULL, NULL::timestamptz FROM tickets
    UNION ALL
    SELECT id, 3 + id % 17, id || '.000002', 'origin', '1.000001', CASE WHEN id % 500 > 0 THEN now() END FROM tickets;
    INSERT INTO comments (ticket_id, author_id, content, comment_type, is_pending, channel_id, message_ts, thread_id)
    SELECT ticket_id, 1, 'x', 'internal', id % 500 = 0, channel_id, id || '.00001' || n, id
    FROM ticket_threads, generate_series(0, 1) AS n;
    INSERT INTO posts (key, kind, ticket_id, channel_id, message_ts, thread_role, state, sent_version)
    SELECT 'ticket:' || id || ':' || kind, kind, id, CASE kind WHEN 'triage_card' THEN 2 ELSE 3 + id % 17 END,
           CASE WHEN id % 200 > 0 THEN id || '.0000' || lpad(length(kind)::text, 2, '0') END, CASE kind WHEN 'mirror' THEN 'triage'::thread_role END,
           CASE WHEN id % 200 = 0 THEN 'pending' ELSE 'sent' END::post_state, 1
    FROM tickets, unnest(ARRAY['triage_card', 'origin_card', 'mirror']) AS kind;
    INSERT INTO posts (key, kind, ticket_id, user_id, channel_id, state, sent_version)
    SELECT 'told:' || id, 'assigned', id, 1 + id % 500, CASE WHEN id % 200 > 0 THEN 1 END,
           CASE WHEN id % 200 = 0 THEN 'pending' ELSE 'sent' END::post_state, 1
    FROM tickets;
    INSERT INTO posts (key, kind, ticket_id, user_id, held_for_id, held_until_at, state, gathered_in_id)
    SELECT 'kept:' || id, 'status_line', id, 1 + id % 500, 1 + id % 500, CASE WHEN id % 20 = 0 THEN '2026-03-02T09:00:00Z'::timestamptz END,
           CASE WHEN id % 20 = 0 THEN 'pending' ELSE 'withdrawn' END::post_state, CASE WHEN id % 20 > 0 THEN 1 + id % 900 END
    FROM tickets;
    INSERT INTO ticket_links (from_ticket_id, to_ticket_id, kind)
    SELECT id, id - 1, CASE WHEN id % 2 = 0 THEN 'duplicate' ELSE 'follows_up' END FROM tickets WHERE id > 1;
    INSERT INTO early_events (event_key, slack_channel_id, thread_ts, message)
    SELECT n, 'C1', n || '.000001', '{}' FROM generate_series(1, ${TICKETS}) AS n;
    INSERT INTO sla_alerts (ticket_id, target_kind, threshold, clock_version, occurred_at)
    SELECT id, 'response', threshold, 1, '2026-03-02T09:00:00Z' FROM tickets, unnest(ARRAY[80, 100]) AS threshold;
    INSERT INTO changelog_entries (ticket_id, action, occurred_at, new_value, source_key)
    SELECT ticket_id, 'breached', occurred_at, '{}', 'breach:' || ticket_id || ':response:1' || CASE threshold WHEN 80 THEN ':80' ELSE '' END
    FROM sla_alerts;
    INSERT INTO alert_notices (key, alert_id, ticket_id, audience, channel_id, deliver_at, told_at, outcome, post_key)
    SELECT id || ':channel:2', id, ticket_id, 'triage', 2, '2026-03-02T09:00:00Z',
           CASE WHEN id % 200 > 0 THEN now() END, CASE WHEN id % 200 > 0 THEN 'posted'::notice_outcome END,
           CASE WHEN id % 200 > 0 THEN 'told:' || id END
    FROM sla_alerts;
    INSERT INTO reminders (ticket_id, user_id, remind_at, told_at, source_key)
    SELECT id, 1, '2026-03-02T09:00:00Z', CASE WHEN id % 200 > 0 THEN now() END, id FROM tickets;
    INSERT INTO home_viewers (user_id, opened_at, due_at, wanted_version, claimed_version, published_version)
    SELECT id, now(), '2026-03-02T09:00:00Z', 1 + CASE WHEN id % 50 = 0 THEN 1 ELSE 0 END, 1, 1 FROM users;
    INSERT INTO project_agents (project_id, user_id, is_member) SELECT 1, id, true FROM users WHERE id <= 20;
    UPDATE users SET profile_read_at = now(), is_superuser = id = 500;
    DELETE FROM home_changes;
    INSERT INTO home_changes (project_id, user_ids) SELECT 1, ARRAY[id] FROM users;
    ANALYZE;
  `);
}
