/** Whom a newcomer can be, and what each is called beside their name: in the terminal and in the page. */
import type { Lobby, PersonRow, Role } from './protocol.js';

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: 'owner',
  admin: 'admin',
  member: 'member',
  guest: 'guest',
  outsider: 'from another organization',
  app: 'app',
};

/** In the order in which they came. */
export function peopleToBe({ people }: Pick<Lobby, 'people'>): readonly PersonRow[] {
  return people.filter(({ role, isDeactivated }) => role !== 'app' && !isDeactivated);
}
