/** Has everything that shows a ticket's own words shown again, also what says only once what was. */
import { Prisma } from '../generated/client.js';

/** What Slack refused to change stands there all the same: it is tried again. */
export const STATE_TO_REWORD = Prisma.sql`
  CASE WHEN state = 'failed' AND message_ts IS NOT NULL THEN 'sent' ELSE state END`;

/**
 * Digests name many tickets and belong to none: they are found by the notices that they told. Both kinds by their ids, because PostgreSQL
 * answers such an "or" by reading all posts.
 */
export function rewordTicketPostsSql(ticketId: number): Prisma.Sql {
  return Prisma.sql`
    UPDATE posts SET wanted_version = wanted_version + 1, is_reworded = true, state = ${STATE_TO_REWORD}
    WHERE NOT is_withdrawn AND id IN (
      SELECT id FROM posts WHERE ticket_id = ${ticketId}
      UNION
      SELECT p.id FROM alert_notices n JOIN posts p ON p.key = n.post_key WHERE n.ticket_id = ${ticketId}
    )`;
}
