/** A desk of some years, for whatever is to stay quick on one: written straight into the tables. */
import type { Database } from '../src/database/client.js';

export const LARGE_DESK = {
  tickets: 100_000,
  comments: 500_000,
  people: 2_000,
  projects: 5,
  agents: 50,
} as const;
/** One ticket in so many is open. */
const OPEN_EVERY = 25;

/** Agents are the first people, ten a project; the last one is an admin. Half of the tickets are talked about in the open. */
export async function fillLargeDesk({ pool }: Pick<Database, 'pool'>): Promise<void> {
  const { tickets, comments, people, projects, agents } = LARGE_DESK;
  await pool.query(`
    SET session_replication_role = replica;
    INSERT INTO users (id, slack_user_id, display_name, profile_read_at, is_superuser)
    SELECT n, 'U' || n, 'Person ' || n, now(), n = ${people} FROM generate_series(1, ${people}) AS n;
    INSERT INTO projects (id, key, name, ticket_counter) SELECT n, 'P' || chr(65 + n), 'Project ' || n, ${tickets}
    FROM generate_series(1, ${projects}) AS n;
    INSERT INTO channels (id, slack_channel_id, name, kind) VALUES (1, 'CHELP', 'help', 'public'), (2, 'DBO', '', 'im');
    INSERT INTO project_agents (project_id, user_id, is_member)
    SELECT 1 + n % ${projects}, n, true FROM generate_series(1, ${agents}) AS n;
    INSERT INTO tickets (id, ticket_number, title, description, status, status_category, priority, reporter_id, assignee_id, project_id,
                         sla_policy_id, created_at, resolved_at, confidential, response_breached_at, resolution_at_risk_at)
    SELECT n, 'P' || chr(66 + n / 7 % ${projects}) || '-' || n, 'Printer ' || n || ' on floor ' || n % 40 || ' does not print', repeat('It blinks. ', 20),
           CASE WHEN is_open THEN (ARRAY['new', 'open', 'in_progress', 'waiting'])[1 + n / ${OPEN_EVERY} % 4] ELSE 'resolved' END::ticket_status,
           CASE WHEN NOT is_open THEN 'done' WHEN n / ${OPEN_EVERY} % 4 < 2 THEN 'todo' ELSE 'in_progress' END::status_category,
           (ARRAY['low', 'medium', 'high', 'critical'])[1 + n % 4]::ticket_priority, 1 + n / 11 % ${people},
           CASE WHEN n / 3 % 2 = 0 THEN 1 + n / 13 % ${agents} END, 1 + n / 7 % ${projects}, (SELECT min(id) FROM sla_policies),
           now() - n * interval '10 minutes', CASE WHEN NOT is_open THEN now() END, n % 50 = 0,
           CASE WHEN is_open AND n / ${OPEN_EVERY} % 9 = 0 THEN now() END, CASE WHEN is_open AND n / ${OPEN_EVERY} % 9 = 1 THEN now() - interval '1 hour' END
    FROM generate_series(1, ${tickets}) AS n, LATERAL (SELECT n % ${OPEN_EVERY} = 0 OR n < 50 AS is_open) AS o;
    INSERT INTO ticket_threads (ticket_id, channel_id, thread_ts, role, was_private)
    SELECT n, 1 + n % 2, n || '.000001', 'origin', n % 2 = 1 FROM generate_series(1, ${tickets}) AS n;
    INSERT INTO comments (ticket_id, author_id, content, comment_type, created_at)
    SELECT 1 + n % ${tickets}, 1 + n % ${people}, 'It prints again since ' || n || ', thank you',
           CASE WHEN n % 3 = 0 THEN 'internal' ELSE 'public' END::comment_type, now() - n * interval '1 minute'
    FROM generate_series(1, ${comments}) AS n;
    SET session_replication_role = origin`);
  await pool.query('VACUUM ANALYZE');
}
