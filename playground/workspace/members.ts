/** People's profiles in Slack's shape, and the events that follow a change of them. */

import { tellApp } from './app-events.js';
import { bot, changed, memberNamed, nextId, nextTs, nowMs, nowSeconds, type WorkspaceCore } from './core.js';
import { compact } from './json.js';
import type { JsonObject, Member } from './types.js';

/** Seconds that the zone is ahead of UTC at an instant, as `tz_offset` gives it. */
function zoneOffsetSeconds(timeZone: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    atMs,
  );
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (!match) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
}

function zoneLabel(timeZone: string, atMs: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'long' }).formatToParts(atMs);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

const IMAGE_SIZES = [24, 32, 48, 72, 192, 512] as const;

function imagesOf(core: WorkspaceCore, member: Member): JsonObject {
  const image = `${core.origin}/avatars/${member.id}.svg`;
  return Object.fromEntries(IMAGE_SIZES.map((pixels) => [`image_${pixels}`, image]));
}

function profileJson(core: WorkspaceCore, member: Member): JsonObject {
  return compact({
    title: '',
    phone: '',
    real_name: member.realName,
    real_name_normalized: member.realName,
    display_name: member.displayName,
    display_name_normalized: member.displayName,
    fields: null,
    status_text: '',
    status_emoji: '',
    status_expiration: 0,
    avatar_hash: 'g0000000000',
    email: core.scopes.includes('users:read.email') ? (member.email ?? undefined) : undefined,
    ...imagesOf(core, member),
    team: member.teamId,
    ...(member.isBot ? { bot_id: member.botId, api_app_id: core.state.app.id } : {}),
  });
}

/** A member as `users.info` shows them. A deactivated one has no roles and no zone any more, as on Slack. */
export function memberJson(core: WorkspaceCore, member: Member): JsonObject {
  const base = {
    id: member.id,
    team_id: member.teamId,
    name: member.handle,
    deleted: member.isDeactivated,
    profile: profileJson(core, member),
    is_bot: member.isBot,
    is_app_user: false,
    updated: member.updatedAt,
    ...(member.isStranger ? { is_stranger: true } : {}),
  };
  if (member.isDeactivated) return base;
  return {
    ...base,
    color: '9f69e7',
    real_name: member.realName,
    tz: member.tz,
    tz_label: zoneLabel(member.tz, nowMs(core)),
    tz_offset: zoneOffsetSeconds(member.tz, nowMs(core)),
    is_admin: member.isAdmin,
    is_owner: member.isOwner,
    is_primary_owner: member.isOwner,
    is_restricted: member.isRestricted,
    is_ultra_restricted: member.isUltraRestricted,
    is_email_confirmed: true,
    who_can_share_contact_card: 'EVERYONE',
  };
}

export type ProfileChange = Partial<
  Pick<
    Member,
    | 'displayName'
    | 'realName'
    | 'email'
    | 'tz'
    | 'isAdmin'
    | 'isOwner'
    | 'isRestricted'
    | 'isUltraRestricted'
    | 'isDeactivated'
  >
>;

/** Changes a profile and sends `user_change`. */
export function changeProfile(core: WorkspaceCore, member: Member, change: ProfileChange): void {
  Object.assign(member, change, { updatedAt: nowSeconds(core) });
  const eventTs = nextTs(core);
  const user = memberJson(core, member);
  tellApp(core, { type: 'user_change', user, cache_ts: nowSeconds(core), event_ts: eventTs });
  changed(core);
}

export type NewMember = { name: string; realName?: string; tz?: string; isGuest?: boolean };

/** A new colleague: `team_join`, and a seat in #general for whoever is no guest. */
export function addMember(core: WorkspaceCore, { name, realName, tz, isGuest = false }: NewMember): Member {
  const template = memberNamed(core, bot(core).id);
  const handle = name.toLowerCase();
  const member: Member = {
    ...template,
    id: nextId(core, 'U', name),
    displayName: name,
    handle,
    realName: realName ?? name,
    email: `${handle}@${core.state.team.domain}.example`,
    tz: tz ?? 'UTC',
    isRestricted: isGuest,
    isBot: false,
    botId: null,
    updatedAt: nowSeconds(core),
  };
  core.state.members.set(member.id, member);
  tellApp(core, {
    type: 'team_join',
    user: memberJson(core, member),
    cache_ts: nowSeconds(core),
    event_ts: nextTs(core),
  });
  changed(core);
  return member;
}
