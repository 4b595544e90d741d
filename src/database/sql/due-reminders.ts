/** Claims the reminders that are due, by a range scan of `reminders_due_idx`. */
import { Prisma } from '../generated/client.js';

/** The longest due first; two processes take different ones. They are told by whoever took them, in the same transaction. */
export function claimRemindersSql({ now, limit }: { now: Date; limit: number }): Prisma.Sql {
  return Prisma.sql`
    UPDATE reminders SET told_at = ${now}
    WHERE id = ANY (ARRAY(
      SELECT id FROM reminders WHERE told_at IS NULL AND remind_at <= ${now}
      ORDER BY remind_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))
    RETURNING id, ticket_id AS "ticketId", user_id AS "userId"`;
}
