/** Asks the workspace and does things in it; the one place that knows its addresses. */
import { useEffect, useState } from 'react';
import type { Lobby } from '../live/protocol.js';

export const NOT_ANSWERING = 'The playground is not answering; start it with npm run playground';

/** What the workspace refused, in a sentence for the person at the page. */
export class Refused extends Error {}

/** Nobody answers: the playground was stopped. */
export class Unreachable extends Error {
  constructor() {
    super(NOT_ANSWERING);
  }
}

type Answer<T> = { ok: true; result: T } | { ok: false; error: string };

async function request<T>(address: string, init: RequestInit): Promise<T> {
  const response = await fetch(address, init).catch((error: unknown) => {
    throw init.signal?.aborted ? error : new Unreachable();
  });
  const answer = (await response.json()) as Answer<T>;
  if (!answer.ok) throw new Refused(answer.error);
  return answer.result;
}

export async function ask<T>(
  name: string,
  query: Record<string, string> = {},
  signal: AbortSignal | null = null,
): Promise<T> {
  const search = new URLSearchParams(query).toString();
  return request(`/control/${name}${search === '' ? '' : `?${search}`}`, { signal });
}

export async function tell<T>(name: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return request(`/control/${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

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
