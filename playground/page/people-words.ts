/** Who the people of the playground are, in words: the page's frame knows the desk that it was opened with, Slack's part does not. */
import { peopleToBe, ROLE_WORDS } from '../live/people-to-be.js';
import type { Lobby, PersonRow } from '../live/protocol.js';

/** By handle: what they are to the desk. */
const PARTS: Readonly<Record<string, string>> = {
  ada: 'owner, looks after the desk',
  ana: 'agent',
  ben: 'agent',
};

export function partOf({ handle, role }: PersonRow): string {
  return PARTS[handle] ?? ROLE_WORDS[role];
}

/** By name or id, else the first. */
export function personNamed(lobby: Lobby, nameOrId: string): PersonRow | undefined {
  const people = peopleToBe(lobby);
  const wanted = nameOrId.toLowerCase();
  return people.find(({ id, name }) => id === nameOrId || name.toLowerCase() === wanted) ?? people[0];
}
