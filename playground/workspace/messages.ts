/** Writing, changing and removing messages, and the events that Slack sends for each. */

import { CHANNEL_TYPE, tellApp } from './app-events.js';
import { changed, findMessage, isReply, messagesOf, nextTs, repliesOf, type WorkspaceCore } from './core.js';
import { compact } from './json.js';
import { messageJson } from './message-json.js';
import { SlackError } from './slack-error.js';
import type { Channel, JsonObject, Message } from './types.js';

export type MessageDraft = Omit<Message, 'ts' | 'channelId' | 'reactions'>;

function rootFor(core: WorkspaceCore, channel: Channel, threadTs: string): Message {
  const root = findMessage(core, channel.id, threadTs);
  if (!root) throw new SlackError('thread_not_found');
  if (!isReply(root)) return root;
  return rootFor(core, channel, root.threadTs ?? threadTs);
}

function broadcastRoot(core: WorkspaceCore, message: Message): JsonObject | undefined {
  if (message.subtype !== 'thread_broadcast' || message.threadTs === undefined) return undefined;
  const root = findMessage(core, message.channelId, message.threadTs);
  return root && messageJson(core, root, { withThread: true });
}

function tellMessage(core: WorkspaceCore, channel: Channel, message: Message): void {
  const json = messageJson(core, message, { withMetadata: true });
  tellApp(
    core,
    compact({
      ...json,
      type: 'message',
      root: broadcastRoot(core, message),
      channel: channel.id,
      event_ts: message.ts,
      channel_type: CHANNEL_TYPE[channel.kind],
    }),
    channel,
  );
}

/** A mention sends a second event with the same `ts`, but not in direct messages. */
function tellMention(core: WorkspaceCore, channel: Channel, message: Message): void {
  if (channel.kind === 'im' || !message.text.includes(`<@${core.state.app.botUserId}`)) return;
  if (message.userId === core.state.app.botUserId) return;
  const { bot_profile: _, ...json } = messageJson(core, message);
  tellApp(core, { ...json, type: 'app_mention', channel: channel.id, event_ts: message.ts }, channel);
}

/** Stores a new message and tells the app. Throws `thread_not_found` for a reply to nothing. */
export function addMessage(core: WorkspaceCore, channel: Channel, draft: MessageDraft): Message {
  const { threadTs, ...rest } = draft;
  const root = threadTs === undefined ? undefined : rootFor(core, channel, threadTs);
  if (root) root.threadTs = root.ts;
  const message: Message = {
    ...rest,
    ...(root ? { threadTs: root.ts } : {}),
    ...(root && draft.isBroadcast ? { subtype: 'thread_broadcast' } : {}),
    channelId: channel.id,
    ts: nextTs(core),
    reactions: [],
  };
  messagesOf(core, channel.id).push(message);
  tellMessage(core, channel, message);
  tellMention(core, channel, message);
  changed(core);
  return message;
}

function tellChanged(core: WorkspaceCore, channel: Channel, inner: JsonObject, previous: JsonObject): void {
  const ts = nextTs(core);
  tellApp(
    core,
    {
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      message: inner,
      previous_message: previous,
      channel: channel.id,
      ts,
      event_ts: ts,
      channel_type: CHANNEL_TYPE[channel.kind],
    },
    channel,
  );
}

/**
 * Changes a stored message and sends `message_changed`. What counts as an edit is up to the caller: only an edit
 * sets `edited`; link previews, file removals and late broadcasts do not.
 */
export function changeMessage(
  core: WorkspaceCore,
  channel: Channel,
  message: Message,
  change: (message: Message) => void,
): void {
  const previous = messageJson(core, message, { withMetadata: true, withThread: true });
  change(message);
  const inner = messageJson(core, message, { withMetadata: true, withThread: true });
  const teamId = message.teamId ?? core.state.team.id;
  tellChanged(core, channel, { source_team: teamId, user_team: teamId, ...inner }, previous);
  changed(core);
}

function leaveTombstone(core: WorkspaceCore, channel: Channel, message: Message): void {
  const previous = messageJson(core, message, { withThread: true });
  const stored = messagesOf(core, channel.id);
  const tombstone: Message = {
    channelId: channel.id,
    ts: message.ts,
    threadTs: message.ts,
    subtype: 'tombstone',
    userId: 'USLACKBOT',
    text: 'This message was deleted.',
    reactions: [],
  };
  stored[stored.indexOf(message)] = tombstone;
  tellChanged(core, channel, messageJson(core, tombstone, { withThread: true }), previous);
}

/** Removes a message; the root of a thread with replies stays behind as a tombstone. */
export function removeMessage(core: WorkspaceCore, channel: Channel, message: Message): void {
  if (!isReply(message) && repliesOf(core, message).length > 0) {
    leaveTombstone(core, channel, message);
  } else {
    const previous = messageJson(core, message, { withThread: true });
    const stored = messagesOf(core, channel.id);
    stored.splice(stored.indexOf(message), 1);
    const ts = nextTs(core);
    tellApp(
      core,
      {
        type: 'message',
        subtype: 'message_deleted',
        hidden: true,
        deleted_ts: message.ts,
        previous_message: previous,
        channel: channel.id,
        ts,
        event_ts: ts,
        channel_type: CHANNEL_TYPE[channel.kind],
      },
      channel,
    );
  }
  changed(core);
}

/** Adds a reaction, or says in Slack's words why it cannot. */
export function addReaction(
  core: WorkspaceCore,
  channel: Channel,
  message: Message,
  userId: string,
  name: string,
): void {
  const reaction = message.reactions.find((other) => other.name === name);
  if (reaction?.userIds.includes(userId)) throw new SlackError('already_reacted');
  if (reaction) reaction.userIds.push(userId);
  else message.reactions.push({ name, userIds: [userId] });
  tellReaction(core, channel, message, { type: 'reaction_added', userId, name });
}

export function removeReaction(
  core: WorkspaceCore,
  channel: Channel,
  message: Message,
  userId: string,
  name: string,
): void {
  const reaction = message.reactions.find((other) => other.name === name);
  if (!reaction?.userIds.includes(userId)) throw new SlackError('no_reaction');
  reaction.userIds = reaction.userIds.filter((id) => id !== userId);
  message.reactions = message.reactions.filter((other) => other.userIds.length > 0);
  tellReaction(core, channel, message, { type: 'reaction_removed', userId, name });
}

function tellReaction(
  core: WorkspaceCore,
  channel: Channel,
  message: Message,
  reaction: { type: 'reaction_added' | 'reaction_removed'; userId: string; name: string },
): void {
  tellApp(
    core,
    compact({
      type: reaction.type,
      user: reaction.userId,
      reaction: reaction.name,
      item: { type: 'message', channel: channel.id, ts: message.ts },
      item_user: message.userId,
      event_ts: nextTs(core),
    }),
    channel,
  );
  changed(core);
}
