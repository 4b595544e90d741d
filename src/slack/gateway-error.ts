/** What a failed call to Slack means for whoever made it: wait, give up, look first, or call an admin. */

import { webApi } from '@slack/bolt';

export type GatewayFailure =
  /** Nothing happened; the same call may succeed after this time. */
  | { kind: 'rate_limited'; retryAfterSeconds: number }
  /** Nothing happened, and the same call would fail again. */
  | { kind: 'permanent'; code: string }
  /** It may have happened: look before doing it again. */
  | { kind: 'ambiguous'; cause: string }
  /** No call can succeed until an admin has repaired the installation. */
  | { kind: 'unauthorized'; code: string };

export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly method: string;
  readonly failure: GatewayFailure;

  constructor(method: string, failure: GatewayFailure, options: { cause?: unknown } = {}) {
    super(`${method}: ${wordsOf(failure)}`, options);
    this.method = method;
    this.failure = failure;
  }
}

/** Codes after which Slack says that part of the work may have been done, or that it does not know. */
const AMBIGUOUS_CODES = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);

const UNAUTHORIZED_CODES = new Set([
  'account_inactive',
  'ekm_access_denied',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'token_expired',
  'token_revoked',
]);

const RATE_LIMIT_CODES = new Set(['rate_limited', 'ratelimited', 'message_limit_exceeded']);

/**
 * Where the request itself is the cause. The Web API answers with 200 whatever it refuses: anything else comes from something on the way,
 * a proxy or a filter that refuses every request for a while, and no message is given up for that.
 */
const OUR_MISTAKES: ReadonlySet<number> = new Set([400, 413, 414, 415, 422, 431]);

/** Where Slack does not say how long: its limits are counted per minute. */
const RETRY_AFTER_SECONDS = 30;

/** Sorts whatever `WebClient` or `fetch` threw. Never quotes what was sent. */
export function failureOf(error: unknown): GatewayFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'rate_limited', retryAfterSeconds: Math.max(1, error.retryAfter) };
  }
  if (error instanceof webApi.WebAPIPlatformError) return platformFailure(error.data.error);
  if (error instanceof webApi.WebAPIHTTPError) {
    const code = `http_${error.statusCode}`;
    return OUR_MISTAKES.has(error.statusCode)
      ? { kind: 'permanent', code }
      : { kind: 'ambiguous', cause: code };
  }
  if (error instanceof webApi.WebAPIRequestError)
    return { kind: 'ambiguous', cause: causeOf(error.original) };
  if (error instanceof Error && error.message.startsWith('Retry header')) {
    return { kind: 'rate_limited', retryAfterSeconds: RETRY_AFTER_SECONDS };
  }
  return { kind: 'ambiguous', cause: causeOf(error) };
}

/** Whether Slack said this very code. */
export function isSlackCode(error: unknown, ...codes: string[]): boolean {
  return (
    error instanceof GatewayError && error.failure.kind === 'permanent' && codes.includes(error.failure.code)
  );
}

function platformFailure(code: string): GatewayFailure {
  if (RATE_LIMIT_CODES.has(code)) return { kind: 'rate_limited', retryAfterSeconds: RETRY_AFTER_SECONDS };
  if (UNAUTHORIZED_CODES.has(code)) return { kind: 'unauthorized', code };
  // WebClient puts a body that is no JSON (a proxy's error page) where the code should be.
  if (!/^[a-z0-9_]{1,80}$/.test(code)) return { kind: 'ambiguous', cause: 'not an answer of Slack' };
  return AMBIGUOUS_CODES.has(code) ? { kind: 'ambiguous', cause: code } : { kind: 'permanent', code };
}

/** The system's code of the innermost error ("ECONNRESET"), else its name ("TimeoutError"). */
function causeOf(error: unknown): string {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    const { code } = current as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
    if (current.cause === undefined) return current.name;
    current = current.cause;
  }
  return 'unknown';
}

function wordsOf(failure: GatewayFailure): string {
  switch (failure.kind) {
    case 'rate_limited':
      return `rate limited for ${failure.retryAfterSeconds} s`;
    case 'ambiguous':
      return `outcome unknown (${failure.cause})`;
    default:
      return `${failure.kind} (${failure.code})`;
  }
}
