/** Channels in the shape in which `conversations.*` shows them to the app. */

import { isIn, nowMs, type WorkspaceCore } from './core.js';
import type { Channel, JsonObject } from './types.js';

function directJson(core: WorkspaceCore, channel: Channel): JsonObject {
  const otherId = channel.memberIds.find((id) => id !== core.state.app.botUserId);
  const other = otherId === undefined ? undefined : core.state.members.get(otherId);
  return {
    id: channel.id,
    created: channel.createdAt,
    is_im: true,
    is_org_shared: false,
    is_archived: false,
    is_ext_shared: other?.isStranger ?? false,
    context_team_id: core.state.team.id,
    updated: nowMs(core),
    user: otherId ?? core.state.app.botUserId,
    is_user_deleted: other?.isDeactivated ?? false,
    is_open: true,
    priority: 0,
  };
}

/** A channel as the app sees it. */
export function channelJson(core: WorkspaceCore, channel: Channel): JsonObject {
  if (channel.kind === 'im') return directJson(core, channel);
  const isPrivate = channel.kind !== 'public';
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === 'public',
    is_group: isPrivate,
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: isPrivate,
    created: channel.createdAt,
    is_archived: channel.isArchived,
    is_general: channel.isGeneral,
    unlinked: 0,
    name_normalized: channel.name,
    is_shared: channel.isExtShared,
    is_frozen: false,
    is_org_shared: false,
    is_pending_ext_shared: channel.isPendingExtShared,
    pending_shared: [],
    context_team_id: core.state.team.id,
    updated: nowMs(core),
    parent_conversation: null,
    creator: channel.creatorId,
    is_ext_shared: channel.isExtShared,
    shared_team_ids: channel.sharedTeamIds,
    pending_connected_team_ids: [],
    is_member: isIn(channel, core.state.app.botUserId),
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: channel.previousNames,
  };
}
