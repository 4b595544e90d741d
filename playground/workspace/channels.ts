/** Who is in a channel and what kind it is: joining, leaving, converting, renaming, archiving, sharing, opening. */

import { tellApp } from './app-events.js';
import {
  bot,
  changed,
  isIn,
  latestTs,
  memberById,
  messagesOf,
  nextId,
  nextTs,
  nowSeconds,
  type WorkspaceCore,
} from './core.js';
import { compact } from './json.js';
import { addMessage } from './messages.js';
import { markRead, moveReads } from './reads.js';
import { NotPossible } from './slack-error.js';
import type { Channel, Member } from './types.js';

function membershipEvent(core: WorkspaceCore, channel: Channel, member: Member, inviterId?: string) {
  return compact({
    user: member.id,
    channel: channel.id,
    channel_type: channel.kind === 'public' ? 'C' : 'G',
    team: member.teamId,
    inviter: inviterId,
    event_ts: nextTs(core),
  });
}

/** Puts a member into a channel: `member_joined_channel` and the `channel_join` message. No-op when already in. */
export function addToChannel(core: WorkspaceCore, channel: Channel, member: Member, inviter?: Member): void {
  if (isIn(channel, member.id)) return;
  channel.memberIds.push(member.id);
  markRead(core, member.id, channel.id, latestTs(core));
  tellApp(
    core,
    { type: 'member_joined_channel', ...membershipEvent(core, channel, member, inviter?.id) },
    channel,
  );
  addMessage(core, channel, {
    subtype: 'channel_join',
    userId: member.id,
    text: `<@${member.id}> has joined the channel`,
    ...(inviter ? { inviterId: inviter.id } : {}),
  });
}

/** Takes a member out. The bot learns of its own removal, and of nothing in the channel after it. */
export function removeFromChannel(
  core: WorkspaceCore,
  channel: Channel,
  member: Member,
  actor: Member,
): void {
  if (!isIn(channel, member.id)) throw new NotPossible(`${member.displayName} is not in #${channel.name}`);
  channel.memberIds = channel.memberIds.filter((id) => id !== member.id);
  const isBot = member.id === bot(core).id;
  tellApp(core, { type: 'member_left_channel', ...membershipEvent(core, channel, member) }, channel, {
    isAboutBot: isBot,
  });
  if (isBot) {
    const type = channel.kind === 'private' ? 'group_left' : 'channel_left';
    const left = { type, channel: channel.id, actor_id: actor.id, event_ts: nextTs(core) };
    tellApp(core, left, channel, { isAboutBot: true });
  }
  addMessage(core, channel, {
    subtype: 'channel_leave',
    userId: member.id,
    text: `<@${member.id}> has left the channel`,
  });
}

export function convertToPrivate(core: WorkspaceCore, channel: Channel, actor: Member): void {
  channel.kind = 'private';
  addMessage(core, channel, {
    subtype: 'channel_convert_to_private',
    userId: actor.id,
    text: 'made this channel private. Now, it can only be viewed or joined by invitation.',
  });
}

export function convertToPublic(core: WorkspaceCore, channel: Channel, actor: Member): void {
  channel.kind = 'public';
  addMessage(core, channel, {
    subtype: 'channel_convert_to_public',
    userId: actor.id,
    text: 'made this channel public. Any member can see and join it.',
  });
}

export function renameChannel(core: WorkspaceCore, channel: Channel, name: string): void {
  channel.previousNames.push(channel.name);
  channel.name = name;
  const type = channel.kind === 'private' ? 'group_rename' : 'channel_rename';
  const json = {
    id: channel.id,
    is_channel: channel.kind === 'public',
    is_mpim: false,
    name,
    name_normalized: name,
    created: channel.createdAt,
  };
  tellApp(core, { type, channel: json, event_ts: nextTs(core) }, channel);
  changed(core);
}

export function setArchived(core: WorkspaceCore, channel: Channel, actor: Member, isArchived: boolean): void {
  channel.isArchived = isArchived;
  const noun = channel.kind === 'private' ? 'group' : 'channel';
  const type = `${noun}_${isArchived ? 'archive' : 'unarchive'}`;
  const isUnarchivedGroup = noun === 'group' && !isArchived;
  const event = {
    type,
    channel: channel.id,
    ...(isUnarchivedGroup ? { actor_id: actor.id } : { user: actor.id }),
    ...(isArchived ? { is_moved: 0 } : {}),
    event_ts: nextTs(core),
  };
  tellApp(core, event, channel);
  changed(core);
}

/** Takes a channel away for good, with all that was said in it. */
export function deleteChannel(core: WorkspaceCore, channel: Channel, actor: Member): void {
  const { id } = channel;
  const isGroup = channel.kind === 'private';
  const event = {
    type: isGroup ? 'group_deleted' : 'channel_deleted',
    channel: id,
    ...(isGroup ? { date_deleted: nowSeconds(core), actor_id: actor.id } : {}),
    event_ts: nextTs(core),
  };
  tellApp(core, event, channel);
  core.state.channels.delete(id);
  core.state.messages.delete(id);
  core.state.ephemerals = core.state.ephemerals.filter(({ channelId }) => channelId !== id);
  for (const file of core.state.files.values()) file.channelIds = file.channelIds.filter((one) => one !== id);
  changed(core);
}

function giveNewId(core: WorkspaceCore, channel: Channel): void {
  const oldId = channel.id;
  const id = nextId(core, 'C', channel.name);
  const messages = messagesOf(core, oldId);
  for (const message of messages) message.channelId = id;
  for (const ephemeral of core.state.ephemerals) if (ephemeral.channelId === oldId) ephemeral.channelId = id;
  moveReads(core, oldId, id);
  core.state.messages.delete(oldId);
  core.state.channels.delete(oldId);
  channel.id = id;
  core.state.messages.set(id, messages);
  core.state.channels.set(id, channel);
  const event = {
    type: 'channel_id_changed',
    old_channel_id: oldId,
    new_channel_id: id,
    event_ts: nextTs(core),
  };
  tellApp(core, event, channel);
}

/** Shares a channel with another organization. With `changesId` it gets a new id, and the old one is gone. */
export function shareChannel(
  core: WorkspaceCore,
  channel: Channel,
  teamId: string,
  { changesId = false } = {},
): void {
  channel.isExtShared = true;
  channel.sharedTeamIds = [...new Set([...channel.sharedTeamIds, teamId])];
  if (changesId) giveNewId(core, channel);
  const event = {
    type: 'channel_shared',
    connected_team_id: teamId,
    channel: channel.id,
    event_ts: nextTs(core),
  };
  tellApp(core, event, channel);
  changed(core);
}

export function unshareChannel(core: WorkspaceCore, channel: Channel): void {
  const outsideTeamId = channel.sharedTeamIds.find((id) => id !== core.state.team.id) ?? core.state.team.id;
  channel.isExtShared = false;
  channel.sharedTeamIds = [core.state.team.id];
  channel.memberIds = channel.memberIds.filter((id) => !memberById(core, id).isStranger);
  tellApp(
    core,
    {
      type: 'channel_unshared',
      previously_connected_team_id: outsideTeamId,
      channel: channel.id,
      is_ext_shared: false,
      event_ts: nextTs(core),
    },
    channel,
  );
  changed(core);
}

function directName(core: WorkspaceCore, memberIds: readonly string[]): string {
  return `mpdm-${memberIds.map((id) => memberById(core, id).handle).join('--')}-1`;
}

/** The conversation of exactly these people; made when there is none. Two are a direct message, more a group. */
export function openConversation(
  core: WorkspaceCore,
  memberIds: readonly string[],
): { channel: Channel; isNew: boolean } {
  const wanted = [...new Set(memberIds)].sort();
  const kind = wanted.length <= 2 ? 'im' : 'mpim';
  const existing = [...core.state.channels.values()].find(
    (channel) => channel.kind === kind && [...channel.memberIds].sort().join() === wanted.join(),
  );
  if (existing) return { channel: existing, isNew: false };
  const other = memberById(core, wanted.find((id) => id !== bot(core).id) ?? bot(core).id);
  const channel: Channel = {
    ...blankChannel(core, other, kind === 'im' ? 'directmessage' : directName(core, wanted)),
    id: nextId(core, kind === 'im' ? 'D' : 'C', other.handle),
    kind,
    memberIds: wanted,
  };
  core.state.channels.set(channel.id, channel);
  changed(core);
  return { channel, isNew: true };
}

/** Makes a channel with its creator in it. */
export function createChannel(
  core: WorkspaceCore,
  creator: Member,
  { name, kind }: { name: string; kind: 'public' | 'private' },
): Channel {
  const channel = { ...blankChannel(core, creator, name), kind };
  core.state.channels.set(channel.id, channel);
  changed(core);
  return channel;
}

function blankChannel(core: WorkspaceCore, creator: Member, name: string): Channel {
  return {
    id: nextId(core, 'C', name),
    name,
    kind: 'public',
    memberIds: [creator.id],
    creatorId: creator.id,
    createdAt: nowSeconds(core),
    isArchived: false,
    isGeneral: false,
    isExtShared: false,
    isPendingExtShared: false,
    sharedTeamIds: [core.state.team.id],
    previousNames: [],
    topic: '',
  };
}
