/** Conversations whose kind has to be asked for: comments, or posts for agents, wait for the answer. */
import { Prisma } from '../generated/client.js';

/** In no order, so that those Slack never answers for hold up no others. */
export function pendingChannelsSql(limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT c.id
    FROM channels c
    WHERE (c.kind = 'unknown' AND c.role IS NOT NULL)
       OR EXISTS (SELECT FROM comments cm WHERE cm.channel_id = c.id AND cm.is_pending)
    ORDER BY random()
    LIMIT ${limit}`;
}
