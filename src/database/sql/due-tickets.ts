/** One page of the tickets whose clocks want to be looked at, by a range scan of `tickets_next_wake_at`. */
import { Prisma } from '../generated/client.js';

/** Due at `at` or before, from the earliest on; `after` is the last ticket of the page before, which this one leaves out. */
export function duePageSql(page: {
  at: Date;
  after: { wakeAt: Date; id: number };
  limit: number;
}): Prisma.Sql {
  return Prisma.sql`
    SELECT id, next_wake_at AS "wakeAt"
    FROM tickets
    WHERE next_wake_at IS NOT NULL AND next_wake_at <= ${page.at}
      AND (next_wake_at, id) > (${page.after.wakeAt}, ${page.after.id})
    ORDER BY next_wake_at, id
    LIMIT ${page.limit}`;
}
