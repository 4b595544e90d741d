/** Asks the workspace and does things in it; the one place that knows its addresses. */
import { useEffect, useState } from 'react';
import type { Lobby } from '../live/protocol.js';

/** What the workspace refused, in a sentence for the person at the page. */
export class Refused extends Error {}

type Answer<T> = { ok: true; result: T } | { ok: false; error: string };

async function read<T>(response: Response): Promise<T> {
  const answer = (await response.json()) as Answer<T>;
  if (!answer.ok) throw new Refused(answer.error);
  return answer.result;
}

export async function ask<T>(name: string, query: Record<string, string> = {}): Promise<T> {
  const search = new URLSearchParams(query).toString();
  return read(await fetch(`/control/${name}${search === '' ? '' : `?${search}`}`));
}

export async function tell<T>(name: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return read(await fetch(`/control/${name}`, { method: 'POST', headers, body: JSON.stringify(body) }));
}

export function useLobby(): Lobby | null {
  const [lobby, setLobby] = useState<Lobby | null>(null);
  useEffect(() => {
    void ask<Lobby>('lobby').then(setLobby);
  }, []);
  return lobby;
}
