/** Names of people, for lists of them. */
import type { Lobby, ShownMessage } from '../../live/protocol.js';

export function nameIn({ people, botUserId, appName }: Lobby, id: string): string {
  if (id === botUserId) return appName;
  return people.find((person) => person.id === id)?.name ?? id;
}

/** `Ana`, `Ana and Bo`, `Ana, Ben and Bo` */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names);
}

/** Other bots have names of their own. */
export function authorIn(lobby: Lobby, { id, name }: ShownMessage['author']): string {
  return id === lobby.botUserId ? lobby.appName : name;
}
