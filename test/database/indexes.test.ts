/** The questions that are asked every second are answered from small partial indexes, however much has piled up. */
import { beforeAll, describe, expect, it } from 'vitest';
import { POST_HAS_WORK_SQL } from '../../src/database/unsent-posts.js';
import { useTestDatabase } from '../support/database.js';
import { insertBasics } from './insert-basics.js';

const db = useTestDatabase();
const sql = (text: string) => db.database.pool.query(text);

const ROWS = 5_000;

beforeAll(async () => {
  await insertBasics(db.database.pool);
  await sql(`
    INSERT INTO tickets (ticket_number, title, reporter_id, project_id, status, status_category, resolved_at, next_wake_at)
    SELECT 'IT-' || n, 'x', 1, 1, 'resolved', 'done', now(), CASE WHEN n % 500 = 0 THEN now() END
    FROM generate_series(2, ${ROWS}) AS n;
    INSERT INTO posts (key, kind, channel_id, user_id, state, sent_version)
    SELECT n, 'mirror', CASE WHEN n % 2 = 0 THEN 1 END, CASE WHEN n % 2 = 1 THEN 1 END,
           CASE WHEN n % 500 < 2 THEN 'pending' ELSE 'sent' END::post_state, 1
    FROM generate_series(1, ${ROWS}) AS n;
    INSERT INTO users (slack_user_id, profile_read_at)
    SELECT 'W' || n, CASE WHEN n % 500 > 0 THEN now() END FROM generate_series(1, ${ROWS}) AS n;
    INSERT INTO comments (ticket_id, author_id, content, comment_type, is_pending, channel_id, message_ts)
    SELECT 1, 1, 'x', 'internal', n % 500 = 0, 1, n || '.000001' FROM generate_series(1, ${ROWS}) AS n;
    INSERT INTO ticket_threads (ticket_id, channel_id, thread_ts, role, import_after_ts, imported_at)
    SELECT 1, 1, n || '.000001', 'linked', '1.000001', CASE WHEN n % 500 > 0 THEN now() END
    FROM generate_series(1, ${ROWS}) AS n;
    ANALYZE;
  `);
});

describe('an index answers', () => {
  it.each([
    [
      'the next post of a channel',
      `posts WHERE channel_id = 1 AND ${POST_HAS_WORK_SQL} ORDER BY id LIMIT 1`,
      'posts_channel_work_idx',
    ],
    [
      'the next post of a person',
      `posts WHERE user_id = 1 AND ${POST_HAS_WORK_SQL} ORDER BY id LIMIT 1`,
      'posts_user_work_idx',
    ],
    [
      'the posts that are due',
      `posts WHERE next_attempt_at <= now() AND ${POST_HAS_WORK_SQL} ORDER BY next_attempt_at LIMIT 100`,
      'posts_next_attempt_at_work_idx',
    ],
    [
      'the tickets that are due',
      'tickets WHERE next_wake_at <= now() ORDER BY next_wake_at LIMIT 100',
      'tickets_next_wake_at_due_idx',
    ],
    [
      'the people nobody asked about',
      'users WHERE profile_read_at IS NULL ORDER BY id',
      'users_profile_unread_idx',
    ],
    [
      'the comments of unknown channels',
      'comments WHERE is_pending AND channel_id = 1',
      'comments_pending_idx',
    ],
    [
      'the threads to read',
      'ticket_threads WHERE imported_at IS NULL AND import_after_ts IS NOT NULL ORDER BY id',
      'ticket_threads_import_due_idx',
    ],
  ])('%s', async (_name, question, index) => {
    const { rows } = await sql(`EXPLAIN (COSTS OFF) SELECT * FROM ${question}`);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  });
});
