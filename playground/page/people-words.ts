/** Who the people of the playground are, in words: the page's frame knows the desk that it was opened with, Slack's part does not. */
import type { Lobby, PersonRow, Role } from '../live/protocol.js';

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: 'owner',
  admin: 'admin',
  member: 'member',
  guest: 'guest',
  outsider: 'from another organization',
  app: 'app',
};

/** By handle: what they are to the desk. */
const PARTS: Readonly<Record<string, string>> = {
  ada: 'owner, looks after the desk',
  ana: 'agent',
  ben: 'agent',
};

export function partOf({ handle, role }: PersonRow): string {
  return PARTS[handle] ?? ROLE_WORDS[role];
}

/** Everybody one can be, in the order in which they came. */
export function peopleToBe(lobby: Lobby): readonly PersonRow[] {
  return lobby.people.filter(({ role, isDeactivated }) => role !== 'app' && !isDeactivated);
}

/** By name or id, else the first. */
export function personNamed(lobby: Lobby, nameOrId: string): PersonRow | undefined {
  const people = peopleToBe(lobby);
  const wanted = nameOrId.toLowerCase();
  return people.find(({ id, name }) => id === nameOrId || name.toLowerCase() === wanted) ?? people[0];
}
