/** A person talks: posts, replies, edits, deletes, reacts, shares files. */

import { isReply, nextId, nowSeconds } from '../workspace/core.js';
import { addFile, type FileToShare } from '../workspace/files.js';
import {
  addMessage,
  addReaction,
  changeMessage,
  type MessageDraft,
  removeMessage,
  removeReaction,
} from '../workspace/messages.js';
import { shortId } from '../workspace/read-blocks.js';
import { NotPossible } from '../workspace/slack-error.js';
import { richTextBlocks, typedText } from '../workspace/text.js';
import type { Channel, Message } from '../workspace/types.js';
import { type Client, messageIn, ownChannel, readableChannel } from './client.js';

export type PostOptions = {
  threadTs?: string;
  /** "Also send to channel". */
  broadcast?: boolean;
  files?: readonly (FileToShare | string)[];
  /** `/me`. */
  asMe?: boolean;
};

export type Posted = { channel: string; ts: string };

export type Posting = {
  /** Posts typed text: `@ana` and `#it-help` become mentions, the rest is escaped. `channel` may be `@threadesk`. */
  post(channel: string, text: string, options?: PostOptions): Posted;
  edit(channel: string, ts: string, text: string): void;
  delete(channel: string, ts: string): void;
  /** Sends an old reply to the channel too: a `message_changed` whose inner subtype is `thread_broadcast`. */
  broadcastLater(channel: string, ts: string): void;
  /** Slack adds a link preview: a `message_changed` that is no edit. */
  unfurl(channel: string, ts: string, url?: string): void;
  /** Deletes the files of a message: a `message_changed` that is no edit. */
  removeFile(channel: string, ts: string): void;
  react(channel: string, ts: string, emoji: string): void;
  unreact(channel: string, ts: string, emoji: string): void;
};

function textOfMessage(client: Client, typed: string) {
  const text = typedText(client.core, typed, 'message');
  return { text, ...(text === '' ? {} : { blocks: richTextBlocks(text, shortId(client.core)) }) };
}

function plainDraft(client: Client, typed: string, asMe: boolean): MessageDraft {
  const { core, me } = client;
  if (asMe) return { subtype: 'me_message', userId: me.id, text: typedText(core, typed, 'message') };
  return {
    userId: me.id,
    teamId: me.teamId,
    clientMsgId: nextId(core, '').toLowerCase(),
    ...textOfMessage(client, typed),
  };
}

/** File shares name no team, and have blocks only if there was text. */
function withFiles(
  client: Client,
  channel: Channel,
  draft: MessageDraft,
  files: NonNullable<PostOptions['files']>,
): MessageDraft {
  const { teamId: _, ...rest } = draft;
  const added = files.map((file) =>
    addFile(client.core, client.me.id, channel.id, typeof file === 'string' ? { name: file } : file),
  );
  return { ...rest, subtype: 'file_share', fileIds: added.map(({ id }) => id) };
}

function post(client: Client, channelName: string, text: string, options: PostOptions): Posted {
  const channel = ownChannel(client, channelName);
  const { threadTs, broadcast = false, files = [], asMe = false } = options;
  if (text.trim() === '' && files.length === 0) throw new NotPossible('There is nothing to post');
  const plain = plainDraft(client, text, asMe);
  const { ts } = addMessage(client.core, channel, {
    ...(files.length > 0 ? withFiles(client, channel, plain, files) : plain),
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(broadcast ? { isBroadcast: true } : {}),
  });
  return { channel: channel.id, ts };
}

function ownMessage(client: Client, channel: Channel, ts: string): Message {
  const message = messageIn(client, channel, ts);
  if (message.userId !== client.me.id || message.botId !== undefined) {
    throw new NotPossible(`${client.me.displayName} did not write the message ${ts}`);
  }
  return message;
}

function edit(client: Client, channelName: string, ts: string, text: string): void {
  const channel = ownChannel(client, channelName);
  changeMessage(client.core, channel, ownMessage(client, channel, ts), (message) => {
    Object.assign(message, textOfMessage(client, text));
    message.edited = { userId: client.me.id, ts: `${nowSeconds(client.core)}.000000` };
  });
}

function deletable(client: Client, channel: Channel, ts: string): Message {
  const message = messageIn(client, channel, ts);
  const mayDelete = message.userId === client.me.id || client.me.isAdmin;
  if (!mayDelete) throw new NotPossible(`${client.me.displayName} may not delete the message ${ts}`);
  return message;
}

function broadcastLater(client: Client, channelName: string, ts: string): void {
  const channel = ownChannel(client, channelName);
  const message = ownMessage(client, channel, ts);
  if (!isReply(message)) throw new NotPossible(`${ts} is no reply`);
  changeMessage(client.core, channel, message, () => {
    message.subtype = 'thread_broadcast';
    message.isBroadcast = true;
  });
}

function unfurl(client: Client, channelName: string, ts: string, url: string): void {
  const channel = readableChannel(client, channelName);
  changeMessage(client.core, channel, messageIn(client, channel, ts), (message) => {
    const shared = (message.attachments ?? []).filter((attachment) => attachment.is_share === true);
    message.attachments = [
      ...shared,
      {
        id: shared.length + 1,
        from_url: url,
        original_url: url,
        fallback: 'Example',
        title: 'Example',
        title_link: url,
        text: 'A page',
      },
    ];
  });
}

function removeFile(client: Client, channelName: string, ts: string): void {
  const channel = ownChannel(client, channelName);
  const message = ownMessage(client, channel, ts);
  if (!message.fileIds?.length) throw new NotPossible(`The message ${ts} has no file`);
  changeMessage(client.core, channel, message, () => {
    for (const id of message.fileIds ?? []) {
      const file = client.core.state.files.get(id);
      if (file) file.isDeleted = true;
    }
  });
}

export function posting(client: Client): Posting {
  const { core, me } = client;
  return {
    post: (channel, text, options = {}) => post(client, channel, text, options),
    edit: (channel, ts, text) => edit(client, channel, ts, text),
    delete: (channelName, ts) => {
      const channel = ownChannel(client, channelName);
      removeMessage(core, channel, deletable(client, channel, ts));
    },
    broadcastLater: (channel, ts) => broadcastLater(client, channel, ts),
    unfurl: (channel, ts, url = 'https://example.com/') => unfurl(client, channel, ts, url),
    removeFile: (channel, ts) => removeFile(client, channel, ts),
    react: (channelName, ts, emoji) => {
      const channel = readableChannel(client, channelName);
      addReaction(core, channel, messageIn(client, channel, ts), me.id, emoji.replaceAll(':', ''));
    },
    unreact: (channelName, ts, emoji) => {
      const channel = readableChannel(client, channelName);
      removeReaction(core, channel, messageIn(client, channel, ts), me.id, emoji.replaceAll(':', ''));
    },
  };
}
