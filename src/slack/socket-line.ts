/** One connection to Slack by Socket Mode: comes back by itself after a loss, and says beforehand when Slack is about to end it. */
import { SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';
import type { Log } from '../services/desk.js';
import type { Logger } from './bolt-logger.js';
import { CALL_TIMEOUT_MS } from './gateway.js';

/** How long an attempt to get back to Slack waits at most before the next. */
const RECONNECT_DELAY_MAX_MS = 30_000;
const RECONNECT_DELAY_MIN_MS = 500;
/** After Slack has refused the token of a bot that was connected before. */
const REFUSED_RETRY_MS = 30_000;

export type LineOptions = { logger: Logger; log: Log; appToken: string; slackApiUrl?: string };

export type Line = {
  socket: SocketModeReceiver;
  isConnected(): boolean;
  end(): Promise<void>;
};

export type LineEvents = {
  connected(): void;
  /** Slack ends the connection in some seconds. True: another one takes over, and this one is to go on until then. */
  ending(): boolean;
};

/** `isFirst`: a token that is refused at its first connect is thrown instead of tried again. */
export function openLine(options: LineOptions, isFirst: boolean, events: LineEvents): Line {
  const { logger, log, appToken, slackApiUrl } = options;
  const socket = new SocketModeReceiver({
    appToken,
    logger,
    installerOptions: {
      clientOptions: {
        ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
        timeout: CALL_TIMEOUT_MS,
        // Unlike every other call this one is retried for ever: the client takes one failure to connect as final.
        retryConfig: {
          forever: true,
          minTimeout: RECONNECT_DELAY_MIN_MS,
          maxTimeout: RECONNECT_DELAY_MAX_MS,
        },
      },
    },
    customPropertiesExtractor: ({ envelope_id: requestId }) => ({ requestId }),
    processEventErrorHandler: async () => false,
  });
  let isConnected = false;
  let isEnding = false;
  const end = async () => {
    isEnding = true;
    await socket.client.disconnect();
  };
  socket.client.on('connected', () => {
    // One that was ended while it was connecting.
    if (isEnding) {
      void end();
      return;
    }
    isConnected = true;
    events.connected();
  });
  for (const change of ['close', 'disconnecting', 'disconnected', 'reconnecting']) {
    socket.client.on(change, () => {
      isConnected = false;
    });
  }
  holdBackEnding(socket, events);
  catchReconnects(socket, log, { isFirst, isEnding: () => isEnding });
  return { socket, isConnected: () => isConnected, end };
}

const endingSchema = z.object({
  type: z.literal('disconnect'),
  reason: z.enum(['warning', 'refresh_requested']),
});

/**
 * The client closes its connection as soon as Slack says that it is going to end it, and waits 5 s before it opens another. What
 * happens in between is delivered to nobody. So it does not hear of it where another connection takes over.
 */
function holdBackEnding({ client }: SocketModeReceiver, { ending }: LineEvents): void {
  const emit = client.emit.bind(client);
  client.emit = (name, ...args) => {
    const [data] = args as readonly unknown[];
    return (name === 'ws_message' && isEndingMessage(data) && ending()) || emit(name, ...args);
  };
}

function isEndingMessage(data: unknown): boolean {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return false;
  try {
    return endingSchema.safeParse(JSON.parse(data)).success;
  } catch {
    return false;
  }
}

/**
 * The client reconnects by calling its own `start` without catching what it throws, which would end the process: when Slack refuses the
 * token, and on a stop in the middle of it. A refusal is tried again: Slack's own troubles have looked like one.
 */
function catchReconnects(
  { client }: SocketModeReceiver,
  log: Log,
  { isFirst, isEnding }: { isFirst: boolean; isEnding: () => boolean },
): void {
  const start = client.start.bind(client);
  let isStarted = !isFirst;
  client.start = async () => {
    try {
      const connection = await start();
      isStarted = true;
      return connection;
    } catch (error) {
      if (!isStarted && !isEnding()) throw error;
      if (!isEnding()) {
        log.error({ err: error, retryMs: REFUSED_RETRY_MS }, 'Slack refuses the connection');
        setTimeout(() => (isEnding() ? undefined : client.start()), REFUSED_RETRY_MS).unref();
      }
      return { ok: false };
    }
  };
}
