/** Finds a conversation's row by the id it has now or by one it had before. */
import type { Channel } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';

/** Null where the desk has never heard of it; Slack is not asked. */
export async function findChannel(db: Tx, slackChannelId: string): Promise<Channel | null> {
  const channel = await db.channel.findUnique({ where: { slackChannelId } });
  if (channel !== null) return channel;
  const alias = await db.channelAlias.findUnique({
    where: { slackChannelId },
    select: { channel: true },
  });
  return alias?.channel ?? null;
}
