/** The JSON API that drives the workspace from outside: act as a person, look around, break things. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { BODY_BYTES_MAX, readBody, TOO_LARGE } from '../api/arguments.js';
import { sendJson } from '../api/send-json.js';
import type { Tick } from '../live/protocol.js';
import { answerStream } from '../live/stream.js';
import { entryOf, isObject, parseJson } from '../workspace/json.js';
import { NotPossible, SlackError } from '../workspace/slack-error.js';
import { ACTS } from './control-acts.js';
import { READS } from './control-reads.js';
import type { Controlled } from './controlled.js';
import { isFromHere } from './from-here.js';

async function act(
  controlled: Controlled,
  request: IncomingMessage,
  name: string,
  query: URLSearchParams,
): Promise<unknown> {
  if (request.method === 'GET') {
    const read = entryOf(READS, name);
    if (!read) throw new NotPossible(`There is no ${name}; there are: ${Object.keys(READS).join(', ')}`);
    return read(controlled, query);
  }
  const action = entryOf(ACTS, name);
  if (!action) throw new NotPossible(`There is no ${name}; there are: ${Object.keys(ACTS).join(', ')}`);
  const text = await readBody(request);
  const body = parseJson(text === '' ? '{}' : text);
  if (!isObject(body)) throw new NotPossible('What is sent is an object, such as {"name": "Bo", "do": "dm"}');
  return action(controlled, body);
}

function tickOf({ workspace, weather, trail, isOpening, build }: Controlled): Tick {
  return {
    now: workspace.clock.now().toISOString(),
    screenVersion: workspace.screenVersion,
    trailVersion: trail?.version() ?? 0,
    run: trail?.run ?? '',
    build,
    isOpening,
    weather: weather(),
  };
}

/** Answers `/control/NAME` with `{ok: true, result}`, or 400 with a sentence that says what is possible. */
export async function answerControl(
  controlled: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  query: URLSearchParams,
): Promise<void> {
  if (!isFromHere(request)) {
    sendJson(response, 403, { ok: false, error: 'Only JSON from this machine is taken' });
    return;
  }
  if (request.method !== 'GET' && request.method !== 'POST') {
    sendJson(
      response,
      405,
      { ok: false, error: 'Here one asks by GET, and acts by POST' },
      { allow: 'GET, POST' },
    );
    return;
  }
  if (request.method === 'GET' && name === 'stream') {
    answerStream(controlled.workspace, response, () => tickOf(controlled));
    return;
  }
  try {
    sendJson(response, 200, { ok: true, result: await act(controlled, request, name, query) });
  } catch (error) {
    const isExpected =
      error instanceof NotPossible || error instanceof SlackError || error instanceof SyntaxError;
    if (!isExpected) throw error;
    // What was not read to its end leaves a connection that nothing else can be said on.
    const isCutOff = error.message === TOO_LARGE;
    sendJson(
      response,
      isCutOff ? 413 : 400,
      {
        ok: false,
        error: isCutOff
          ? `That is too large: ${BODY_BYTES_MAX / 1024 ** 2} MB can be sent at once`
          : error.message,
      },
      isCutOff ? { connection: 'close' } : {},
    );
  }
}
