/** Takes requests from Slack over HTTP, and acks an event, however it came, only after what it causes is committed. */

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type App, HTTPReceiver, type Receiver, type ReceiverEvent } from '@slack/bolt';
import type { Log } from '../services/desk.js';
import { workingOn } from '../work-in-hand.js';
import type { Logger } from './bolt-logger.js';
import { checkingBodies } from './http-bodies.js';
import type { InHand } from './in-hand.js';

/** Slack gives up on a request after 3 s and sends an event again. */
export const ACK_WITHIN_MS = 3_000;

export type SlackReceiver = {
  receiver: Receiver;
  isConnected(): boolean;
  /** Called when requests begin to arrive, at first and after a loss; Slack's requests over HTTP need none, so there it never is. */
  onConnect(listener: () => void): void;
  /** Takes the requests of an HTTP server; undefined in Socket Mode. */
  requestListener: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  disconnect(): Promise<void>;
};

export type ReceiverOptions = { logger: Logger; log: Log; inHand: InHand };

/** Listens on no port of its own: give `requestListener` to a server. Without a valid signature a request gets 401. */
export function createHttpReceiver(options: ReceiverOptions & { signingSecret: string }): SlackReceiver {
  const { logger, log, inHand, signingSecret } = options;
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
    requestListener: checkingBodies((request, response) => http.requestListener(request, response), log),
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
  const processEvent = (event: ReceiverEvent) =>
    inHand.run(() => workingOn({ of: 'request', id: requestIdOf(event) }, () => processOne(app, event)));
  return Object.assign(Object.create(app) as App, { processEvent });
}

/** Socket Mode's envelope has one (`socket-line.ts`). */
function requestIdOf({ customProperties }: ReceiverEvent): string {
  const id: unknown = customProperties?.requestId;
  return typeof id === 'string' ? id : randomUUID();
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
