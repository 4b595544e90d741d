/** The sign before the name of a conversation. */

import type { ChannelRow } from '../../live/protocol.js';
import { Icon } from './icons.js';

const SIGNS = { public: 'hash', private: 'lock', im: null, mpim: 'people' } as const;

const KIND_WORDS = {
  public: 'public channel',
  private: 'private channel',
  im: 'direct messages',
  mpim: 'group of people',
} as const;

export function ChannelSign({ channel }: { channel: Pick<ChannelRow, 'kind' | 'isShared'> }) {
  const sign = SIGNS[channel.kind];
  return sign && <Icon name={sign} />;
}

/** `it-help, public channel, shared with another organization, 3 unread`: what the row says to whoever hears it. */
export function heardName(channel: ChannelRow): string {
  const { name, kind, isShared, unreadCount } = channel;
  return [
    name,
    KIND_WORDS[kind],
    ...(isShared ? ['shared with another organization'] : []),
    ...(unreadCount > 0 ? [`${unreadCount} unread`] : []),
  ].join(', ');
}
