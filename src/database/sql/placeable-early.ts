/** Finds the early events whose thread, or whose message, is known by now. */
import { Prisma } from '../generated/client.js';

/** Each thread or message once, whose events waited longest first. */
export function placeableEarlySql(limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT e.slack_channel_id AS "slackChannelId", e.thread_ts AS "awaitedTs"
    FROM early_events e
    JOIN LATERAL (
      SELECT id FROM channels WHERE slack_channel_id = e.slack_channel_id
      UNION ALL
      SELECT channel_id FROM channel_aliases WHERE slack_channel_id = e.slack_channel_id
    ) c ON true
    WHERE EXISTS (SELECT FROM ticket_threads th WHERE th.channel_id = c.id AND th.thread_ts = e.thread_ts)
       OR EXISTS (SELECT FROM comments cm WHERE cm.channel_id = c.id AND cm.message_ts = e.thread_ts)
    GROUP BY 1, 2
    ORDER BY min(e.id)
    LIMIT ${limit}`;
}
