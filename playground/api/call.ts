/** Answers one Web API request: token, rate, faults, arguments, the method itself, and the record of it. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiFault, FaultBoard } from '../faults.js';
import { CLAIM_HEADER } from '../workspace/claim.js';
import {
  changed,
  claiming,
  nowMs,
  remember,
  stirred,
  violate,
  type WorkspaceCore,
} from '../workspace/core.js';
import { asText, entryOf } from '../workspace/json.js';
import { SlackError } from '../workspace/slack-error.js';
import type { JsonObject } from '../workspace/types.js';
import { checkArguments, rawArguments, readBody } from './arguments.js';
import type { Method } from './method.js';
import { METHODS } from './methods.js';
import { overRate, type RecentCalls } from './rates.js';
import { acceptedScopes, checkScope } from './scopes.js';

/** One Web API call as it came in, and what was (or would have been) answered. */
export type RecordedCall = {
  method: string;
  args: JsonObject;
  at: string;
  result: JsonObject;
  fault?: ApiFault;
  /** When it came in, in milliseconds of real time since 1970, and how long the answer took. */
  beganAtMs: number;
  tookMs: number;
  /** What the app says that it made the call for. */
  claim: string | null;
};

export type ApiServer = {
  core: WorkspaceCore;
  faults: FaultBoard;
  calls: RecordedCall[];
  botToken: string;
  appToken: string;
  /** Whether Slack's rates are applied; off by default, because tests are faster than people. */
  hasRateLimits: boolean;
  openSocketUrl: () => string;
  /** Told of each call once it is answered. */
  onCall: (call: RecordedCall) => void;
  recent: RecentCalls;
};

function checkToken(server: ApiServer, method: Method, token: string): void {
  if (token === '') throw new SlackError('not_authed');
  const wanted = method.token === 'app' ? server.appToken : server.botToken;
  const isKnown = token === server.botToken || token === server.appToken;
  if (isKnown && token !== wanted) throw new SlackError('not_allowed_token_type');
  if (!isKnown) throw new SlackError('invalid_auth');
  if (method.token !== 'app' && server.faults.isTokenRevoked()) throw new SlackError('token_revoked');
}

/** Carries out a call and turns every refusal into Slack's JSON. Anything unexpected is a bug and rejects. */
function carryOut(
  server: ApiServer,
  name: string,
  token: string,
  raw: JsonObject,
): { args: JsonObject; result: JsonObject } {
  let args = raw;
  try {
    const method = entryOf(METHODS, name);
    if (!method) throw new SlackError('unknown_method', ['[ERROR] the box does not have this method']);
    checkToken(server, method, token);
    if (method.token !== 'app') checkScope(server.core, name, method.scope, raw);
    args = checkArguments(method.args, raw);
    const { core, openSocketUrl, faults } = server;
    const result = method.run({ core, openSocketUrl, holdsShare: faults.holdsShare }, args);
    // A copy, so that the record stays what was answered while the workspace goes on.
    return { args, result: structuredClone({ ok: true, ...result }) };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    if (error.messages.length > 0) violate(server.core, error.code, `${name}: ${error.messages.join('; ')}`);
    return { args, result: refusal(error) };
  }
}

function refusal(error: SlackError): JsonObject {
  if (error.messages.length === 0) return { ok: false, error: error.code, ...error.details };
  const messages = [...error.messages];
  const isAboutBlocks = error.code === 'invalid_blocks';
  return {
    ok: false,
    error: error.code,
    ...error.details,
    ...(isAboutBlocks ? { errors: messages } : {}),
    response_metadata: { messages },
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

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

/** What the fault answers instead of the method, or undefined where the method runs. */
function faultAnswer(
  fault: ApiFault | undefined,
): { status: number; body: JsonObject; headers?: Record<string, string> } | undefined {
  if (fault?.kind === 'rate_limited') {
    return { status: 429, body: TOO_MANY, headers: { 'retry-after': String(fault.retryAfterSeconds) } };
  }
  if (fault?.kind === 'status') return { status: fault.status, body: { ok: false, error: 'fatal_error' } };
  if (fault?.kind === 'error') return { status: 200, body: { ok: false, error: fault.error } };
  return undefined;
}

function isBroken(fault: ApiFault | undefined): fault is Extract<ApiFault, { kind: 'hang' | 'reset' }> {
  return fault?.kind === 'hang' || fault?.kind === 'reset';
}

function breakOff(fault: ApiFault, request: IncomingMessage): void {
  if (fault.kind === 'reset') request.socket.destroy();
}

function scopeHeaders({ core }: ApiServer, method: Method | undefined): Record<string, string> {
  const accepted = acceptedScopes(method?.scope ?? null);
  return {
    'x-oauth-scopes': core.scopes.join(','),
    ...(accepted === '' ? {} : { 'x-accepted-oauth-scopes': accepted }),
  };
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
  const { name, token, raw } = read;
  response.setHeader('date', server.core.clock.now().toUTCString());
  const fault = server.faults.takeApi(name, raw);
  const claim = claimIn(request);
  const record = (args: JsonObject, result: JsonObject): void => {
    const at = server.core.clock.now().toISOString();
    const tookMs = Math.round(performance.now() - beganMs);
    const call = { method: name, args, at, result, beganAtMs, tookMs, claim, ...(fault ? { fault } : {}) };
    remember(server.calls, call);
    server.onCall(call);
    if (entryOf(METHODS, name)?.isReading) stirred(server.core);
    else changed(server.core);
  };
  if (fault?.kind === 'slow') await delay(fault.delayMs);
  const instead = faultAnswer(fault);
  if (instead) {
    record(raw, instead.body);
    sendJson(response, instead.status, instead.body, instead.headers);
    return;
  }
  if (isBroken(fault) && fault.when !== 'after') {
    record(raw, {});
    breakOff(fault, request);
    return;
  }
  const method = entryOf(METHODS, name);
  if (method?.token === 'app') await server.faults.untilHeard();
  const isCounted = method !== undefined && server.hasRateLimits;
  const waitSeconds = isCounted
    ? overRate(server.recent, nowMs(server.core), { name, method, args: raw })
    : null;
  if (waitSeconds !== null) {
    record(raw, TOO_MANY);
    sendJson(response, 429, TOO_MANY, { 'retry-after': String(waitSeconds) });
    return;
  }
  const { args, result } = claiming(server.core, claim, () => carryOut(server, name, token, raw));
  record(args, result);
  if (isBroken(fault)) breakOff(fault, request);
  else sendJson(response, 200, result, scopeHeaders(server, method));
}
