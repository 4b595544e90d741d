/** Shows stored messages in the shape in which Slack's APIs and events carry them. */

import { isReply, repliesOf, type WorkspaceCore } from './core.js';
import { fileJson } from './files.js';
import { compact } from './json.js';
import type { Channel, JsonObject, Message } from './types.js';

export type MessageView = {
  /** Events of the app's own messages and reads with include_all_metadata carry metadata. */
  withMetadata?: boolean;
  /** Reads carry the summary of a thread on its root; events do not. */
  withThread?: boolean;
};

function botProfile(core: WorkspaceCore, message: Message): JsonObject | undefined {
  if (message.botId !== core.state.app.botId) return undefined;
  return {
    id: message.botId,
    deleted: false,
    name: 'Threadesk',
    updated: 0,
    app_id: core.state.app.id,
    user_id: core.state.app.botUserId,
    icons: {},
    team_id: core.state.team.id,
  };
}

function unique(values: Iterable<string>): string[] {
  return [...new Set(values)];
}

function threadSummary(core: WorkspaceCore, root: Message): JsonObject {
  const replies = repliesOf(core, root);
  const latest = replies.at(-1);
  if (!latest) return {};
  const users = unique(replies.map((reply) => reply.userId ?? reply.botId ?? ''));
  return {
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: latest.ts,
    reply_users: users.slice(0, 5),
    is_locked: false,
    subscribed: false,
  };
}

function parentUser(core: WorkspaceCore, message: Message): string | undefined {
  if (!isReply(message)) return undefined;
  return core.state.messages.get(message.channelId)?.find((other) => other.ts === message.threadTs)?.userId;
}

function reactionsJson(message: Message): JsonObject[] | undefined {
  if (message.reactions.length === 0) return undefined;
  return message.reactions.map(({ name, userIds }) => ({ name, users: userIds, count: userIds.length }));
}

function filesJson(core: WorkspaceCore, message: Message): JsonObject[] | undefined {
  const ids = message.fileIds ?? [];
  if (ids.length === 0) return undefined;
  return ids.flatMap((id) => {
    const file = core.state.files.get(id);
    return file ? [fileJson(core, file, { asShared: true })] : [];
  });
}

/** Outsiders' messages in a shared channel name the team they come from. */
function outsideTeams(core: WorkspaceCore, message: Message): JsonObject {
  const teamId = message.userId ? core.state.members.get(message.userId)?.teamId : undefined;
  if (teamId === undefined || teamId === core.state.team.id) return {};
  return { user_team: teamId, source_team: teamId };
}

function isEmptyJson(object: JsonObject | undefined): boolean {
  return object === undefined || Object.keys(object).length === 0;
}

/** A message as `conversations.history` and the inner part of an event show it. */
export function messageJson(core: WorkspaceCore, message: Message, view: MessageView = {}): JsonObject {
  return compact({
    type: 'message',
    subtype: message.subtype,
    client_msg_id: message.clientMsgId,
    user: message.userId,
    text: message.text,
    ts: message.ts,
    team: message.teamId,
    ...outsideTeams(core, message),
    username: message.username,
    bot_id: message.botId,
    app_id: message.appId,
    bot_profile: botProfile(core, message),
    inviter: message.inviterId,
    blocks: message.blocks,
    attachments: message.attachments,
    files: filesJson(core, message),
    ...(message.subtype === 'file_share' ? { upload: false, display_as_bot: false } : {}),
    edited: message.edited && { user: message.edited.userId, ts: message.edited.ts },
    thread_ts: message.threadTs,
    parent_user_id: parentUser(core, message),
    ...(view.withThread && !isReply(message) ? threadSummary(core, message) : {}),
    reactions: view.withThread ? reactionsJson(message) : undefined,
    metadata: view.withMetadata && !isEmptyJson(message.metadata) ? message.metadata : undefined,
    ...(message.subtype === 'tombstone' ? { hidden: true } : {}),
  });
}

export function permalink(core: WorkspaceCore, channel: Channel, message: Message): string {
  const base = `https://${core.state.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  return isReply(message) ? `${base}?thread_ts=${message.threadTs}&cid=${channel.id}` : base;
}
