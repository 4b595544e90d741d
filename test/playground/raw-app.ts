/** An app that is nothing but an HTTP endpoint: it shows what Slack sends, and answers what a test tells it to. */

import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { SlackServer } from '../../playground/server.js';

export type RawRequest = { headers: IncomingHttpHeaders; body: string; payload: Record<string, unknown> };
export type RawAnswer = {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  isHanging?: boolean;
};

export type RawApp = { requests: RawRequest[]; url: string; stop(): Promise<void> };

function payloadOf(type: string, body: string): Record<string, unknown> {
  if (type.startsWith('application/json')) return JSON.parse(body);
  const form = new URLSearchParams(body);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : JSON.parse(payload);
}

/** Listens, and points the box at itself. `answer` is asked for each request; nothing means an empty 200. */
export async function startRawApp(
  slack: SlackServer,
  answer: (request: RawRequest, index: number) => RawAnswer | undefined = () => undefined,
): Promise<RawApp> {
  const requests: RawRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const raw = {
      headers: request.headers,
      body,
      payload: payloadOf(request.headers['content-type'] ?? '', body),
    };
    requests.push(raw);
    const {
      status = 200,
      body: told = '',
      headers = {},
      isHanging = false,
    } = answer(raw, requests.length - 1) ?? {};
    if (isHanging) return;
    response.writeHead(status, headers).end(typeof told === 'string' ? told : JSON.stringify(told));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/slack/events`;
  slack.setDelivery({ mode: 'http', requestUrl: url });
  return {
    requests,
    url,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
