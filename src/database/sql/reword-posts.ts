/** Has everything that shows a ticket's own words shown again, also what says only once what was. */
import { Prisma } from '../generated/client.js';

/** Digests name many tickets and belong to none: they are found by the notices that they told. */
export function rewordPostsSql(ticketId: number): Prisma.Sql {
  return Prisma.sql`
    UPDATE posts SET wanted_version = wanted_version + 1, is_reworded = true
    WHERE NOT is_withdrawn AND (
      ticket_id = ${ticketId}
      OR key IN (SELECT post_key FROM alert_notices WHERE ticket_id = ${ticketId} AND post_key IS NOT NULL)
    )`;
}
