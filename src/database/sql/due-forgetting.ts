/** Finds closed tickets whose project keeps texts no longer. */
import { Prisma } from '../generated/client.js';

/** Longest closed first. What was said on one later has its own time. */
export function dueForgettingSql(now: Date, limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id FROM projects p
    JOIN tickets t ON t.project_id = p.id
    WHERE p.forget_after_days IS NOT NULL AND ${isDue(now)}
    ORDER BY t.closed_at LIMIT ${limit}`;
}

/** The same of one ticket, asked again once its row is locked. */
export function isForgettableSql(ticketId: number, now: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id FROM projects p JOIN tickets t ON t.project_id = p.id
    WHERE t.id = ${ticketId} AND p.forget_after_days IS NOT NULL AND ${isDue(now)}`;
}

function isDue(now: Date): Prisma.Sql {
  const before = Prisma.sql`${now}::timestamptz - make_interval(days => p.forget_after_days)`;
  return Prisma.sql`
    t.status = 'closed' AND t.forgotten_at IS NULL AND t.closed_at <= ${before}
    AND NOT EXISTS (
      SELECT FROM comments c WHERE c.ticket_id = t.id AND c.redacted_at IS NULL AND c.created_at > ${before}
    )`;
}
