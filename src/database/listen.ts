/** Hears what transactions announce with NOTIFY, across broken connections. */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** The channels that the triggers of the migrations announce on. */
export const POSTS_CHANNEL = 'threadesk_posts';
export const IMPORTS_CHANNEL = 'threadesk_imports';
export const POLICIES_CHANNEL = 'threadesk_policies';
export const HOMES_CHANNEL = 'threadesk_homes';

export type Listener = { close(): Promise<void> };

const CONNECT_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_AFTER_MS = 10_000;
const BACKOFF_MIN_MS = 100;
const BACKOFF_MAX_MS = 10_000;

/**
 * Resolves once it listens. After a lost connection it connects again, for as long as that takes, and then calls
 * `onNotify` for every channel, because what was announced meanwhile is gone: a notification says "look", never what.
 *
 * @param onNotify must not throw or block; it may be called more often than there was news.
 * @param onError told of every lost connection and failed try.
 * @throws when the first connection fails.
 */
export async function listen(
  url: string,
  channels: readonly string[],
  onNotify: (channel: string) => void,
  onError: (error: unknown) => void,
): Promise<Listener> {
  const stopping = new AbortController();
  let client = await subscribe(url, channels, onNotify);
  const keepListening = async () => {
    while (!stopping.signal.aborted) {
      const lost = await lossOf(client, stopping.signal);
      if (lost === null) return;
      onError(lost);
      const next = await subscribeAgain(url, channels, onNotify, onError, stopping.signal);
      if (next === null) return;
      client = next;
      for (const channel of channels) onNotify(channel);
    }
  };
  const listening = keepListening();
  return {
    close: async () => {
      stopping.abort();
      await listening;
      await client.end().catch(() => undefined);
    },
  };
}

async function subscribe(
  url: string,
  channels: readonly string[],
  onNotify: (channel: string) => void,
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'threadesk-listener',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
  });
  // The loss itself is seen by `lossOf`; without any handler it would end the process.
  client.on('error', () => undefined);
  client.on('notification', ({ channel }) => onNotify(channel));
  try {
    await client.connect();
    await client.query(channels.map((channel) => `LISTEN ${pg.escapeIdentifier(channel)}`).join('; '));
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Tries until it works; null when it is closed first. */
async function subscribeAgain(
  url: string,
  channels: readonly string[],
  onNotify: (channel: string) => void,
  onError: (error: unknown) => void,
  signal: AbortSignal,
): Promise<pg.Client | null> {
  let backoffMs = BACKOFF_MIN_MS;
  while (!signal.aborted) {
    try {
      return await subscribe(url, channels, onNotify);
    } catch (error) {
      onError(error);
    }
    await delay(backoffMs, undefined, { signal }).catch(() => undefined);
    backoffMs = Math.min(backoffMs * 2, BACKOFF_MAX_MS);
  }
  return null;
}

/** Settles with the reason when the connection ends, with null when `signal` says that it may. */
function lossOf(client: pg.Client, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    let reason: unknown = new Error('The listening connection was closed');
    client.on('error', (error) => {
      reason = error;
    });
    client.once('end', () => resolve(reason));
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
