/** Names of people, for lists of them. */
import type { ChannelRow, Lobby, ShownMessage } from '../../live/protocol.js';

export function nameIn({ people }: Pick<Lobby, 'people'>, id: string): string {
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

export function isWithApp({ botUserId }: Lobby, { kind, memberIds }: ChannelRow): boolean {
  return kind === 'im' && memberIds.includes(botUserId);
}

/** A conversation in a sentence: `#it-help`, `Ana`. */
export function placeName(lobby: Lobby, channel: ChannelRow): string {
  if (isWithApp(lobby, channel)) return lobby.appName;
  return channel.kind === 'public' || channel.kind === 'private' ? `#${channel.name}` : channel.name;
}
