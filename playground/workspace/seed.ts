/** Who and what is in the workspace on its first day. */

import { makeId } from './ids.js';
import type { App, Channel, ChannelKind, Member, Team } from './types.js';

export type PersonSeed = {
  name: string;
  realName?: string;
  tz?: string;
  role?: 'owner' | 'admin' | 'member' | 'guest' | 'single-channel-guest' | 'outsider';
};

export type ChannelSeed = {
  name: string;
  kind: Exclude<ChannelKind, 'im'>;
  /** Display names; `threadesk` is the bot. */
  members: readonly string[];
  isExtShared?: boolean;
  isGeneral?: boolean;
};

export type WorkspaceSeed = {
  team?: { name: string; domain: string };
  botHandle?: string;
  people: readonly PersonSeed[];
  channels: readonly ChannelSeed[];
};

const EVERYONE = ['Ada', 'Ana', 'Ben', 'Bo', 'Cleo'];

export const defaultSeed: WorkspaceSeed = {
  team: { name: 'Threadesk Playground', domain: 'threadesk-playground' },
  botHandle: 'threadesk',
  people: [
    { name: 'Ada', realName: 'Ada Okafor', tz: 'Europe/London', role: 'owner' },
    { name: 'Ana', realName: 'Ana Sousa', tz: 'Europe/Lisbon' },
    { name: 'Ben', realName: 'Ben Adler', tz: 'Europe/Berlin' },
    { name: 'Bo', realName: 'Bo Lindqvist', tz: 'America/New_York' },
    { name: 'Cleo', realName: 'Cleo Martin', tz: 'Asia/Kolkata' },
    { name: 'Gus', realName: 'Gus Guest', tz: 'America/Los_Angeles', role: 'single-channel-guest' },
    { name: 'Olga', realName: 'Olga Outside', tz: 'Australia/Sydney', role: 'outsider' },
  ],
  channels: [
    { name: 'general', kind: 'public', members: EVERYONE, isGeneral: true },
    { name: 'it-help', kind: 'public', members: [...EVERYONE, 'Gus'] },
    { name: 'it-triage', kind: 'private', members: ['Ada', 'Ana', 'Ben', 'threadesk'] },
    { name: 'hr-help', kind: 'private', members: ['Ada', 'Ana', 'Bo', 'threadesk'] },
    { name: 'leads', kind: 'private', members: ['Ada', 'Ben', 'Cleo', 'threadesk'] },
    {
      name: 'partners',
      kind: 'public',
      members: ['Ada', 'Ana', 'Bo', 'Olga', 'threadesk'],
      isExtShared: true,
    },
  ],
};

const OUTSIDE_TEAM_ID = 'T0OUTSIDE01';

export type Seeded = { team: Team; app: App; members: Member[]; channels: Channel[] };

function seedMember(person: PersonSeed, serial: number, team: Team, nowS: number): Member {
  const role = person.role ?? 'member';
  const handle = person.name.toLowerCase();
  const isGuest = role === 'guest' || role === 'single-channel-guest';
  const isOutsider = role === 'outsider';
  return {
    id: makeId('U', person.name, serial),
    teamId: isOutsider ? OUTSIDE_TEAM_ID : team.id,
    displayName: person.name,
    handle,
    realName: person.realName ?? person.name,
    email: isOutsider ? null : `${handle}@${team.domain}.example`,
    tz: person.tz ?? 'UTC',
    isAdmin: role === 'owner' || role === 'admin',
    isOwner: role === 'owner',
    isRestricted: isGuest,
    isUltraRestricted: role === 'single-channel-guest',
    isBot: false,
    isStranger: isOutsider,
    isDeactivated: false,
    botId: null,
    updatedAt: nowS,
  };
}

function seedBot(handle: string, app: App, team: Team, nowS: number): Member {
  const bot = seedMember({ name: handle, realName: 'Threadesk' }, 0, team, nowS);
  return { ...bot, id: app.botUserId, email: null, isBot: true, botId: app.botId };
}

/** Builds the first state. Throws when a channel names a person who is not in the seed. */
export function buildSeed(seed: WorkspaceSeed, nowS: number): Seeded {
  const names = seed.team ?? { name: 'Workspace', domain: 'workspace' };
  const team: Team = { id: 'T0THREADESK', ...names };
  const handle = seed.botHandle ?? 'threadesk';
  const app: App = {
    id: 'A0THREADESK',
    botId: 'B0THREADESK',
    botUserId: makeId('U', handle, 0),
    shouldEscape: true,
  };
  const people = seed.people.map((person, index) => seedMember(person, index + 1, team, nowS));
  const members = [seedBot(handle, app, team, nowS), ...people];
  const idOf = (name: string): string => {
    const found = members.find((member) => member.displayName === name);
    if (!found) throw new Error(`The seed puts ${name} into a channel, but has no such person`);
    return found.id;
  };
  const creatorId = people[0]?.id ?? app.botUserId;
  const channels = seed.channels.map(
    (channel, index): Channel => ({
      id: makeId('C', channel.name, index + 1),
      name: channel.name,
      kind: channel.kind,
      memberIds: channel.members.map(idOf),
      creatorId,
      createdAt: nowS,
      isArchived: false,
      isGeneral: channel.isGeneral ?? false,
      isExtShared: channel.isExtShared ?? false,
      isPendingExtShared: false,
      sharedTeamIds: channel.isExtShared ? [team.id, OUTSIDE_TEAM_ID] : [team.id],
      previousNames: [],
      topic: '',
    }),
  );
  return { team, app, members, channels };
}
