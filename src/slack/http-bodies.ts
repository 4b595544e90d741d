/** Reads the bodies of Slack's requests before Bolt does, and keeps from it those that it would leave without an answer. */

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Log } from '../services/desk.js';

/** Bolt's own bound. */
const BODY_BYTES_MAX = 4 * 1024 * 1024;

/** Bolt throws for anything but a POST, and rejects where nobody can catch it for a body that is `null`. */
export function checkingBodies(listener: RequestListener, log: Log): RequestListener {
  return (request, response) => {
    if (request.method !== 'POST') return answer(response, 405);
    void readBody(request).then(
      (rawBody) => {
        if (rawBody === null) return answer(response, 413);
        if (isNull(request, rawBody)) {
          log.warn({}, 'a request without content was refused');
          return answer(response, 400);
        }
        // Where Bolt looks for a body that was read already.
        listener(Object.assign(request, { rawBody }), response);
      },
      // Whoever sent it has hung up.
      () => response.destroy(),
    );
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= BODY_BYTES_MAX) chunks.push(chunk);
  }
  return bytes > BODY_BYTES_MAX ? null : Buffer.concat(chunks);
}

/** The only JSON of which nothing can be asked. */
function isNull({ headers }: IncomingMessage, rawBody: Buffer): boolean {
  const text = rawBody.toString();
  const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
  return (isForm ? new URLSearchParams(text).get('payload') : text)?.trim() === 'null';
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status);
  response.end();
}
