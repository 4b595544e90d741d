/** Finds what a call is about, from the app's point of view: what it may not see is not found. */

import { bot, findMessage, isIn, type WorkspaceCore } from '../workspace/core.js';
import { asText } from '../workspace/json.js';
import { SlackError } from '../workspace/slack-error.js';
import type { Channel, JsonObject, Message } from '../workspace/types.js';

/** A channel that the app can see: a public one or one it is in. Throws `channel_not_found`. */
export function visibleChannel(core: WorkspaceCore, args: JsonObject): Channel {
  const channel = core.state.channels.get(asText(args.channel));
  const isVisible = channel && (channel.kind === 'public' || isIn(channel, bot(core).id));
  if (!channel || !isVisible) throw new SlackError('channel_not_found');
  return channel;
}

/** A channel that the app is in. Throws `not_in_channel` for a public one that it is not in. */
export function ownChannel(core: WorkspaceCore, args: JsonObject): Channel {
  const channel = visibleChannel(core, args);
  if (!isIn(channel, bot(core).id)) throw new SlackError('not_in_channel');
  return channel;
}

export function messageAt(core: WorkspaceCore, channel: Channel, ts: unknown): Message {
  const message = findMessage(core, channel.id, asText(ts));
  if (!message || message.subtype === 'tombstone') throw new SlackError('message_not_found');
  return message;
}

export type Page<T> = { items: T[]; nextCursor: string };

/** One page of a list; cursors are opaque, as Slack's are. Throws `invalid_cursor` and `invalid_limit`. */
export function page<T>(
  all: readonly T[],
  args: JsonObject,
  { limit: normal, max }: { limit: number; max: number },
): Page<T> {
  const limit = typeof args.limit === 'number' && args.limit !== 0 ? args.limit : normal;
  if (limit < 0 || !Number.isInteger(limit)) throw new SlackError('invalid_limit');
  const from = offsetOf(asText(args.cursor));
  const to = from + Math.min(limit, max);
  const nextCursor = to < all.length ? Buffer.from(`next:${to}`).toString('base64') : '';
  return { items: all.slice(from, to), nextCursor };
}

function offsetOf(cursor: string): number {
  if (cursor === '') return 0;
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  if (!match) throw new SlackError('invalid_cursor');
  return Number(match[1]);
}

export function pageMetadata(nextCursor: string): JsonObject {
  return { response_metadata: { next_cursor: nextCursor } };
}
