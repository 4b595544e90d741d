/** Finds what is to be read again next, by the partial indexes for it. */
import { Prisma } from '../generated/client.js';

export type DueReading = { id: number; rank: number };

/**
 * By rank; then where somebody waits to be told of an alert; then whose targets are next due, the missed ones among them; then who has waited longest, the most recently active first
 * of those that were never read.
 */
export function dueThreadsSql(now: Date, limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT th.id, th.reconcile_rank AS rank
    FROM ticket_threads th
    JOIN tickets t ON t.id = th.ticket_id
    WHERE th.reconcile_run_id IS NOT NULL AND (th.reconcile_not_before_at IS NULL OR th.reconcile_not_before_at <= ${now})
    ORDER BY th.reconcile_rank,
             EXISTS (SELECT FROM alert_notices n WHERE n.ticket_id = t.id AND n.told_at IS NULL) DESC,
             CASE WHEN t.status_category <> 'done'
                  THEN LEAST(CASE WHEN t.first_responded_at IS NULL THEN t.response_target END, t.resolution_target)
             END NULLS LAST,
             th.reconciled_at NULLS FIRST, t.updated_at DESC, th.id
    LIMIT ${limit}`;
}

/** Request channels first: there what was missed is a whole ticket. */
export function dueChannelsSql(limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT c.id FROM channels c WHERE c.reconcile_run_id IS NOT NULL ORDER BY (c.role = 'request') DESC NULLS LAST, c.id LIMIT ${limit}`;
}
