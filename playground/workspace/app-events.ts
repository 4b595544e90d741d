/** Decides which of the things that happen are told to the app: what it subscribed to, where it is a member. */

import { isIn, type WorkspaceCore } from './core.js';
import { HISTORY, READ } from './scopes-by-kind.js';
import type { Channel, ChannelKind, JsonObject } from './types.js';

export const CHANNEL_TYPE: Readonly<Record<ChannelKind, string>> = {
  public: 'channel',
  private: 'group',
  im: 'im',
  mpim: 'mpim',
};

const MESSAGE_SUBSCRIPTION: Readonly<Record<ChannelKind, string>> = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
};

/** What `manifest.yml` subscribes to. */
export const DEFAULT_SUBSCRIPTIONS = [
  ...Object.values(MESSAGE_SUBSCRIPTION),
  'app_mention',
  'app_home_opened',
  'reaction_added',
  'member_joined_channel',
  'member_left_channel',
  'channel_rename',
  'channel_archive',
  'channel_unarchive',
  'channel_deleted',
  'channel_left',
  'channel_shared',
  'channel_unshared',
  'channel_id_changed',
  'group_rename',
  'group_archive',
  'group_unarchive',
  'group_deleted',
  'group_left',
  'user_change',
  'team_join',
] as const;

const SCOPE_OF: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
  user_change: 'users:read',
  team_join: 'users:read',
};

/** Whether the app was granted what a subscription to this needs. */
function isGranted(core: WorkspaceCore, type: string, channel: Channel | undefined): boolean {
  const byKind = type === 'message' ? HISTORY : READ;
  const needed = SCOPE_OF[type] ?? (channel && byKind[channel.kind]);
  return needed === undefined || core.scopes.includes(needed);
}

export type Telling = {
  /** Told although the bot is not (or no longer) in the channel: events about the bot itself. */
  isAboutBot?: boolean;
};

/** Hands an event to the app, if its subscriptions, its scopes and its memberships let it through. */
export function tellApp(
  core: WorkspaceCore,
  event: JsonObject & { type: string },
  channel?: Channel,
  telling: Telling = {},
): void {
  const subscription = event.type === 'message' && channel ? MESSAGE_SUBSCRIPTION[channel.kind] : event.type;
  if (!core.subscriptions.has(subscription) || !isGranted(core, event.type, channel)) return;
  if (channel && !telling.isAboutBot && !isIn(channel, core.state.app.botUserId)) return;
  const told = channel ? { event, channelId: channel.id } : { event };
  for (const listener of core.eventListeners) listener(told);
}
