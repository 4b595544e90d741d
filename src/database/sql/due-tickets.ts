/** Claims the tickets whose clocks want to be looked at, by a range scan of `tickets_next_wake_at_due_idx`. */
import { Prisma } from '../generated/client.js';

/** The earliest that are due at `at`. One that is locked is left out: somebody acts on it, and the next sweep finds it. */
export function claimDueTicketsSql({ at, limit }: { at: Date; limit: number }): Prisma.Sql {
  return Prisma.sql`
    SELECT id, sla_policy_id AS "slaPolicyId"
    FROM tickets
    WHERE next_wake_at IS NOT NULL AND next_wake_at <= ${at}
    ORDER BY next_wake_at, id
    LIMIT ${limit}
    FOR UPDATE SKIP LOCKED`;
}
