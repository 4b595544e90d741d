/** Takes the words of one message out of the events that wait for something else to come. */
import { Prisma } from '../generated/client.js';

/**
 * That it is deleted is kept, without what it said; everything else of the message says nothing that is still wanted. The channel counts
 * under every id it has had.
 */
export function forgetEarlyWordsSql(channelId: number, messageTs: string): Prisma.Sql {
  return Prisma.sql`DELETE FROM early_events e WHERE ${ofMessage(channelId, messageTs)} AND e.message ->> 'kind' <> 'deleted'`;
}

export function blankEarlyDeletionsSql(channelId: number, messageTs: string): Prisma.Sql {
  return Prisma.sql`
    UPDATE early_events e SET message = e.message || '{"previousText": null, "files": []}'
    WHERE ${ofMessage(channelId, messageTs)} AND e.message ->> 'kind' = 'deleted'`;
}

function ofMessage(channelId: number, messageTs: string): Prisma.Sql {
  return Prisma.sql`
    e.slack_channel_id IN (
      SELECT slack_channel_id FROM channels WHERE id = ${channelId}
      UNION ALL SELECT slack_channel_id FROM channel_aliases WHERE channel_id = ${channelId}
    ) AND e.message ->> 'ts' = ${messageTs}`;
}
