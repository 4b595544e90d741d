/** What an event's `channel_type` says about a conversation, against what is stored. */
import type { ChannelKind } from '../../domain/visibility.js';

export type ChannelType = 'channel' | 'group' | 'im' | 'mpim';

/** `group` covers group messages too: some events name them so, and both are internal. */
const FITTING: Record<ChannelType, readonly ChannelKind[]> = {
  channel: ['public'],
  group: ['private', 'mpim'],
  mpim: ['mpim', 'private'],
  im: ['im'],
};

/** True where the stored kind cannot be right any more (or the event is old): then Slack is asked, and neither is believed. */
export function isContradicted(kind: ChannelKind | 'unknown', channelType: ChannelType | null): boolean {
  return channelType !== null && kind !== 'unknown' && !FITTING[channelType].includes(kind);
}
