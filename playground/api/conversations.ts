/** `conversations.*` and `users.conversations`: channels, who is in them, and what was said there. */

import { channelJson } from '../workspace/channel-json.js';
import { addToChannel, openConversation } from '../workspace/channels.js';
import { bot, findMessage, isIn, isReply, messagesOf, type WorkspaceCore } from '../workspace/core.js';
import { parseTs } from '../workspace/ids.js';
import { asText, compact } from '../workspace/json.js';
import { messageJson } from '../workspace/message-json.js';
import { HISTORY, OPEN, READ } from '../workspace/scopes-by-kind.js';
import { SlackError } from '../workspace/slack-error.js';
import type { Channel, JsonObject, Message } from '../workspace/types.js';
import { isSet, textArgument } from './arguments.js';
import { ownChannel, page, pageMetadata, visibleChannel } from './lookups.js';
import type { MethodContext, MethodTable } from './method.js';

const TYPE_OF_KIND = {
  public: 'public_channel',
  private: 'private_channel',
  im: 'im',
  mpim: 'mpim',
} as const;
const LIST_PAGE = { limit: 100, max: 1000 } as const;
const HISTORY_PAGE = { limit: 100, max: 999 } as const;
const REPLIES_PAGE = { limit: 1000, max: 1000 } as const;
const GROUP_MEMBERS_MAX = 8;

function info({ core }: MethodContext, args: JsonObject): JsonObject {
  const channel = visibleChannel(core, args);
  const json = channelJson(core, channel);
  return {
    channel: isSet(args, 'include_num_members') ? { ...json, num_members: channel.memberIds.length } : json,
  };
}

function bound(args: JsonObject, name: 'oldest' | 'latest'): number | null {
  const given = textArgument(args, name);
  if (given === undefined || given === '') return null;
  const at = parseTs(given);
  if (at === null) throw new SlackError(`invalid_ts_${name}`);
  return at;
}

/** Whether a message lies between `oldest` and `latest`; the ends count only with `inclusive`. */
function withinBounds(args: JsonObject): (message: Message) => boolean {
  const from = bound(args, 'oldest');
  const to = bound(args, 'latest');
  const slack = isSet(args, 'inclusive') ? 0 : 1;
  return ({ ts }) => {
    const at = parseTs(ts) ?? 0;
    return (from === null || at >= from + slack) && (to === null || at <= to - slack);
  };
}

function readMessages(core: WorkspaceCore, found: readonly Message[], args: JsonObject): JsonObject[] {
  const withMetadata = isSet(args, 'include_all_metadata');
  return found.map((message) => messageJson(core, message, { withThread: true, withMetadata }));
}

/** The channel's own messages, newest first: roots, and replies that were also sent to the channel. */
function history({ core }: MethodContext, args: JsonObject): JsonObject {
  const channel = ownChannel(core, args);
  const shown = messagesOf(core, channel.id)
    .filter((message) => !isReply(message) || message.isBroadcast)
    .filter(withinBounds(args))
    .reverse();
  const { items, nextCursor } = page(shown, args, HISTORY_PAGE);
  return {
    messages: readMessages(core, items, args),
    has_more: nextCursor !== '',
    pin_count: 0,
    ...(nextCursor === '' ? {} : pageMetadata(nextCursor)),
  };
}

/** A thread, oldest first, its root on the first page whatever the bounds: replies alone are bounded. */
function replies({ core }: MethodContext, args: JsonObject): JsonObject {
  const channel = ownChannel(core, args);
  const asked = findMessage(core, channel.id, asText(args.ts));
  const rootTs = asked?.threadTs ?? asked?.ts;
  const root = rootTs === undefined ? undefined : findMessage(core, channel.id, rootTs);
  if (!root) throw new SlackError('thread_not_found');
  const isWithin = withinBounds(args);
  const thread = messagesOf(core, channel.id).filter(
    (message) => isReply(message) && message.threadTs === root.ts && isWithin(message),
  );
  const { items, nextCursor } = page([root, ...thread], args, REPLIES_PAGE);
  return {
    messages: readMessages(core, items, args),
    has_more: nextCursor !== '',
    ...(nextCursor === '' ? {} : pageMetadata(nextCursor)),
  };
}

function wantedTypes(args: JsonObject): Set<string> {
  const types = (textArgument(args, 'types') ?? 'public_channel').split(',').map((type) => type.trim());
  const known = new Set<string>(Object.values(TYPE_OF_KIND));
  if (types.some((type) => !known.has(type))) throw new SlackError('invalid_types');
  return new Set(types);
}

function listChannels(
  core: WorkspaceCore,
  args: JsonObject,
  isListed: (channel: Channel) => boolean,
): JsonObject {
  const types = wantedTypes(args);
  const listed = [...core.state.channels.values()].filter(
    (channel) =>
      types.has(TYPE_OF_KIND[channel.kind]) &&
      isListed(channel) &&
      !(channel.isArchived && isSet(args, 'exclude_archived')),
  );
  const { items, nextCursor } = page(listed, args, LIST_PAGE);
  return { channels: items.map((channel) => channelJson(core, channel)), ...pageMetadata(nextCursor) };
}

function list({ core }: MethodContext, args: JsonObject): JsonObject {
  return listChannels(core, args, (channel) => channel.kind === 'public' || isIn(channel, bot(core).id));
}

/** The channels of a person that the app can see too. */
function ofUser({ core }: MethodContext, args: JsonObject): JsonObject {
  const userId = textArgument(args, 'user') ?? bot(core).id;
  if (!core.state.members.has(userId)) throw new SlackError('user_not_found');
  return listChannels(
    core,
    args,
    (channel) => isIn(channel, userId) && (channel.kind === 'public' || isIn(channel, bot(core).id)),
  );
}

function members({ core }: MethodContext, args: JsonObject): JsonObject {
  const { items, nextCursor } = page(visibleChannel(core, args).memberIds, args, LIST_PAGE);
  return { members: items, ...pageMetadata(nextCursor) };
}

function openWith(core: WorkspaceCore, users: string): { channel: Channel; isNew: boolean } {
  const ids = [...new Set(users.split(',').map((id) => id.trim()))].filter((id) => id !== '');
  if (ids.length === 0) throw new SlackError('users_list_not_supplied');
  if (ids.length > GROUP_MEMBERS_MAX) throw new SlackError('too_many_users');
  for (const id of ids) {
    const member = core.state.members.get(id);
    if (!member) throw new SlackError('user_not_found');
    if (member.isDeactivated) throw new SlackError('user_disabled');
  }
  return openConversation(core, [bot(core).id, ...ids]);
}

function open({ core }: MethodContext, args: JsonObject): JsonObject {
  const users = textArgument(args, 'users');
  const opened =
    users === undefined ? { channel: visibleChannel(core, args), isNew: false } : openWith(core, users);
  const channel = isSet(args, 'return_im') ? channelJson(core, opened.channel) : { id: opened.channel.id };
  return { channel, ...(opened.isNew ? {} : { no_op: true, already_open: true }) };
}

function join({ core }: MethodContext, args: JsonObject): JsonObject {
  const channel = visibleChannel(core, args);
  if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
  if (channel.isArchived) throw new SlackError('is_archived');
  const wasIn = isIn(channel, bot(core).id);
  addToChannel(core, channel, bot(core));
  const warning = wasIn ? 'already_in_channel' : undefined;
  return compact({
    channel: channelJson(core, channel),
    warning,
    response_metadata: warning && { warnings: [warning] },
  });
}

const paging = { cursor: 'string', limit: 'number' } as const;
const bounds = {
  oldest: 'string',
  latest: 'string',
  inclusive: 'boolean',
  include_all_metadata: 'boolean',
} as const;
const listing = { ...paging, exclude_archived: 'boolean', team_id: 'string', types: 'string' } as const;

export const CONVERSATIONS_METHODS: MethodTable = {
  'conversations.info': {
    args: { channel: 'string!', include_locale: 'boolean', include_num_members: 'boolean' },
    tier: 3,
    scope: READ,
    isReading: true,
    run: info,
  },
  'conversations.history': {
    args: { channel: 'string!', ...paging, ...bounds },
    tier: 3,
    scope: HISTORY,
    isReading: true,
    run: history,
  },
  'conversations.replies': {
    args: { channel: 'string!', ts: 'ts!', ...paging, ...bounds },
    tier: 3,
    scope: HISTORY,
    isReading: true,
    run: replies,
  },
  'conversations.list': { args: listing, tier: 2, scope: READ, isReading: true, run: list },
  'conversations.members': {
    args: { channel: 'string!', ...paging },
    tier: 4,
    scope: READ,
    isReading: true,
    run: members,
  },
  'conversations.open': {
    args: { channel: 'string', users: 'string', return_im: 'boolean', prevent_creation: 'boolean' },
    tier: 3,
    scope: OPEN,
    run: open,
  },
  'conversations.join': { args: { channel: 'string!' }, tier: 3, scope: 'channels:join', run: join },
  'users.conversations': {
    args: { ...listing, user: 'string', exclude_muted: 'boolean' },
    tier: 3,
    scope: READ,
    isReading: true,
    run: ofUser,
  },
};
