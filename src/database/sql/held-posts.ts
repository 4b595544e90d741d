/** Finds what people's settings kept back and is due to be looked at again: the people first, then what waits for one of them. */
import type { Priority } from '../../domain/priority.js';
import { Prisma } from '../generated/client.js';
import { isUrgentAlertSql } from './urgent-tickets.js';

/** Of a policy that names none. */
type Urgent = { urgentPriorities: readonly Priority[] };

/** Makes alerts due whose tickets have become urgent since they were kept back. One that is locked is being told just now. */
export function hastenHeldSql({ now, urgentPriorities }: { now: Date } & Urgent): Prisma.Sql {
  return Prisma.sql`
    WITH urgent AS (
      SELECT p.id FROM posts p
      WHERE p.held_until_at > ${now} AND p.state = 'pending' AND ${isUrgentAlertSql(urgentPriorities)}
      FOR UPDATE OF p SKIP LOCKED
    )
    UPDATE posts SET held_until_at = ${now} FROM urgent WHERE posts.id = urgent.id`;
}

/** Whoever has waited longest first. */
export function peopleHeldSql({ now, limit }: { now: Date; limit: number }): Prisma.Sql {
  return Prisma.sql`
    SELECT held_for_id AS "userId" FROM posts
    WHERE held_until_at <= ${now} AND state = 'pending'
    GROUP BY held_for_id ORDER BY min(held_until_at), held_for_id LIMIT ${limit}`;
}

/** No row where another process is at this person's just now. */
export function lockPersonSql(userId: number): Prisma.Sql {
  return Prisma.sql`SELECT id FROM users WHERE id = ${userId} FOR NO KEY UPDATE SKIP LOCKED`;
}

export type HeldPost = {
  id: number;
  key: string;
  kind: string;
  payload: object;
  ticketId: number | null;
  isForDigest: boolean;
  /** An alert of what its policy calls urgent by now. */
  isUrgent: boolean;
  /** Taken back meanwhile. */
  isWithdrawn: boolean;
};

/** Only for whoever has locked the person. Oldest first. */
export function takeHeldSql(
  userId: number,
  { now, limit, urgentPriorities }: { now: Date; limit: number } & Urgent,
): Prisma.Sql {
  return Prisma.sql`
    SELECT p.id, p.key, p.kind, p.payload, p.ticket_id AS "ticketId", p.is_for_digest AS "isForDigest",
           p.is_withdrawn AS "isWithdrawn", ${isUrgentAlertSql(urgentPriorities)} AS "isUrgent"
    FROM posts p
    WHERE p.held_for_id = ${userId} AND p.held_until_at <= ${now} AND p.state = 'pending'
    ORDER BY p.id LIMIT ${limit} FOR UPDATE OF p`;
}

/** Waits for whoever is at this person's. */
export function lockUserIdSql(userId: number): Prisma.Sql {
  return Prisma.sql`SELECT id FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
}
