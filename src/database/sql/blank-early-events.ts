/** Takes the words of messages out of the events that wait for something else to come. */
import { Prisma } from '../generated/client.js';

export type MessagePlace = { channelId: number; messageTs: string };

/**
 * That a message is deleted is kept, without what it said; everything else of it says nothing that is still wanted. A channel counts
 * under every id it has had.
 */
export function forgetEarlyWordsSql(messages: readonly MessagePlace[]): Prisma.Sql {
  return Prisma.sql`DELETE FROM early_events e WHERE ${areOf(messages)} AND e.message ->> 'kind' <> 'deleted'`;
}

export function blankEarlyDeletionsSql(messages: readonly MessagePlace[]): Prisma.Sql {
  return Prisma.sql`
    UPDATE early_events e SET message = e.message || '{"previousText": null, "files": []}'
    WHERE ${areOf(messages)} AND e.message ->> 'kind' = 'deleted'`;
}

function areOf(messages: readonly MessagePlace[]): Prisma.Sql {
  const channelIds = messages.map(({ channelId }) => channelId);
  const tss = messages.map(({ messageTs }) => messageTs);
  return Prisma.sql`
    (e.slack_channel_id, e.message ->> 'ts') IN (
      SELECT id.slack_channel_id, m.ts
      FROM unnest(${channelIds}::int[], ${tss}::text[]) AS m (channel_id, ts)
      JOIN (
        SELECT id AS channel_id, slack_channel_id FROM channels
        UNION ALL SELECT channel_id, slack_channel_id FROM channel_aliases
      ) id USING (channel_id)
    )`;
}
