/** Finds the conversations in which something is left to send, and which post of each comes first. */
import { Prisma } from '../generated/client.js';
import { POST_HAS_WORK_SQL } from '../unsent-posts.js';

/** `channel`: its first post. `user`: posts whose direct conversation is not opened yet. `resting`: cards that wait for more changes. */
export type OutstandingLane = {
  lane: 'channel' | 'user' | 'resting';
  key: number;
  postId: number;
  dueAt: Date;
};

/**
 * A post for a ticket's thread goes where the thread is. While that thread's root is still to be posted it waits, and holds nobody
 * else up; a card that was sent a moment ago rests, so that quick changes become one update.
 */
const placed = (now: Date) => Prisma.sql`
  WITH work AS MATERIALIZED (SELECT * FROM posts WHERE ${Prisma.raw(POST_HAS_WORK_SQL)}),
  placed AS (
    SELECT work.id, work.user_id, work.next_attempt_at, work.thread_role,
           COALESCE(thread.channel_id, work.channel_id) AS channel_id,
           COALESCE(thread.thread_ts, work.thread_ts) AS thread_ts,
           work.state = 'sent' AND work.attempts = 0 AND NOT work.is_withdrawn
             AND work.next_attempt_at > ${now}::timestamptz AS is_resting,
           work.state = 'pending' AND work.thread_role IS NOT NULL AND work.thread_ts IS NULL
             AND NOT work.is_withdrawn AND thread.id IS NULL AS is_without_root,
           EXISTS (
             SELECT FROM posts root
             WHERE root.ticket_id = work.ticket_id AND root.kind = work.thread_role || '_card'
               AND root.state IN ('pending', 'sending') AND root.held_until_at IS NULL AND NOT root.is_withdrawn
           ) AS is_root_coming
    FROM work
    -- LIMIT keeps it a look into an index per post: PostgreSQL takes the outbox for a third of all posts and would hash every thread.
    LEFT JOIN LATERAL (
      SELECT th.id, th.channel_id, th.thread_ts FROM ticket_threads th
      WHERE work.state = 'pending' AND work.thread_ts IS NULL
        AND th.ticket_id = work.ticket_id AND th.role = work.thread_role AND th.role IN ('origin', 'triage')
      LIMIT 1
    ) thread ON true
  ),
  ready AS (SELECT * FROM placed WHERE NOT is_resting AND NOT (is_without_root AND is_root_coming))`;

/** A row for each conversation, or person without one, due or not (`dueAt` says), and one for the resting card that is due first. */
export function outstandingLanesSql(now: Date): Prisma.Sql {
  return Prisma.sql`${placed(now)}
    (SELECT DISTINCT ON (channel_id) 'channel' AS lane, channel_id AS key, id AS "postId", next_attempt_at AS "dueAt"
     FROM ready WHERE channel_id IS NOT NULL ORDER BY channel_id, id)
    UNION ALL
    (SELECT DISTINCT ON (user_id) 'user', user_id, id, next_attempt_at
     FROM ready WHERE channel_id IS NULL ORDER BY user_id, id)
    UNION ALL
    (SELECT 'resting', 0, id, next_attempt_at FROM placed WHERE is_resting ORDER BY next_attempt_at LIMIT 1)`;
}

export type HeadPost = { postId: number; threadTs: string | null; isRootless: boolean };

/** The oldest post of a conversation that waits for nothing but its turn, due or not. */
export function headPostSql(channelId: number, now: Date): Prisma.Sql {
  return Prisma.sql`${placed(now)}
    SELECT id AS "postId", thread_ts AS "threadTs", is_without_root AS "isRootless"
    FROM ready WHERE channel_id = ${channelId} ORDER BY id LIMIT 1`;
}
