/** Ends the runs of which nothing is left to be read. */
import { Prisma } from '../generated/client.js';

export function finishRunsSql(now: Date): Prisma.Sql {
  return Prisma.sql`
    UPDATE reconcile_runs r SET finished_at = ${now}
    WHERE r.finished_at IS NULL
      AND NOT EXISTS (SELECT FROM ticket_threads th WHERE th.reconcile_run_id = r.id)
      AND NOT EXISTS (SELECT FROM channels c WHERE c.reconcile_run_id = r.id)
    RETURNING r.id, r.cause, r.threads_read AS "threadsRead", r.unreadable, r.replies, r.edits, r.deletions, r.gone, r.tickets`;
}
