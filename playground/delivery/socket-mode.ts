/** Delivers over Socket Mode: tickets, hello, envelopes and their acks, pings, disconnect messages. */

import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { asObject, asText, parseJson } from '../workspace/json.js';
import { SlackError } from '../workspace/slack-error.js';
import type { Attempt, Envelope, Outcome, Transport } from './transport.js';

/** https://docs.slack.dev/apis/events-api/using-socket-mode/#connections */
const CONNECTIONS_MAX = 10;
/** Bolt gives a connection up after 30 s without a ping. */
const PING_EVERY_MS = 8000;
const TICKET_LIFETIME_MS = 30_000;
const GOODBYE_MS = 250;
/** Slack says that a connection ends about ten seconds before it does. */
export const WARNING_MS = 10_000;

export type SocketModeOptions = {
  server: Server;
  origin: () => string;
  appId: string;
  ackTimeoutMs: number;
  /** How long a connection lives on after Slack has said that it ends. */
  warningMs: number;
  isRefusing: () => boolean;
  /** A connection has come or gone. */
  onChange: () => void;
};

export type SocketMode = Transport & {
  /** The address for one new connection. */
  openUrl(): string;
  connectionCount(): number;
  cut(): void;
  warn(reason: string): void;
};

type Waiting = { settle: (outcome: Outcome) => void; socket: WebSocket };

type SocketState = {
  options: SocketModeOptions;
  sockets: Set<WebSocket>;
  tickets: Map<string, number>;
  /** By envelope id; one envelope may be out on several connections at once. */
  waiting: Map<string, Waiting[]>;
  turn: number;
  serial: number;
};

function receive(state: SocketState, data: RawData): void {
  let message: unknown;
  try {
    message = parseJson(data.toString());
  } catch {
    return;
  }
  const { envelope_id: id, payload } = asObject(message);
  const waiting = state.waiting.get(asText(id)) ?? [];
  for (const { settle } of waiting.splice(0)) settle({ isAcked: true, body: payload ?? null });
}

function lose(state: SocketState, socket: WebSocket): void {
  state.sockets.delete(socket);
  state.options.onChange();
  for (const waiting of state.waiting.values()) {
    for (const one of [...waiting]) {
      if (one.socket === socket) one.settle({ isAcked: false, reason: 'connection_failed' });
    }
  }
}

function welcome(state: SocketState, socket: WebSocket): void {
  state.sockets.add(socket);
  state.options.onChange();
  const ping = setInterval(() => socket.ping('Ping from applink-playground'), PING_EVERY_MS);
  ping.unref();
  socket.on('message', (data) => receive(state, data));
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearInterval(ping);
    lose(state, socket);
  });
  const isFull = state.sockets.size > CONNECTIONS_MAX;
  socket.ping('Ping from applink-playground');
  if (isFull) {
    sendDisconnect(socket, 'too_many_websockets');
    socket.close();
    return;
  }
  socket.send(
    JSON.stringify({
      type: 'hello',
      num_connections: state.sockets.size,
      debug_info: { host: 'applink-playground', build_number: 1, approximate_connection_time: 18060 },
      connection_info: { app_id: state.options.appId },
    }),
  );
}

function sendDisconnect(socket: WebSocket, reason: string): void {
  socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-playground' } }));
}

/** Whoever has not opened another connection by then is cut off. */
function warn(state: SocketState, reason: string): void {
  for (const socket of state.sockets) {
    sendDisconnect(socket, reason);
    setTimeout(() => socket.close(), state.options.warningMs).unref();
  }
}

function spendTicket(state: SocketState, request: IncomingMessage): boolean {
  const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
  const expiresAtMs = state.tickets.get(ticket);
  state.tickets.delete(ticket);
  return expiresAtMs !== undefined && expiresAtMs > Date.now();
}

function upgrade(state: SocketState, sockets: WebSocketServer) {
  return (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    if (state.options.isRefusing() || !spendTicket(state, request)) {
      stream.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => welcome(state, socket));
  };
}

/** Any one connection gets a payload; here they take turns. */
function nextSocket(state: SocketState): WebSocket | undefined {
  const open = [...state.sockets].filter((socket) => socket.readyState === socket.OPEN);
  state.turn += 1;
  return open[state.turn % Math.max(open.length, 1)];
}

function send(state: SocketState, envelope: Envelope, attempt: Attempt): Promise<Outcome> {
  const socket = nextSocket(state);
  if (!socket) return Promise.resolve({ isAcked: false, reason: 'connection_failed' });
  return new Promise((resolve) => {
    const waiting = state.waiting.get(envelope.id) ?? [];
    state.waiting.set(envelope.id, waiting);
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      const index = waiting.indexOf(one);
      if (index >= 0) waiting.splice(index, 1);
      if (waiting.length === 0) state.waiting.delete(envelope.id);
      resolve(outcome);
    };
    const one: Waiting = { settle, socket };
    const timer = setTimeout(
      () => settle({ isAcked: false, reason: 'http_timeout' }),
      state.options.ackTimeoutMs,
    );
    waiting.push(one);
    const isEvent = envelope.kind === 'events_api';
    socket.send(
      JSON.stringify({
        envelope_id: envelope.id,
        type: envelope.kind,
        accepts_response_payload: !isEvent,
        payload: envelope.payload,
        ...(isEvent ? { retry_attempt: attempt.number, retry_reason: retryReason(attempt) } : {}),
      }),
    );
  });
}

function retryReason({ reason }: Attempt): string {
  return reason === 'http_timeout' ? 'timeout' : (reason ?? '');
}

function openUrl(state: SocketState): string {
  if (state.options.isRefusing()) throw new SlackError('internal_error');
  state.serial += 1;
  const ticket = `ticket-${state.serial}-${Math.random().toString(36).slice(2)}`;
  state.tickets.set(ticket, Date.now() + TICKET_LIFETIME_MS);
  const base = state.options.origin().replace(/^http/, 'ws');
  return `${base}/link/?ticket=${ticket}&app_id=${state.options.appId}`;
}

/** Says goodbye to each connection and gives it a moment to answer, so that clients see an end and no error. */
async function closeAll(state: SocketState): Promise<void> {
  const closed = [...state.sockets].map(
    (socket) =>
      new Promise((resolve) => {
        socket.once('close', resolve);
        socket.close(1001);
      }),
  );
  await Promise.race([Promise.all(closed), delay(GOODBYE_MS)]);
}

export function socketMode(options: SocketModeOptions): SocketMode {
  const state: SocketState = {
    options,
    sockets: new Set(),
    tickets: new Map(),
    waiting: new Map(),
    turn: 0,
    serial: 0,
  };
  const sockets = new WebSocketServer({ noServer: true });
  options.server.on('upgrade', upgrade(state, sockets));
  const cut = (): void => {
    for (const socket of state.sockets) socket.terminate();
  };
  return {
    send: (envelope, attempt) => send(state, envelope, attempt),
    openUrl: () => openUrl(state),
    connectionCount: () => state.sockets.size,
    cut,
    warn: (reason) => warn(state, reason),
    close: async () => {
      await closeAll(state);
      cut();
      sockets.close();
    },
  };
}
