/** The conversations in one person's sidebar, and what is unread in each. */

import { bot, canRead, isIn, messagesOf, type WorkspaceCore } from '../workspace/core.js';
import { parseTs } from '../workspace/ids.js';
import { readTsOf } from '../workspace/reads.js';
import type { Channel, ChannelKind, Member, Message } from '../workspace/types.js';
import type { ChannelRow } from './protocol.js';

/** Slack makes no channel unread for what is not said by anybody. */
const SILENT = new Set([
  'channel_join',
  'channel_leave',
  'channel_convert_to_private',
  'channel_convert_to_public',
  'tombstone',
]);

const KIND_ORDER: Readonly<Record<ChannelKind, number>> = { public: 0, private: 0, mpim: 1, im: 2 };

function nameFor(core: WorkspaceCore, channel: Channel, me: Member): string {
  if (channel.kind === 'public' || channel.kind === 'private') return channel.name;
  const others = channel.memberIds.filter((id) => id !== me.id);
  const names = others.map((id) => core.state.members.get(id)?.displayName ?? id);
  return names.length > 0 ? names.join(', ') : me.displayName;
}

function mentions(message: Message, me: Member): boolean {
  const said = `${message.text} ${JSON.stringify(message.blocks ?? [])}`;
  return said.includes(me.id) || /<!(?:here|channel|everyone)/.test(message.text);
}

function isNestedReply({ ts, threadTs, isBroadcast }: Message): boolean {
  return threadTs !== undefined && threadTs !== ts && isBroadcast !== true;
}

/** Of these threads, those that tell this person of replies: who began it, who answered in it, whom it mentions. */
function followedThreads(
  messages: readonly Message[],
  threads: ReadonlySet<string>,
  me: Member,
): Set<string> {
  const inThem = messages.filter(({ threadTs }) => threadTs !== undefined && threads.has(threadTs));
  const followed = inThem.filter((message) => message.userId === me.id || mentions(message, me));
  return new Set(followed.flatMap(({ threadTs }) => threadTs ?? []));
}

/** Messages stand in the order of their `ts`, so only the newest are looked at. */
function newerThan(messages: readonly Message[], readTo: number): readonly Message[] {
  return messages.slice(messages.findLastIndex(({ ts }) => (parseTs(ts) ?? 0) <= readTo) + 1);
}

function unreadOf(core: WorkspaceCore, channel: Channel, me: Member): Message[] {
  if (!isIn(channel, me.id)) return [];
  const messages = messagesOf(core, channel.id);
  const readTo = parseTs(readTsOf(core, me.id, channel.id) ?? '0') ?? 0;
  const fresh = newerThan(messages, readTo).filter(
    ({ userId, subtype }) => userId !== me.id && !SILENT.has(subtype ?? ''),
  );
  const threads = new Set(fresh.filter(isNestedReply).flatMap(({ threadTs }) => threadTs ?? []));
  const followed = threads.size === 0 ? threads : followedThreads(messages, threads, me);
  return fresh.filter((message) => !isNestedReply(message) || followed.has(message.threadTs ?? ''));
}

export function channelRow(core: WorkspaceCore, channel: Channel, me: Member): ChannelRow {
  const unread = unreadOf(core, channel, me);
  const isDirect = channel.kind === 'im' || channel.kind === 'mpim';
  return {
    id: channel.id,
    name: nameFor(core, channel, me),
    kind: channel.kind,
    isShared: channel.isExtShared,
    isArchived: channel.isArchived,
    isMember: isIn(channel, me.id),
    hasBot: isIn(channel, bot(core).id),
    memberIds: [...channel.memberIds],
    unreadCount: unread.length,
    isPressing: unread.some((message) => isDirect || mentions(message, me)),
  };
}

/** What this person is in or may join, channels by name, then groups, then direct messages. */
export function channelRows(core: WorkspaceCore, me: Member): ChannelRow[] {
  return [...core.state.channels.values()]
    .filter((channel) => canRead(channel, me))
    .map((channel) => channelRow(core, channel, me))
    .sort((one, other) => KIND_ORDER[one.kind] - KIND_ORDER[other.kind] || (one.name < other.name ? -1 : 1));
}
