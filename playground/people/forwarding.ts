/** A person forwards a message: one of their own, with the other as it stood then. */

import { authorName } from '../workspace/author-name.js';
import { nextId, type WorkspaceCore } from '../workspace/core.js';
import { compact } from '../workspace/json.js';
import { messageJson, permalink } from '../workspace/message-json.js';
import { addMessage } from '../workspace/messages.js';
import { shortId } from '../workspace/read-blocks.js';
import { richTextBlocks, typedText } from '../workspace/text.js';
import type { Channel, JsonObject, Message } from '../workspace/types.js';
import { type Client, messageIn, ownChannel, readableChannel } from './client.js';

export type Forwarding = {
  /** Forwards a message to `#channel` or `@name`, or into a thread there, with words of one's own where there are any. */
  forward(
    channel: string,
    ts: string,
    to: string,
    text?: string,
    options?: ForwardOptions,
  ): { channel: string; ts: string };
};

export type ForwardOptions = { threadTs?: string };

/** As Slack's client attaches it: a copy of the words, and where they were said. */
function sharedMessage(core: WorkspaceCore, channel: Channel, message: Message): JsonObject {
  const { team } = core.state;
  const { text, files } = messageJson(core, message);
  const isPlace = channel.kind === 'public' || channel.kind === 'private';
  return compact({
    id: 1,
    is_share: true,
    is_msg_unfurl: true,
    ts: message.ts,
    author_id: message.userId,
    author_name: authorName(core, message),
    channel_id: channel.id,
    channel_team: team.id,
    from_url: permalink(core, channel, message),
    original_url: permalink(core, channel, message),
    fallback: `${authorName(core, message)}: ${message.text}`,
    text,
    color: 'D0D0D0',
    mrkdwn_in: ['text'],
    footer: isPlace ? `Posted in #${channel.name}` : 'Direct message',
    message_blocks: message.blocks && [
      { team: team.id, channel: channel.id, ts: message.ts, message: { blocks: message.blocks } },
    ],
    files,
  });
}

function forward(
  client: Client,
  { channelName, ts }: { channelName: string; ts: string },
  { to, threadTs }: { to: string } & ForwardOptions,
  typed: string,
) {
  const { core, me } = client;
  const channel = readableChannel(client, channelName);
  const message = messageIn(client, channel, ts);
  const target = ownChannel(client, to);
  const text = typedText(core, typed, 'message');
  const posted = addMessage(core, target, {
    userId: me.id,
    teamId: me.teamId,
    clientMsgId: nextId(core, '').toLowerCase(),
    text,
    ...(text === '' ? {} : { blocks: richTextBlocks(text, shortId(core)) }),
    attachments: [sharedMessage(core, channel, message)],
    ...(threadTs === undefined ? {} : { threadTs }),
  });
  return { channel: target.id, ts: posted.ts };
}

export function forwarding(client: Client): Forwarding {
  return {
    forward: (channelName, ts, to, text = '', options = {}) =>
      forward(client, { channelName, ts }, { ...options, to }, text),
  };
}
