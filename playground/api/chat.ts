/** `chat.*`: the app's own messages. */

import { openConversation } from '../workspace/channels.js';
import { bot, isIn, isReply, nextTs, type WorkspaceCore } from '../workspace/core.js';
import { addEphemeral } from '../workspace/ephemerals.js';
import { asText } from '../workspace/json.js';
import { messageJson, permalink } from '../workspace/message-json.js';
import { addMessage, changeMessage, removeMessage } from '../workspace/messages.js';
import { SlackError } from '../workspace/slack-error.js';
import type { Channel, JsonObject, Message } from '../workspace/types.js';
import { isSet, textArgument } from './arguments.js';
import { messageAt, ownChannel } from './lookups.js';
import { type Content, checkBlocksTotal, readContent, TEXT_MAX } from './message-content.js';
import type { MethodContext, MethodTable } from './method.js';

/** A user's id stands for the direct messages with them. */
function postingChannel(core: WorkspaceCore, args: JsonObject): Channel {
  const id = asText(args.channel);
  if (!/^[UW]/.test(id)) return ownChannel(core, args);
  const member = core.state.members.get(id);
  if (!member || member.isDeactivated) throw new SlackError('channel_not_found');
  return openConversation(core, [bot(core).id, member.id]).channel;
}

function postMessage({ core }: MethodContext, args: JsonObject): JsonObject {
  const channel = postingChannel(core, args);
  if (channel.isArchived) throw new SlackError('is_archived');
  const content = readContent(core, args, TEXT_MAX.post);
  checkBlocksTotal(content);
  const threadTs = textArgument(args, 'thread_ts');
  const { app, team } = core.state;
  const message = addMessage(core, channel, {
    ...content,
    text: content.text ?? '',
    userId: app.botUserId,
    botId: app.botId,
    appId: app.id,
    teamId: team.id,
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(threadTs !== undefined && isSet(args, 'reply_broadcast') ? { isBroadcast: true } : {}),
  });
  return { channel: channel.id, ts: message.ts, message: messageJson(core, message, { withMetadata: true }) };
}

function ownMessage(
  core: WorkspaceCore,
  args: JsonObject,
  refusal: string,
): { channel: Channel; message: Message } {
  const channel = ownChannel(core, args);
  const message = messageAt(core, channel, args.ts);
  if (message.botId !== core.state.app.botId) throw new SlackError(refusal);
  return { channel, message };
}

/** What is not sent is retained, except that a new text without blocks replaces the old blocks. */
function applyUpdate(message: Message, content: Content, editTs: string): void {
  if (content.text !== undefined) {
    message.text = content.text;
    if (!content.blocks) delete message.blocks;
  }
  if (content.blocks) message.blocks = content.blocks;
  if (content.attachments) message.attachments = content.attachments;
  if (content.metadata) message.metadata = content.metadata;
  message.edited = { userId: message.userId ?? '', ts: editTs };
}

function update({ core }: MethodContext, args: JsonObject): JsonObject {
  const { channel, message } = ownMessage(core, args, 'cant_update_message');
  if (channel.isArchived) throw new SlackError('is_inactive');
  const content = readContent(core, args, TEXT_MAX.update);
  changeMessage(core, channel, message, () => {
    applyUpdate(message, content, nextTs(core));
    if (isSet(args, 'reply_broadcast') && isReply(message)) {
      message.isBroadcast = true;
      message.subtype = 'thread_broadcast';
    }
  });
  const json = messageJson(core, message, { withMetadata: true });
  return { channel: channel.id, ts: message.ts, text: message.text, message: json };
}

function remove({ core }: MethodContext, args: JsonObject): JsonObject {
  const { channel, message } = ownMessage(core, args, 'cant_delete_message');
  removeMessage(core, channel, message);
  return { channel: channel.id, ts: message.ts };
}

function postEphemeral({ core }: MethodContext, args: JsonObject): JsonObject {
  const channel = ownChannel(core, args);
  if (channel.isArchived) throw new SlackError('is_archived');
  const member = core.state.members.get(asText(args.user));
  if (!member || !isIn(channel, member.id)) throw new SlackError('user_not_in_channel');
  const { text = '', blocks } = readContent(core, args, TEXT_MAX.post);
  const threadTs = textArgument(args, 'thread_ts');
  const ephemeral = addEphemeral(core, {
    channelId: channel.id,
    userId: member.id,
    text,
    ...(blocks ? { blocks } : {}),
    ...(threadTs === undefined ? {} : { threadTs }),
  });
  return { message_ts: ephemeral.ts };
}

function getPermalink({ core }: MethodContext, args: JsonObject): JsonObject {
  const channel = ownChannel(core, args);
  const message = messageAt(core, channel, args.message_ts);
  return { channel: channel.id, permalink: permalink(core, channel, message) };
}

const content = {
  text: 'string',
  blocks: 'json',
  attachments: 'json',
  markdown_text: 'string',
  metadata: 'json',
  link_names: 'boolean',
  parse: 'string',
  as_user: 'boolean',
} as const;

const looks = { icon_emoji: 'string', icon_url: 'string', username: 'string' } as const;

export const CHAT_METHODS: MethodTable = {
  'chat.postMessage': {
    args: {
      ...content,
      ...looks,
      channel: 'string!',
      thread_ts: 'ts',
      reply_broadcast: 'boolean',
      unfurl_links: 'boolean',
      unfurl_media: 'boolean',
      mrkdwn: 'boolean',
      current_draft_last_updated_ts: 'string',
    },
    tier: 'special',
    scope: 'chat:write',
    run: postMessage,
  },
  'chat.update': {
    args: {
      ...content,
      channel: 'string!',
      ts: 'ts!',
      reply_broadcast: 'boolean',
      file_ids: 'json',
      unfurled_attachments: 'json',
    },
    tier: 3,
    scope: 'chat:write',
    run: update,
  },
  'chat.delete': {
    args: { channel: 'string!', ts: 'ts!', as_user: 'boolean' },
    tier: 3,
    scope: 'chat:write',
    run: remove,
  },
  'chat.postEphemeral': {
    args: { ...content, ...looks, channel: 'string!', user: 'string!', thread_ts: 'ts' },
    tier: 4,
    scope: 'chat:write',
    run: postEphemeral,
  },
  'chat.getPermalink': {
    args: { channel: 'string!', message_ts: 'ts!' },
    tier: 'special',
    scope: null,
    isReading: true,
    run: getPermalink,
  },
};
