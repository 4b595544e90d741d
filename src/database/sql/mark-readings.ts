/** Says which threads and channels a run is to read again. */
import { Prisma } from '../generated/client.js';

export type ThreadMarks = {
  runId: number;
  ticketId: number | null;
  channelId: number | null;
  /** Closed tickets count from here on, unless one is named. */
  closedAfterAt: Date;
  /** Threads that are due already, or were read since, are left as they are; null: every thread is read from its start. */
  readBeforeAt: Date | null;
  /** The end of a gap: alerts wait for these threads. Null without one. */
  uncheckedSinceAt: Date | null;
  rank: number;
};

export function markThreadsSql(marks: ThreadMarks): Prisma.Sql {
  const { runId, ticketId, channelId, closedAfterAt, readBeforeAt, uncheckedSinceAt, rank } = marks;
  return Prisma.sql`
    UPDATE ticket_threads th
    SET reconcile_run_id = ${runId}::int, reconcile_rank = LEAST(th.reconcile_rank, ${rank}::smallint), reconcile_after_ts = NULL,
        reconcile_not_before_at = NULL, unchecked_since_at = COALESCE(${uncheckedSinceAt}::timestamptz, th.unchecked_since_at)
    FROM tickets t
    WHERE t.id = th.ticket_id AND (${ticketId}::int IS NULL OR t.id = ${ticketId}::int)
      AND (${channelId}::int IS NULL OR th.channel_id = ${channelId}::int)
      AND (t.status <> 'closed' OR t.closed_at > ${closedAfterAt} OR ${ticketId}::int IS NOT NULL)
      AND (${readBeforeAt}::timestamptz IS NULL
           OR th.reconcile_run_id IS NULL AND (th.reconciled_at IS NULL OR th.reconciled_at < ${readBeforeAt}::timestamptz))`;
}

/** Where one look tells of several threads, and wherever the project's emoji makes tickets. */
export function markChannelsSql(marks: {
  runId: number;
  channelId: number | null;
  threadsMin: number;
}): Prisma.Sql {
  const { runId, channelId, threadsMin } = marks;
  return Prisma.sql`
    UPDATE channels c SET reconcile_run_id = ${runId}::int
    WHERE c.is_bot_member AND (${channelId}::int IS NULL OR c.id = ${channelId}::int) AND (
      c.role = 'request'
      OR c.id IN (SELECT th.channel_id FROM ticket_threads th WHERE th.reconcile_run_id IS NOT NULL
                  GROUP BY th.channel_id HAVING count(*) >= ${threadsMin})
    )`;
}
