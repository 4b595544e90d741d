/** The one HTTP server of the process: health checks and metrics, and in HTTP mode Slack's requests. */
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { measure, type Probes, type Pulse, readiness } from './health.js';
import { METRICS_CONTENT_TYPE, type Metric, writeMetrics } from './metrics.js';

export type HttpServerOptions = {
  /** 0: any free one. */
  port: number;
  probes: Probes;
  pulse: Pulse;
  /** What takes Slack's requests by now. Null in Socket Mode, where there are none, and before the bot is connected. */
  slackListener(): RequestListener | null;
};

export type HttpServer = {
  port: number;
  /** Takes no new connection and waits for the answers in hand; what still hangs after `graceMs` is cut. */
  close(graceMs: number): Promise<void>;
};

export const SLACK_PATH = '/slack/events';

const IDLE_SWEEP_MS = 20;

type Answer = (response: ServerResponse) => void | Promise<void>;

/** @throws Error whose message says what to do when the port cannot be had. */
export async function startHttpServer({
  port,
  probes,
  pulse,
  slackListener,
}: HttpServerOptions): Promise<HttpServer> {
  const measuring = shared(() => measure(probes, pulse));
  const answers: Readonly<Record<string, Answer>> = {
    '/livez': (response) => sendJson(response, 200, { status: 'alive' }),
    '/readyz': async (response) => {
      const ready = await readiness(probes, pulse);
      sendJson(response, ready.missing.length === 0 ? 200 : 503, ready);
    },
    '/metrics': async (response) => {
      send(response, 200, METRICS_CONTENT_TYPE, writeMetrics(await measuring()));
    },
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const takesSlack = path === SLACK_PATH ? slackListener() : null;
    if (takesSlack !== null) return takesSlack(request, response);
    const answer = Object.hasOwn(answers, path) ? answers[path] : undefined;
    if (answer === undefined) return sendJson(response, 404, { status: 'not found' });
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return sendJson(response, 405, { status: 'only GET' });
    void answer(response);
  });
  await listening(server, port);
  return { port: (server.address() as AddressInfo).port, close: (graceMs) => close(server, graceMs) };
}

/** Whoever asks meanwhile gets the same answer, so that asking often costs the database no more than asking once. */
function shared(read: () => Promise<Metric[]>): () => Promise<Metric[]> {
  let reading: Promise<Metric[]> | null = null;
  return () => {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(new Error(whyNot(port, cause), { cause })));
    server.listen(port, resolve);
  });
}

function whyNot(port: number, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE')
    return `PORT ${port} is taken by another process: stop it, or set PORT to a free one.`;
  if (code === 'EACCES') return `PORT ${port} may not be used by this user: set PORT to one above 1023.`;
  return `PORT ${port} cannot be listened on: ${message}`;
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
    // A connection that falls idle later would else be kept open for its keep-alive time.
    const sweeper = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
    server.once('close', () => clearInterval(sweeper));
  });
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  send(response, status, 'application/json; charset=utf-8', `${JSON.stringify(body)}\n`);
}

function send(response: ServerResponse, status: number, contentType: string, text: string): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}
