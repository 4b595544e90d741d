/** Counts what waits, all in one look and from partial indexes: it is asked for every few seconds. */
import { Prisma } from '../generated/client.js';
import { POST_HAS_WORK_SQL } from '../unsent-posts.js';

export type DeskFigures = {
  postsToSend: number;
  /** Messages that are in Slack and do not show the present state yet. */
  postsToUpdate: number;
  /** When the oldest of those to send was made; null for none. */
  oldestPostAt: Date | null;
  postsRefused: number;
  threadsToRead: number;
  threadsUnchecked: number;
  openTickets: number;
  /** When the first ticket is due for a look at its targets; null for none. */
  nextWakeAt: Date | null;
};

export function deskFiguresSql(): Prisma.Sql {
  return Prisma.sql`
    SELECT work.*, refused.*, threads.*, tickets.*
    FROM
      (SELECT count(*) FILTER (WHERE state <> 'sent')::int AS "postsToSend",
              count(*) FILTER (WHERE state = 'sent')::int AS "postsToUpdate",
              min(created_at) FILTER (WHERE state <> 'sent') AS "oldestPostAt"
       FROM posts WHERE ${Prisma.raw(POST_HAS_WORK_SQL)}) work,
      (SELECT count(*)::int AS "postsRefused" FROM posts
       WHERE state = 'failed' AND (NOT is_withdrawn OR message_ts IS NOT NULL)) refused,
      (SELECT (SELECT count(*)::int FROM ticket_threads WHERE reconcile_run_id IS NOT NULL) AS "threadsToRead",
              (SELECT count(*)::int FROM ticket_threads WHERE unchecked_since_at IS NOT NULL) AS "threadsUnchecked") threads,
      (SELECT (SELECT count(*)::int FROM tickets WHERE status_category <> 'done') AS "openTickets",
              (SELECT min(next_wake_at) FROM tickets WHERE next_wake_at IS NOT NULL) AS "nextWakeAt") tickets`;
}
