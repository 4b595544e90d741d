/** Counts, for threads of one channel, the messages that the desk has and Slack should have too. */
import { Prisma } from '../generated/client.js';

export type ThreadCountRow = {
  id: number;
  threadTs: string;
  known: number;
  newestTs: string | null;
  foreign: number | null;
};

/** `threadTs` null: those of the channel that are due. */
export function countThreadMessagesSql(channelId: number, threadTs: string | null): Prisma.Sql {
  return Prisma.sql`
    SELECT th.id, th.thread_ts AS "threadTs", th.foreign_replies AS "foreign",
           (cm.known + ps.known)::int AS known, GREATEST(cm.newest, ps.newest) AS "newestTs"
    FROM ticket_threads th
    CROSS JOIN LATERAL (
      SELECT count(*) AS known, max(message_ts COLLATE "C") AS newest
      FROM comments WHERE thread_id = th.id AND deleted_at IS NULL AND gone_from_slack_at IS NULL AND message_ts <> th.thread_ts
    ) cm
    CROSS JOIN LATERAL (
      SELECT count(*) AS known, max(message_ts COLLATE "C") AS newest
      FROM posts p WHERE p.ticket_id = th.ticket_id AND p.channel_id = th.channel_id AND p.thread_ts = th.thread_ts
        AND p.message_ts IS NOT NULL AND p.state = 'sent'
    ) ps
    WHERE th.channel_id = ${channelId}
      AND (th.thread_ts = ${threadTs}::text OR ${threadTs}::text IS NULL AND th.reconcile_run_id IS NOT NULL)`;
}
