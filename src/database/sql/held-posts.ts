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

/** What is kept back for somebody with alerts in it that were theirs as assignees. */
export type HeldUnfit = { userId: number; keys: string[] };

/**
 * Person by person, where one of these alerts is of a ticket that they have no more, or cannot have. Not by whether they could have it
 * again: `canBeAssigned` decides that of the few that are found. What is due is judged when it is told.
 */
export function unfitHeldSql({ now, limit }: { now: Date; limit: number }): Prisma.Sql {
  return Prisma.sql`
    SELECT p.held_for_id AS "userId", array_agg(DISTINCT p.key) AS keys
    FROM posts p
    JOIN alert_notices n ON n.post_key = p.key AND n.user_id = p.held_for_id AND n.audience = 'assignee'
    JOIN tickets t ON t.id = n.ticket_id
    JOIN users u ON u.id = n.user_id
    WHERE p.held_until_at > ${now} AND p.state = 'pending' AND p.kind IN ('at_risk', 'breach', 'alert_digest')
      AND (t.assignee_id IS DISTINCT FROM n.user_id OR u.is_deactivated OR u.is_guest OR u.is_external OR u.is_bot
        OR NOT ((u.is_superuser AND NOT t.confidential) OR EXISTS (
          SELECT FROM project_agents a
          WHERE a.project_id = t.project_id AND a.user_id = u.id AND NOT a.is_removed AND (a.is_member OR a.is_added))))
    GROUP BY p.held_for_id ORDER BY p.held_for_id LIMIT ${limit}`;
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
