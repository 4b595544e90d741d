/** Takes requests from Slack, by Socket Mode or HTTP, and acks an event only after what it causes is committed. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { type App, HTTPReceiver, type Receiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../services/desk.js';
import type { Logger } from './bolt-logger.js';
import { CALL_TIMEOUT_MS } from './gateway.js';
import type { InHand } from './in-hand.js';

/** Slack gives up on a request after 3 s and sends an event again. */
const ACK_WITHIN_MS = 3_000;
/** How long an attempt to get back to Slack waits at most before the next. */
const RECONNECT_DELAY_MAX_MS = 30_000;
const RECONNECT_DELAY_MIN_MS = 500;
/** After Slack has refused the token of a bot that was connected before. */
const REFUSED_RETRY_MS = 30_000;

export type SlackReceiver = {
  receiver: Receiver;
  isConnected(): boolean;
  /** Called at every connect, the first and those after a loss; Slack's requests over HTTP need none, so there it never is. */
  onConnect(listener: () => void): void;
  /** Takes the requests of an HTTP server; undefined in Socket Mode. */
  requestListener: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  disconnect(): Promise<void>;
};

type ReceiverOptions = { logger: Logger; log: Log; inHand: InHand };

/** Not connected before the app starts it; from then on it reconnects by itself. Only a token refused at the first connect is thrown. */
export function createSocketReceiver(
  options: ReceiverOptions & { appToken: string; slackApiUrl?: string },
): SlackReceiver {
  const { logger, log, inHand, appToken, slackApiUrl } = options;
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
    processEventErrorHandler: async () => false,
  });
  let isConnected = false;
  let isStopping = false;
  let tellConnected = (): void => {};
  socket.client.on('connected', () => {
    isConnected = true;
    tellConnected();
  });
  for (const change of ['close', 'disconnecting', 'disconnected', 'reconnecting']) {
    socket.client.on(change, () => {
      isConnected = false;
    });
  }
  catchReconnects(socket, log, () => isStopping);
  return {
    receiver: ackingLast(socket, inHand),
    isConnected: () => isConnected,
    onConnect: (listener) => {
      tellConnected = listener;
    },
    requestListener: undefined,
    disconnect: async () => {
      isStopping = true;
      await socket.client.disconnect();
    },
  };
}

/**
 * The client reconnects by calling its own `start` without catching what it throws, which would end the process: when Slack refuses the
 * token, and on a stop in the middle of it. A refusal is tried again: Slack's own troubles have looked like one.
 */
function catchReconnects(socket: SocketModeReceiver, log: Log, isStopping: () => boolean): void {
  const { client } = socket;
  const start = client.start.bind(client);
  let isStarted = false;
  client.start = async () => {
    try {
      const connection = await start();
      isStarted = true;
      return connection;
    } catch (error) {
      if (!isStarted && !isStopping()) throw error;
      if (!isStopping()) {
        log.error({ err: error, retryMs: REFUSED_RETRY_MS }, 'Slack refuses the connection');
        setTimeout(() => (isStopping() ? undefined : client.start()), REFUSED_RETRY_MS).unref();
      }
      return { ok: false };
    }
  };
}

/** Listens on no port of its own: give `requestListener` to a server. Without a valid signature a request gets 401. */
export function createHttpReceiver(options: ReceiverOptions & { signingSecret: string }): SlackReceiver {
  const { logger, inHand, signingSecret } = options;
  const http = new HTTPReceiver({
    signingSecret,
    logger,
    processEventErrorHandler: async ({ response }) => {
      answerOnce(response, 500);
      return false;
    },
    unhandledRequestTimeoutMillis: ACK_WITHIN_MS,
    // Work goes on, but Slack has stopped listening: what is answered later is answered to nobody.
    unhandledRequestHandler: ({ response }) => answerOnce(response, 503),
  });
  return {
    receiver: ackingLast(http, inHand),
    isConnected: () => true,
    onConnect: () => {},
    // Bolt throws for anything but a POST, and then nobody answers.
    requestListener: (request, response) =>
      request.method === 'POST' ? http.requestListener(request, response) : answerOnce(response, 405),
    disconnect: async () => {},
  };
}

/** The same receiver, whose app acks events last and counts what is in hand. Starting and stopping stay with the owner. */
export function ackingLast(receiver: Receiver, inHand: InHand): Receiver {
  return {
    init: (app) => receiver.init(withLateAck(app, inHand)),
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

function withLateAck(app: App, inHand: InHand): App {
  const processEvent = (event: ReceiverEvent) => inHand.run(() => processOne(app, event));
  return Object.assign(Object.create(app) as App, { processEvent });
}

/**
 * Bolt acks an event before any listener has run, and with `processBeforeResponse` even after one has failed. Here its ack does
 * nothing; `processEvent` rejects when a listener has (the app's error handler throws again), and then Slack hears nothing (Socket
 * Mode) or 500 (HTTP) and sends the event again. Commands and presses keep their own ack: Slack does not repeat them.
 */
async function processOne(app: App, event: ReceiverEvent): Promise<void> {
  if (event.body.type !== 'event_callback') {
    await app.processEvent(event);
    return;
  }
  await app.processEvent({ ...event, ack: async () => {} });
  await event.ack();
}

function answerOnce(
  response: { headersSent: boolean; writeHead(status: number): unknown; end(): unknown },
  status: number,
) {
  if (response.headersSent) return;
  response.writeHead(status);
  response.end();
}
