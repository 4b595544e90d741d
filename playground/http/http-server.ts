/** The one HTTP server of the box: the Web API, response URLs, files, the control API; Socket Mode upgrades beside them. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type ApiServer, answerApi, sendJson } from '../api/call.js';
import { answerControl } from './control.js';
import type { Controlled } from './controlled.js';
import { answerFile, answerSignIn } from './file-endpoint.js';
import { isForThisHost, isFromOtherPage } from './from-here.js';
import { answerPageFile } from './page-endpoint.js';
import { answerResponseUrl } from './response-endpoint.js';
import { answerUpload } from './upload-endpoint.js';

export type HttpParts = {
  api: ApiServer;
  controlled: Controlled;
  /** Where the page's files lie; without it there is no page. */
  pageDir?: string | undefined;
};

/** What the page itself answers to: its root, and the permalinks of messages. */
const PAGE_PATH = /^\/(?:archives\/[A-Z0-9]+(?:\/p\d+)?)?$/;

/** What only the app calls, which is no page. The control API looks closer at who asks. */
const FOR_THE_APP = new Set(['api', 'response', 'files', 'upload']);

async function answer(parts: HttpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  if (!isForThisHost(request)) {
    sendJson(response, 403, { ok: false, error: 'Open this at http://127.0.0.1 or http://localhost' });
    return;
  }
  // Proxies ask for whole addresses, and this is none.
  if (!path.startsWith('/')) {
    sendJson(response, 400, { ok: false, error: 'not_a_path' });
    return;
  }
  const url = new URL(`http://localhost${path}`);
  const [, section, rest = ''] = /^\/([a-z]+)\/(.*)$/.exec(url.pathname) ?? [];
  if (FOR_THE_APP.has(section ?? '') && isFromOtherPage(request))
    sendJson(response, 403, { ok: false, error: 'not_from_here' });
  else if (section === 'api') await answerApi(parts.api, request, response, url);
  else if (section === 'response') await answerResponseUrl(parts.api, request, response, rest);
  else if (section === 'files') answerFile(parts.api, request, response, rest);
  else if (section === 'upload') await answerUpload(parts.api.core, request, response, rest);
  else if (section === 'signin') answerSignIn(response);
  else if (section === 'control')
    await answerControl(parts.controlled, request, response, rest, url.searchParams);
  else if (parts.pageDir !== undefined && section === 'page') answerPageFile(parts.pageDir, response, rest);
  else if (parts.pageDir !== undefined && PAGE_PATH.test(url.pathname))
    answerPageFile(parts.pageDir, response, 'index.html');
  else sendJson(response, 404, { ok: false, error: 'not_found' });
}

/** The server, not yet listening. `parts` is asked for on each request, because it is made after the server. */
export function createHttpServer(parts: () => HttpParts): Server {
  return createServer((request, response) => {
    answer(parts(), request, response).catch((error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (response.headersSent || response.destroyed) return;
      sendJson(response, 500, { ok: false, error: 'internal_error', playground_bug: message });
    });
  });
}

/** Listens on loopback only. Rejects when the port is taken. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
