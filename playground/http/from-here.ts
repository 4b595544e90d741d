/** Which requests come from this machine's own page or terminal, and which from a page of some other site. */

import type { IncomingMessage } from 'node:http';

const LOCAL = new Set(['127.0.0.1', 'localhost']);

/** A name of another site may be made to point to this machine; its page then says that name. */
export function isForThisHost(request: IncomingMessage): boolean {
  return LOCAL.has((request.headers.host ?? '').replace(/:\d+$/, ''));
}

/** Whether a browser says that another page, one of another port of this machine included, sends this. */
export function isFromOtherPage({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (origin !== undefined && origin !== `http://${host}`) return true;
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** Pages of other sites must neither read nor drive the workspace. What changes something is JSON, which a form cannot send. */
export function isFromHere(request: IncomingMessage): boolean {
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
  return isForThisHost(request) && !isFromOtherPage(request) && (request.method === 'GET' || isJson);
}
