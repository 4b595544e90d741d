/** Asks a box as its page does. */

import { onTestFinished } from 'vitest';
import type { Lobby, Screen, ShownMessage, Tick } from '../../playground/live/protocol.js';
import type { SlackServer } from '../../playground/server.js';

export type Answer<T> = { status: number; ok: boolean; result: T; error: string };

export async function ask<T>(
  { url }: Pick<SlackServer, 'url'>,
  path: string,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const response = await fetch(`${url}/control/${path}`, { headers });
  return { status: response.status, ...((await response.json()) as Omit<Answer<T>, 'status'>) };
}

export async function tell<T>(
  { url }: Pick<SlackServer, 'url'>,
  name: string,
  body: unknown,
): Promise<Answer<T>> {
  const response = await fetch(`${url}/control/${name}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer<T>, 'status'>) };
}

/** What somebody sees: with a channel's name, in it. */
export async function screenOf(
  slack: SlackServer,
  name: string,
  place: { channel?: string; thread?: string } = {},
): Promise<Screen> {
  const query = new URLSearchParams({ as: slack.person(name).id, ...place });
  const { result, error } = await ask<Screen>(slack, `screen?${query}`);
  if (error !== undefined) throw new Error(error);
  return result;
}

export async function messagesFor(
  slack: SlackServer,
  name: string,
  channel: string,
): Promise<readonly ShownMessage[]> {
  return (await screenOf(slack, name, { channel })).place?.messages ?? [];
}

export async function lobbyOf(slack: SlackServer): Promise<Lobby> {
  return (await ask<Lobby>(slack, 'lobby')).result;
}

export type Stream = {
  /** The next tick; null once the stream has ended. */
  next(): Promise<Tick | null>;
  /** The first tick from now on of which this is so. */
  until(isSo: (tick: Tick) => boolean): Promise<Tick>;
};

/** Follows the stream as a page does. */
export async function openStream(slack: SlackServer): Promise<Stream> {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const response = await fetch(`${slack.url}/control/stream`, { signal: abort.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('there is no stream');
  let rest = '';
  const next = async (): Promise<Tick | null> => {
    const found = /^data: (.*)\n\n/m.exec(rest);
    if (found?.[1] !== undefined) {
      rest = rest.slice(found.index + found[0].length);
      return JSON.parse(found[1]) as Tick;
    }
    const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }));
    if (done || value === undefined) return null;
    rest += value;
    return next();
  };
  const until = async (isSo: (tick: Tick) => boolean): Promise<Tick> => {
    const tick = await next();
    if (tick === null) throw new Error('the stream has ended');
    return isSo(tick) ? tick : until(isSo);
  };
  return { next, until };
}
