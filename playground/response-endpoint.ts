/** Answers a POST to a response URL. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './api/arguments.js';
import { sendJson } from './api/call.js';
import { violate, type WorkspaceCore } from './workspace/core.js';
import { parseJson } from './workspace/json.js';
import { readResponse } from './workspace/read-response.js';
import { respond } from './workspace/response-urls.js';
import { SlackError } from './workspace/slack-error.js';

const GONE = new Set(['invalid_url', 'used_url', 'expired_url']);

function parseBody(contentType: string, body: string): unknown {
  const json = contentType.startsWith('application/x-www-form-urlencoded')
    ? (new URLSearchParams(body).get('payload') ?? '')
    : body;
  try {
    return parseJson(json);
  } catch {
    throw new SlackError('invalid_payload');
  }
}

/** 200 `ok`, or Slack's refusal: 404 for a URL that is used up, 400 for what cannot be shown. */
export async function answerResponseUrl(
  core: WorkspaceCore,
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
): Promise<void> {
  try {
    const body = parseBody(request.headers['content-type'] ?? '', await readBody(request));
    const read = readResponse(core, body);
    if (!read) throw new SlackError('no_text');
    respond(core, token, read);
    response.writeHead(200, { 'content-type': 'text/html' }).end('ok');
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    violate(core, 'response_url', error.message);
    sendJson(response, GONE.has(error.code) ? 404 : 400, { ok: false, error: error.code });
  }
}
