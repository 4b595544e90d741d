/** Who there is to be, and what can be typed and called: asked for once, and again when the workspace came back. */
import { useEffect, useRef, useState } from 'react';
import type { Lobby } from '../live/protocol.js';
import { ask } from './ask.js';
import { forgetOthers } from './kept.js';

/** People read the app's name where its user has a handle, as Slack shows it. */
function withAppName(lobby: Lobby): Lobby {
  const { people, botUserId, appName } = lobby;
  const named = people.map((person) => (person.id === botUserId ? { ...person, name: appName } : person));
  return { ...lobby, people: named };
}

/** Asks until somebody answers. Once a connection came back, `hello` changes and it is asked again. */
export function useLobby(hello?: unknown): Lobby | null {
  const [lobby, setLobby] = useState<Lobby | null>(null);
  const bornAt = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever is new in the workspace comes with a new connection
  useEffect(() => {
    ask<Lobby>('lobby').then(
      (found) => {
        forgetOthers(found.bornAt, [localStorage, sessionStorage]);
        bornAt.current ??= found.bornAt;
        // Nothing of what is open here is there any more.
        if (bornAt.current !== found.bornAt) window.location.replace('/');
        else setLobby(withAppName(found));
      },
      () => {},
    );
  }, [hello]);
  return lobby;
}
