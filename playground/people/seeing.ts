/** What a person sees: the messages of a channel or thread, and those that only they see. */

import { authorName } from '../workspace/author-name.js';
import { canRead, isReply, messagesOf, repliesOf } from '../workspace/core.js';
import { asText, isObject } from '../workspace/json.js';
import type { Ephemeral, JsonObject, Message } from '../workspace/types.js';
import { elementsOf } from '../workspace/views.js';
import { type ChosenValues, type Client, channelFor, readingOf } from './client.js';
import { visibleText } from './visible-text.js';

export type SeenMessage = {
  channel: string;
  ts: string;
  threadTs?: string;
  /** The name above the message. */
  from: string;
  /** The raw text, which notifications show and which blocks hide. */
  text: string;
  /** Everything the person reads. */
  shows: string;
  blocks: readonly JsonObject[];
  /** The labels of the buttons, and the action ids of what else can be used. */
  controls: readonly { actionId: string; label: string; type: string }[];
  isEphemeral: boolean;
  isEdited: boolean;
  isBroadcast: boolean;
  files: readonly string[];
  reactions: Readonly<Record<string, readonly string[]>>;
  replyCount: number;
};

export type Seeing = {
  /** A channel's messages, or with `threadTs` a thread's, oldest first, ephemerals included. Empty where one may not look. */
  sees(channel: string, threadTs?: string): SeenMessage[];
  ephemerals(): SeenMessage[];
  /** What they have picked in a message, in the shape of `state.values`. */
  chosenIn(channelId: string, ts: string): ChosenValues;
};

function controlsOf(blocks: readonly JsonObject[]): SeenMessage['controls'] {
  return elementsOf(blocks).map(({ element }) => {
    const label = isObject(element.text) ? element.text : element.placeholder;
    return {
      actionId: asText(element.action_id),
      label: isObject(label) ? asText(label.text) : '',
      type: asText(element.type),
    };
  });
}

function fileNames(client: Client, message: Message): string[] {
  const files = (message.fileIds ?? []).map((id) => client.core.state.files.get(id));
  return files.flatMap((file) => (file && !file.isDeleted ? [file.name] : []));
}

function nameOf(client: Client, memberId: string): string {
  return client.core.state.members.get(memberId)?.displayName ?? memberId;
}

function seen(client: Client, message: Message): SeenMessage {
  const { core } = client;
  const blocks = message.blocks ?? [];
  return {
    channel: message.channelId,
    ts: message.ts,
    ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }),
    from: authorName(core, message),
    text: message.text,
    shows: visibleText(readingOf(client), message),
    blocks,
    controls: controlsOf(blocks),
    isEphemeral: false,
    isEdited: message.edited !== undefined,
    isBroadcast: message.isBroadcast ?? false,
    files: fileNames(client, message),
    reactions: Object.fromEntries(
      message.reactions.map(({ name, userIds }) => [name, userIds.map((id) => nameOf(client, id))]),
    ),
    replyCount: isReply(message) ? 0 : repliesOf(core, message).length,
  };
}

function seenEphemeral(client: Client, ephemeral: Ephemeral): SeenMessage {
  const blocks = ephemeral.blocks ?? [];
  return {
    channel: ephemeral.channelId,
    ts: ephemeral.ts,
    ...(ephemeral.threadTs === undefined ? {} : { threadTs: ephemeral.threadTs }),
    from: nameOf(client, client.core.state.app.botUserId),
    text: ephemeral.text,
    shows: visibleText(readingOf(client), ephemeral),
    blocks,
    controls: controlsOf(blocks),
    isEphemeral: true,
    isEdited: false,
    isBroadcast: false,
    files: [],
    reactions: {},
    replyCount: 0,
  };
}

function ownEphemerals(client: Client): Ephemeral[] {
  return client.core.state.ephemerals.filter((ephemeral) => ephemeral.userId === client.me.id);
}

function isShown(
  message: Pick<Message, 'ts' | 'threadTs' | 'isBroadcast'>,
  threadTs: string | undefined,
): boolean {
  if (threadTs !== undefined) return message.ts === threadTs || message.threadTs === threadTs;
  return message.threadTs === undefined || message.threadTs === message.ts || message.isBroadcast === true;
}

export function seeing(client: Client): Seeing {
  return {
    sees: (channelName, threadTs) => {
      const channel = channelFor(client, channelName);
      if (!canRead(channel, client.me)) return [];
      const messages = messagesOf(client.core, channel.id)
        .filter((message) => isShown(message, threadTs))
        .map((message) => seen(client, message));
      const own = ownEphemerals(client)
        .filter((ephemeral) => ephemeral.channelId === channel.id && isShown(ephemeral, threadTs))
        .map((ephemeral) => seenEphemeral(client, ephemeral));
      return [...messages, ...own].sort((one, other) => (one.ts < other.ts ? -1 : 1));
    },
    chosenIn: (channelId, ts) => client.chosen.get(`${channelId}:${ts}`) ?? {},
    ephemerals: () => ownEphemerals(client).map((ephemeral) => seenEphemeral(client, ephemeral)),
  };
}
