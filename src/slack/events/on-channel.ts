/** What happens to conversations: they are renamed, archived, shared, moved to another id, and people come and go. */

import { z } from 'zod';
import { moveChannelId } from '../../services/channels/move-channel-id.js';
import { refreshChannel } from '../../services/channels/refresh-channel.js';
import { followMembership } from '../../services/projects/agent-membership.js';
import type { Kit } from '../kit.js';

/** Slack names the channel by its id, or by an object that has one. */
const channelSchema = z.object({
  channel: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]),
});

/** Its name, its archive or whether the bot is in it: Slack is asked what it is now. */
export async function onChannelChange(kit: Kit, event: unknown): Promise<void> {
  await refresh(kit, event, { isDoubted: false });
}

/** Who can read it: until Slack has answered, nothing that is stored about that counts. */
export async function onChannelShared(kit: Kit, event: unknown): Promise<void> {
  await refresh(kit, event, { isDoubted: true });
}

async function refresh(kit: Kit, event: unknown, options: { isDoubted: boolean }): Promise<void> {
  const parsed = channelSchema.safeParse(event);
  if (parsed.success) await refreshChannel(kit.desk, parsed.data.channel, options);
}

const movedSchema = z.object({ old_channel_id: z.string(), new_channel_id: z.string() });

export async function onChannelMoved(kit: Kit, event: unknown): Promise<void> {
  const parsed = movedSchema.safeParse(event);
  if (!parsed.success) return;
  await moveChannelId(kit.desk, parsed.data.old_channel_id, parsed.data.new_channel_id);
  await refreshChannel(kit.desk, parsed.data.new_channel_id, { isDoubted: true });
}

const memberSchema = z.object({ type: z.string(), user: z.string(), channel: z.string() });

/** The bot itself coming or going changes what it can read; anybody else may become or stop being an agent. */
export async function onMembership(kit: Kit, event: unknown): Promise<void> {
  const parsed = memberSchema.safeParse(event);
  if (!parsed.success) return;
  const { type, user, channel } = parsed.data;
  const isJoined = type === 'member_joined_channel';
  if (user === kit.bot.userId) await refreshChannel(kit.desk, channel, { isJoined });
  else await followMembership(kit.desk, channel, user);
}
