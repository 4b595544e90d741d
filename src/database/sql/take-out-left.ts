/** Takes messages out of Slack that were left standing in an earlier reporter's direct messages, where nothing follows any more. */
import { Prisma } from '../generated/client.js';

/**
 * Copies of these comments, or of the ticket's own words where that is `null`. Those that are out of Slack already are asked for once
 * more, which changes nothing.
 */
export function takeOutLeftSql(ticketId: number, commentIds: readonly number[] | null): Prisma.Sql {
  const isOfThem =
    commentIds === null
      ? Prisma.sql`comment_id IS NULL`
      : Prisma.sql`comment_id = ANY(${[...commentIds]}::int[])`;
  return Prisma.sql`
    UPDATE posts SET state = 'sent', wanted_version = wanted_version + 1
    WHERE ticket_id = ${ticketId} AND ${isOfThem}
      AND is_withdrawn AND state = 'withdrawn' AND message_ts IS NOT NULL
      AND (kind = 'origin_card' OR thread_role = 'origin')
      AND channel_id IN (SELECT id FROM channels WHERE kind = 'im')`;
}
