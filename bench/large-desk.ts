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
/** Texts are put together from so many phrases, of a vocabulary of `WORDS`. */
const PHRASES = 20_000;
const WORDS = 4_000;

/** Twenty of them: three make a word. */
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu'.split(' ');

/** The word of a rank, from 0 for the commonest. */
export function wordOf(rank: number): string {
  const at = [rank % 20, Math.floor(rank / 20) % 20, Math.floor(rank / 400)];
  return at.map((index) => SYLLABLES[index] ?? '').join('');
}

/** The same as SQL. */
const wordSql = (rank: string): string => {
  const syllables = `(ARRAY[${SYLLABLES.map((each) => `'${each}'`).join(',')}])`;
  return `${syllables}[1 + ${rank} % 20] || ${syllables}[1 + ${rank} / 20 % 20] || ${syllables}[1 + ${rank} / 400]`;
};

/**
 * Agents are the first people, ten a project; the last one is an admin. Half of the tickets are talked about in the open. Words are as
 * unevenly frequent as in a language: the commonest stands in every second comment, most of them in one of some hundreds. The same each time.
 */
export async function fillLargeDesk({ pool }: Pick<Database, 'pool'>): Promise<void> {
  const indexes = await pool.query<{ name: string; sql: string }>(
    `SELECT indexname AS name, indexdef AS sql FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE '%USING gin%'`,
  );
  // Made anew afterwards, which is quicker, and leaves nothing in their waiting lists.
  for (const { name } of indexes.rows) await pool.query(`DROP INDEX ${name}`);
  await insertRows({ pool });
  for (const { sql } of indexes.rows) await pool.query(sql);
  await pool.query('VACUUM ANALYZE');
}

async function insertRows({ pool }: Pick<Database, 'pool'>): Promise<void> {
  const { tickets, comments, people, projects, agents } = LARGE_DESK;
  await pool.query(`
    SET session_replication_role = replica;
    SELECT setseed(0.5);
    CREATE TEMPORARY TABLE phrases AS
    SELECT n AS phrase, string_agg(${wordSql('rank')}, ' ') AS words
    FROM generate_series(0, ${PHRASES - 1}) AS n, generate_series(1, 5) AS k,
         LATERAL (SELECT floor(${WORDS} * power(random() + (n + k) * 0, 3))::int AS rank) AS r
    GROUP BY n;
    ALTER TABLE phrases ADD PRIMARY KEY (phrase);
    ANALYZE phrases;
    INSERT INTO users (id, slack_user_id, display_name, profile_read_at, is_superuser)
    SELECT n, 'U' || n, 'Person ' || n, now(), n = ${people} FROM generate_series(1, ${people}) AS n;
    INSERT INTO projects (id, key, name, ticket_counter) SELECT n, 'P' || chr(65 + n), 'Project ' || n, ${tickets}
    FROM generate_series(1, ${projects}) AS n;
    INSERT INTO channels (id, slack_channel_id, name, kind) VALUES (1, 'CHELP', 'help', 'public'), (2, 'DBO', '', 'im');
    INSERT INTO project_agents (project_id, user_id, is_member)
    SELECT 1 + n % ${projects}, n, true FROM generate_series(1, ${agents}) AS n;
    INSERT INTO tickets (id, ticket_number, title, description, status, status_category, priority, reporter_id, assignee_id, project_id,
                         sla_policy_id, created_at, resolved_at, confidential, response_breached_at, resolution_at_risk_at)
    SELECT n, 'P' || chr(66 + n / 7 % ${projects}) || '-' || n, title.words || ' ' || n % 400, first.words || ' ' || second.words || ' ' || third.words,
           CASE WHEN is_open THEN (ARRAY['new', 'open', 'in_progress', 'waiting'])[1 + n / ${OPEN_EVERY} % 4] ELSE 'resolved' END::ticket_status,
           CASE WHEN NOT is_open THEN 'done' WHEN n / ${OPEN_EVERY} % 4 < 2 THEN 'todo' ELSE 'in_progress' END::status_category,
           (ARRAY['low', 'medium', 'high', 'critical'])[1 + n % 4]::ticket_priority, 1 + n / 11 % ${people},
           CASE WHEN n / 3 % 2 = 0 THEN 1 + n / 13 % ${agents} END, 1 + n / 7 % ${projects}, (SELECT min(id) FROM sla_policies),
           now() - n * interval '10 minutes', CASE WHEN NOT is_open THEN now() END, n % 50 = 0,
           CASE WHEN is_open AND n / ${OPEN_EVERY} % 9 = 0 THEN now() END, CASE WHEN is_open AND n / ${OPEN_EVERY} % 9 = 1 THEN now() - interval '1 hour' END
    FROM generate_series(1, ${tickets}) AS n, LATERAL (SELECT n % ${OPEN_EVERY} = 0 OR n < 50 AS is_open) AS o,
         phrases AS title, phrases AS first, phrases AS second, phrases AS third
    WHERE title.phrase = n % ${PHRASES} AND first.phrase = n * 7 % ${PHRASES} AND second.phrase = n * 11 % ${PHRASES} AND third.phrase = n * 13 % ${PHRASES};
    INSERT INTO title_words SELECT DISTINCT misspellable_words(title) FROM tickets;
    INSERT INTO ticket_threads (ticket_id, channel_id, thread_ts, role, was_private)
    SELECT n, 1 + n % 2, n || '.000001', 'origin', n % 2 = 1 FROM generate_series(1, ${tickets}) AS n;
    INSERT INTO comments (ticket_id, project_id, author_id, content, comment_type, created_at)
    SELECT 1 + n % ${tickets}, 1 + (1 + n % ${tickets}) / 7 % ${projects}, 1 + n % ${people}, first.words || ', ' || second.words || ' ' || n,
           CASE WHEN n % 3 = 0 THEN 'internal' ELSE 'public' END::comment_type, now() - (${comments} - n) * interval '1 minute'
    FROM generate_series(1, ${comments}) AS n, phrases AS first, phrases AS second
    WHERE first.phrase = n * 17 % ${PHRASES} AND second.phrase = n * 19 % ${PHRASES}
    ORDER BY n;
    DROP TABLE phrases;
    SET session_replication_role = origin`);
}
