/** Finds the tickets with which something may be to do by itself, by a range scan of `tickets_follow_up_due_idx`. */
import { Prisma } from '../generated/client.js';

/** The longest due first. */
export function dueFollowUpsSql({ now, limit }: { now: Date; limit: number }): Prisma.Sql {
  return Prisma.sql`
    SELECT id FROM tickets
    WHERE follow_up_at IS NOT NULL AND follow_up_at <= ${now}
    ORDER BY follow_up_at
    LIMIT ${limit}`;
}
