/** Finds threads whose earlier replies are still to be read, by the partial index for it. */
import { Prisma } from '../generated/client.js';

/** In no order, so that threads which Slack keeps refusing do not stand before the others for ever. */
export function dueImportsSql(limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT th.id, c.slack_channel_id AS "slackChannelId", th.thread_ts AS "threadTs",
           th.import_after_ts AS "importAfterTs"
    FROM ticket_threads th
    JOIN channels c ON c.id = th.channel_id
    WHERE th.imported_at IS NULL AND th.import_after_ts IS NOT NULL
    ORDER BY random()
    LIMIT ${limit}`;
}
