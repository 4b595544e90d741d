/** Makes sure that a conversation has a row, with its kind as Slack tells it. */
import type { Channel } from '../../database/generated/client.js';
import type { Desk } from '../desk.js';
import { type ChannelType, isContradicted } from './channel-hint.js';
import { findChannel } from './find-channel.js';
import { refreshChannel } from './refresh-channel.js';

/**
 * Asks Slack, outside every transaction, at first sight, while the kind is unknown, and where the event contradicts what is stored.
 * While Slack does not answer the kind is `unknown`, also where it was known before: a guess could show a note to its reporter.
 */
export async function ensureChannel(
  desk: Desk,
  slackChannelId: string,
  hint: { channelType?: ChannelType | null } = {},
): Promise<Channel> {
  const known = await findChannel(desk.database.prisma, slackChannelId);
  const isDoubted = known === null || isContradicted(known.kind, hint.channelType ?? null);
  if (known !== null && known.kind !== 'unknown' && !isDoubted) return known;
  return refreshChannel(desk, slackChannelId, { isDoubted });
}
