/** Finds the Homes that are to be published, and holds them for one process. */
import { Prisma } from '../generated/client.js';

const WANTED = Prisma.sql`published_version < wanted_version`;

export type ClaimedHome = { userId: number; version: number; viewHash: string | null; attempts: number };

/** Those that nobody holds, the longest due first, until `heldUntil`. */
export function claimHomesSql({
  now,
  heldUntil,
  limit,
}: {
  now: Date;
  heldUntil: Date;
  limit: number;
}): Prisma.Sql {
  return Prisma.sql`
    UPDATE home_viewers v SET claimed_version = wanted_version, held_until = ${heldUntil}::timestamptz
    FROM (
      SELECT user_id FROM home_viewers
      WHERE ${WANTED} AND due_at <= ${now}::timestamptz AND (held_until IS NULL OR held_until <= ${now}::timestamptz)
      ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) due
    WHERE v.user_id = due.user_id
    RETURNING v.user_id AS "userId", v.claimed_version AS version, v.view_hash AS "viewHash", v.attempts`;
}

/** When the next one is due that is not held until later; no row with an instant for none. */
export function nextHomeSql(): Prisma.Sql {
  return Prisma.sql`
    SELECT min(GREATEST(due_at, held_until)) AS "at" FROM home_viewers WHERE ${WANTED}`;
}

/** Slack's limit is the workspace's: whatever is wanted and not in hand waits for it. */
export function holdHomesSql({ now, heldUntil }: { now: Date; heldUntil: Date }): Prisma.Sql {
  return Prisma.sql`
    UPDATE home_viewers SET held_until = ${heldUntil}::timestamptz
    WHERE ${WANTED} AND (held_until IS NULL OR held_until <= ${now}::timestamptz)`;
}
