/** Answers a POST to a response URL. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { claimIn } from '../api/answer-api.js';
import { readBody } from '../api/arguments.js';
import type { ApiServer } from '../api/call.js';
import { RESPONSE_METHOD } from '../live/names.js';
import { claiming, violate, type WorkspaceCore } from '../workspace/core.js';
import { asObject, parseJson } from '../workspace/json.js';
import { readResponse } from '../workspace/read-response.js';
import { respond } from '../workspace/response-urls.js';
import { SlackError } from '../workspace/slack-error.js';
import type { JsonObject } from '../workspace/types.js';

const JSON_TYPE = 'application/json; charset=utf-8';
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

/** The refusal, for what cannot be read. */
async function readGiven(request: IncomingMessage): Promise<unknown> {
  try {
    return parseBody(request.headers['content-type'] ?? '', await readBody(request));
  } catch (error) {
    if (error instanceof SlackError) return error;
    throw error;
  }
}

function argsOf(given: unknown): JsonObject {
  return given instanceof SlackError ? {} : asObject(given);
}

type Answer = { status: number; body: string; result: JsonObject };

function carryOut(core: WorkspaceCore, token: string, given: unknown): Answer {
  try {
    if (given instanceof SlackError) throw given;
    const read = readResponse(core, given);
    if (!read) throw new SlackError('no_text');
    respond(core, token, read);
    return { status: 200, body: 'ok', result: { ok: true } };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    violate(core, 'response_url', error.message);
    const result = { ok: false, error: error.code };
    return { status: GONE.has(error.code) ? 404 : 400, body: JSON.stringify(result), result };
  }
}

/** 200 `ok`, or Slack's refusal: 404 for a URL that is used up, 400 for what cannot be shown. */
export async function answerResponseUrl(
  { core, onCall }: Pick<ApiServer, 'core' | 'onCall'>,
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
): Promise<void> {
  const beganAtMs = Date.now();
  const beganMs = performance.now();
  const claim = claimIn(request);
  const given = await readGiven(request);
  const { status, body, result } = claiming(core, claim, () => carryOut(core, token, given));
  onCall({
    ...{ method: RESPONSE_METHOD, args: { response_url: token, ...argsOf(given) }, result, claim },
    ...{ at: core.clock.now().toISOString(), beganAtMs, tookMs: Math.round(performance.now() - beganMs) },
  });
  response.writeHead(status, { 'content-type': status === 200 ? 'text/html' : JSON_TYPE }).end(body);
}
