/** Which event is answered by what; `manifest.yml` subscribes to exactly these. */

import type { EventHandler } from '../listener.js';
import { onChannelChange, onChannelMoved, onChannelShared, onMembership } from './on-channel.js';
import { onHomeOpened } from './on-home.js';
import { onMention } from './on-mention.js';
import { onMessage } from './on-message.js';
import { onReaction } from './on-reaction.js';
import { onUserChange } from './on-user.js';

export const EVENT_HANDLERS = {
  message: onMessage,
  app_mention: onMention,
  reaction_added: onReaction,
  app_home_opened: onHomeOpened,
  member_joined_channel: onMembership,
  member_left_channel: onMembership,
  channel_id_changed: onChannelMoved,
  channel_rename: onChannelChange,
  channel_archive: onChannelChange,
  channel_unarchive: onChannelChange,
  channel_deleted: onChannelChange,
  channel_left: onChannelChange,
  channel_shared: onChannelShared,
  channel_unshared: onChannelShared,
  group_rename: onChannelChange,
  group_archive: onChannelChange,
  group_unarchive: onChannelChange,
  group_deleted: onChannelChange,
  group_left: onChannelChange,
  user_change: onUserChange,
  team_join: onUserChange,
} as const satisfies Record<string, EventHandler>;
