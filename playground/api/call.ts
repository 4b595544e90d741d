/** Carries out one Web API call: token, scope, arguments, the method itself, and every refusal as Slack's JSON. */

import type { ApiFault, FaultBoard } from '../faults.js';
import { violate, type WorkspaceCore } from '../workspace/core.js';
import { entryOf } from '../workspace/json.js';
import { SlackError } from '../workspace/slack-error.js';
import type { JsonObject } from '../workspace/types.js';
import { checkArguments } from './arguments.js';
import type { Method } from './method.js';
import { METHODS } from './methods.js';
import type { RecentCalls } from './rates.js';
import { checkScope } from './scopes.js';

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
export function carryOut(
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

export function refusal(error: SlackError): JsonObject {
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
