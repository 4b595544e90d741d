/** Finds what people's settings kept back and is due to be looked at again: the people first, then what waits for one of them. */
import { Prisma } from '../generated/client.js';

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
  /** Taken back meanwhile. */
  isWithdrawn: boolean;
};

/** Only for whoever has locked the person. Oldest first. */
export function takeHeldSql(userId: number, { now, limit }: { now: Date; limit: number }): Prisma.Sql {
  return Prisma.sql`
    SELECT id, key, kind, payload, ticket_id AS "ticketId", is_for_digest AS "isForDigest",
           is_withdrawn AS "isWithdrawn"
    FROM posts
    WHERE held_for_id = ${userId} AND held_until_at <= ${now} AND state = 'pending'
    ORDER BY id LIMIT ${limit} FOR UPDATE`;
}

/** Waits for whoever is at this person's. */
export function lockUserIdSql(userId: number): Prisma.Sql {
  return Prisma.sql`SELECT id FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
}
