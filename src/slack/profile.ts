/** Reads a user object of Slack, from `users.info`, `users.list`, `user_change` or `team_join`, into a profile. */

import { z } from 'zod';
import { storableText } from '../domain/storable-text.js';
import type { SlackProfile } from '../services/desk.js';

const userSchema = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  tz: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_admin: z.boolean().nullish(),
  is_owner: z.boolean().nullish(),
  is_primary_owner: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  profile: z
    .object({
      display_name: z.string().nullish(),
      real_name: z.string().nullish(),
      email: z.string().nullish(),
    })
    .nullish(),
  enterprise_user: z.object({ teams: z.array(z.string()).nullish() }).nullish(),
});
type SlackUser = z.infer<typeof userSchema>;

/** Slackbot has `is_bot: false`. */
const SLACKBOT_ID = 'USLACKBOT';

/** `teamId` is our own: whoever belongs to another one is an outsider. Null for what is no user object. */
export function toProfile(user: unknown, teamId: string): SlackProfile | null {
  const parsed = userSchema.safeParse(storable(user));
  if (!parsed.success) return null;
  const found = parsed.data;
  const realName = found.profile?.real_name || found.real_name || '';
  return {
    slackUserId: found.id,
    displayName: found.profile?.display_name || realName || found.name || found.id,
    realName,
    email: found.profile?.email || null,
    timeZone: found.tz || 'UTC',
    isGuest: Boolean(found.is_restricted || found.is_ultra_restricted),
    isExternal: isOutsider(found, teamId),
    isDeactivated: Boolean(found.deleted),
    isBot: Boolean(found.is_bot) || found.id === SLACKBOT_ID,
    isSlackAdmin: Boolean(found.is_admin || found.is_owner || found.is_primary_owner),
  };
}

/** Whatever a name holds, it must be possible to keep it. */
function storable(user: unknown): unknown {
  return JSON.parse(JSON.stringify(user ?? null), (_key, value: unknown) =>
    typeof value === 'string' ? storableText(value) : value,
  );
}

/** In an Enterprise organization one person belongs to several teams under one id. */
function isOutsider(user: SlackUser, teamId: string): boolean {
  if (user.is_stranger) return true;
  const teams = user.enterprise_user?.teams ?? [];
  return user.team_id != null && user.team_id !== teamId && !teams.includes(teamId);
}
