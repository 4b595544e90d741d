/** The one HTTP server of the box: the Web API, response URLs, files, the control API; Socket Mode upgrades beside them. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerApi } from '../api/answer-api.js';
import type { ApiServer } from '../api/call.js';
import { sendJson } from '../api/send-json.js';
import { entryOf } from '../workspace/json.js';
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

type Asked = HttpParts & {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** Of the path, what follows the section. */
  rest: string;
};

type Answerer = (asked: Asked) => void | Promise<void>;

/** What only the app calls, which is no page: `/SECTION/REST`. */
const FOR_THE_APP: Readonly<Record<string, Answerer>> = {
  api: ({ api, request, response, url }) => answerApi(api, request, response, url),
  response: ({ api, request, response, rest }) => answerResponseUrl(api, request, response, rest),
  files: ({ api, request, response, rest }) => answerFile(api, request, response, rest),
  upload: ({ api, request, response, rest }) => answerUpload(api.core, request, response, rest),
};

/** What a page may call; the control API looks closer at who asks. */
const FOR_PAGES: Readonly<Record<string, Answerer>> = {
  signin: ({ response }) => answerSignIn(response),
  control: ({ controlled, request, response, url, rest }) =>
    answerControl(controlled, request, response, rest, url.searchParams),
  page: ({ pageDir, response, rest }) => {
    if (pageDir === undefined) notFound(response);
    else answerPageFile(pageDir, response, rest);
  },
};

/** What the page itself answers to: its root, and the permalinks of messages. */
const PAGE_PATH = /^\/(?:archives\/[A-Z0-9]+(?:\/p\d+)?)?$/;

function notFound(response: ServerResponse): void {
  sendJson(response, 404, { ok: false, error: 'not_found' });
}

/** A person, and no program. */
function isBrowsing({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html');
}

/** Who browses to where nothing is gets the page, too, which says so. */
function answerElsewhere({ pageDir, url, request, response }: Asked): void {
  const isPage = PAGE_PATH.test(url.pathname);
  if (pageDir !== undefined && (isPage || isBrowsing(request)))
    answerPageFile(pageDir, response, 'index.html', isPage ? 200 : 404);
  else notFound(response);
}

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
  const [, section = '', rest = ''] = /^\/([a-z]+)\/(.*)$/.exec(url.pathname) ?? [];
  const asked: Asked = { ...parts, request, response, url, rest };
  const forTheApp = entryOf(FOR_THE_APP, section);
  if (forTheApp && isFromOtherPage(request)) sendJson(response, 403, { ok: false, error: 'not_from_here' });
  else await (forTheApp ?? entryOf(FOR_PAGES, section) ?? answerElsewhere)(asked);
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
