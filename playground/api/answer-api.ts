/** Answers one Web API request: what a fault makes of it, its rate, the call itself, and the record of it. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiFault } from '../faults.js';
import { CLAIM_HEADER } from '../workspace/claim.js';
import { changed, claiming, nowMs, remember, stirred, violate } from '../workspace/core.js';
import { asText, entryOf } from '../workspace/json.js';
import { SlackError } from '../workspace/slack-error.js';
import type { JsonObject } from '../workspace/types.js';
import { rawArguments, readBody } from './arguments.js';
import { type ApiServer, carryOut, type RecordedCall, refusal } from './call.js';
import type { Method } from './method.js';
import { METHODS } from './methods.js';
import { overRate } from './rates.js';
import { acceptedScopes } from './scopes.js';
import { sendJson } from './send-json.js';

export function claimIn({ headers }: IncomingMessage): string | null {
  const claim = headers[CLAIM_HEADER];
  return typeof claim === 'string' ? claim : null;
}

type Call = { name: string; token: string; raw: JsonObject };

/** What cannot even be read is told of and answered as any other refusal, and no fault strikes it. */
async function readCall(request: IncomingMessage, url: URL): Promise<Call | SlackError> {
  try {
    return await readWholeCall(request, url);
  } catch (error) {
    if (error instanceof SlackError) return error;
    throw error;
  }
}

async function readWholeCall(request: IncomingMessage, url: URL): Promise<Call> {
  const body = await readBody(request);
  const raw = rawArguments(request.headers['content-type'] ?? '', body, url.searchParams);
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const { token, ...args } = raw;
  return { name: url.pathname.replace(/^\/api\//, ''), token: bearer ?? asText(token), raw: args };
}

const TOO_MANY = { ok: false, error: 'ratelimited' };

/** What is remembered of a call, and what is sent. */
type Outcome = {
  args: JsonObject;
  result: JsonObject;
  status: number;
  headers?: Record<string, string>;
  /** Nothing is sent: the app never hears what became of it. */
  isLost?: boolean;
};

/** What the fault answers instead of the method, or undefined where the method runs. */
function faultOutcome(fault: ApiFault | undefined, args: JsonObject): Outcome | undefined {
  switch (fault?.kind) {
    case 'rate_limited':
      return { args, result: TOO_MANY, ...tooMany(fault.retryAfterSeconds) };
    case 'status':
      return { args, result: { ok: false, error: 'fatal_error' }, status: fault.status };
    case 'error':
      return { args, result: { ok: false, error: fault.error }, status: 200 };
    case 'hang':
    case 'reset':
      return fault.when === 'after' ? undefined : { args, result: {}, status: 0, isLost: true };
    default:
      return undefined;
  }
}

function tooMany(retryAfterSeconds: number): Pick<Outcome, 'status' | 'headers'> {
  return { status: 429, headers: { 'retry-after': String(retryAfterSeconds) } };
}

function scopeHeaders({ core }: ApiServer, method: Method | undefined): Record<string, string> {
  const accepted = acceptedScopes(method?.scope ?? null);
  return {
    'x-oauth-scopes': core.scopes.join(','),
    ...(accepted === '' ? {} : { 'x-accepted-oauth-scopes': accepted }),
  };
}

type Struck = Call & { fault: ApiFault | undefined; claim: string | null };

async function outcomeOf(server: ApiServer, { name, token, raw, fault, claim }: Struck): Promise<Outcome> {
  if (fault?.kind === 'slow') await delay(fault.delayMs);
  const instead = faultOutcome(fault, raw);
  if (instead) return instead;
  const method = entryOf(METHODS, name);
  if (method?.token === 'app') await server.faults.untilHeard();
  const waitSeconds = method && server.hasRateLimits ? secondsToWait(server, name, method, raw) : null;
  if (waitSeconds !== null) return { args: raw, result: TOO_MANY, ...tooMany(waitSeconds) };
  const done = claiming(server.core, claim, () => carryOut(server, name, token, raw));
  const isLost = fault?.kind === 'hang' || fault?.kind === 'reset';
  return { ...done, status: 200, headers: scopeHeaders(server, method), isLost };
}

function secondsToWait(server: ApiServer, name: string, method: Method, args: JsonObject): number | null {
  return overRate(server.recent, nowMs(server.core), { name, method, args });
}

function record(server: ApiServer, call: RecordedCall): void {
  remember(server.calls, call);
  server.onCall(call);
  if (entryOf(METHODS, call.method)?.isReading) stirred(server.core);
  else changed(server.core);
}

/** Answers a request to `/api/METHOD`. */
export async function answerApi(
  server: ApiServer,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const beganAtMs = Date.now();
  const beganMs = performance.now();
  const read = await readCall(request, url);
  if (read instanceof SlackError) {
    violate(server.core, read.code, `${url.pathname}: the body cannot be read`);
    sendJson(response, 200, refusal(read), { connection: 'close' });
    return;
  }
  response.setHeader('date', server.core.clock.now().toUTCString());
  const fault = server.faults.takeApi(read.name, read.raw);
  const claim = claimIn(request);
  const { args, result, status, headers, isLost } = await outcomeOf(server, { ...read, fault, claim });
  record(server, {
    ...{ method: read.name, args, result, claim, ...(fault ? { fault } : {}) },
    ...{
      at: server.core.clock.now().toISOString(),
      beganAtMs,
      tookMs: Math.round(performance.now() - beganMs),
    },
  });
  if (!isLost) sendJson(response, status, result, headers);
  else if (fault?.kind === 'reset') request.socket.destroy();
}
