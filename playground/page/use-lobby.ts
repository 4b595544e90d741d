/** Who there is to be, and what can be typed and called: asked for once, and again when the workspace came back. */
import { useEffect, useState } from 'react';
import type { Lobby } from '../live/protocol.js';
import { ask } from './ask.js';

/** People read the app's name where its user has a handle, as Slack shows it. */
function withAppName(lobby: Lobby): Lobby {
  const { people, botUserId, appName } = lobby;
  const named = people.map((person) => (person.id === botUserId ? { ...person, name: appName } : person));
  return { ...lobby, people: named };
}

/** Asks until somebody answers. Once a connection came back, `hello` changes and it is asked again. */
export function useLobby(hello?: unknown): Lobby | null {
  const [lobby, setLobby] = useState<Lobby | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever is new in the workspace comes with a new connection
  useEffect(() => {
    ask<Lobby>('lobby').then(
      (found) => setLobby(withAppName(found)),
      () => {},
    );
  }, [hello]);
  return lobby;
}
