/** What Slack refused for good, by conversation and cause. */
import { Prisma } from '../generated/client.js';

/** `userId`: of whom the conversation is to be, while it is not open; null where it is. */
export type RefusedGroupRow = {
  channelId: number | null;
  userId: number | null;
  lastError: string | null;
  postId: number;
  count: number;
  oldestAt: Date;
};

/**
 * The largest first. Asked in SQL of our own, because Prisma compares a state in a way in which PostgreSQL cannot use a partial index, and
 * would read all posts. A post that was taken back before it came into Slack is missed by nobody.
 */
export function refusedGroupsSql(): Prisma.Sql {
  return Prisma.sql`
    SELECT channel_id AS "channelId", CASE WHEN channel_id IS NULL THEN user_id END AS "userId", last_error AS "lastError",
           min(id) AS "postId", count(*)::int AS count, min(created_at) AS "oldestAt"
    FROM posts WHERE state = 'failed' AND (NOT is_withdrawn OR message_ts IS NOT NULL)
    GROUP BY 1, 2, 3 ORDER BY count(*) DESC, min(id)`;
}
