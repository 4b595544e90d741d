/** The log: one JSON line per event, a static message with data in fields, and never a token or what a person wrote. */
import { pino, stdTimeFunctions } from 'pino';
import { wordsOf } from './error-words.js';
import type { Log } from './services/desk.js';
import { workFields } from './work-in-hand.js';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

export type LogDestination = { write(line: string): void };

const DEPTH_MAX = 5;
const ITEMS_MAX = 50;
const STRING_MAX = 2_000;
const HIDDEN = '[hidden]';

/** What people write, and what opens doors. Compared in lower case, without underscores. */
const HIDDEN_KEYS = new Set([
  ...['token', 'bottoken', 'apptoken', 'signingsecret', 'secret', 'password', 'authorization', 'cookie'],
  ...['text', 'content', 'title', 'description', 'message', 'blocks', 'attachments', 'previoustext', 'name'],
  ...['body', 'payload', 'view', 'headers', 'request', 'response', 'email', 'triggerid', 'responseurl'],
  ...['value', 'values', 'privatemetadata', 'displayname', 'realname', 'urlprivate', 'previousmessage'],
]);

const SECRETS: readonly [RegExp, string][] = [
  [/\bx(?:ox[a-z]|app)-[\w-]+/g, HIDDEN],
  [/(:\/\/[^\s:/@]+:)[^\s@]+@/g, `$1${HIDDEN}@`],
  [/https:\/\/hooks\.slack[^\s"']+/g, HIDDEN],
  [/[^\s@<>"'(),:;/]{1,64}@[^\s@<>"'(),:;/]{1,255}\.\p{L}{2,}/gu, HIDDEN],
];

/**
 * Lines of JSON, to stdout where no destination is given; what `HIDDEN_KEYS` and `SECRETS` name is taken out of the fields. Each says what
 * it was written in the course of.
 */
export function createLog(level: LogLevel, destination?: LogDestination): Log {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    mixin: workFields,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: object) => scrubFields(fields),
    },
    // pino would take the text of an error logged alone for the line's message.
    serializers: { err: (value: unknown) => value },
  };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}

function scrubFields(fields: object): Record<string, unknown> {
  const scrubbed = scrub(fields, 0);
  return typeof scrubbed === 'object' && scrubbed !== null ? (scrubbed as Record<string, unknown>) : {};
}

function scrub(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  if (value instanceof Date) return value;
  if (depth >= DEPTH_MAX) return HIDDEN;
  if (value instanceof Error) return describeError(value, depth + 1);
  if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map((item) => scrub(item, depth + 1));
  const entries = Object.entries(value).slice(0, ITEMS_MAX);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, isHidden(key, item) ? HIDDEN : scrub(item, depth + 1)]),
  );
}

/** An empty value gives nothing away, and that it is empty may be what one looks for. */
function isHidden(key: string, value: unknown): boolean {
  return value !== null && value !== undefined && HIDDEN_KEYS.has(key.toLowerCase().replaceAll('_', ''));
}

/** Only what locates a failure: other properties hold request bodies, and PostgreSQL's `detail` holds values of rows. */
function describeError(error: Error, depth: number): Record<string, unknown> {
  const { code, data, cause, failure } = error as Error & Record<'code' | 'data' | 'failure', unknown>;
  const slackError =
    typeof data === 'object' && data !== null ? (data as { error?: unknown }).error : undefined;
  return {
    type: error.name,
    said: scrubText(wordsOf(error)),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof slackError === 'string' ? { slackError } : {}),
    ...(failure === undefined ? {} : { failure: scrub(failure, depth) }),
    ...(cause === undefined ? {} : { cause: scrub(cause, depth) }),
    stack: scrubText(stackOf(error)),
  };
}

/** Without its first lines, which repeat the message. */
function stackOf({ stack = '' }: Error): string {
  const at = stack.search(/^\s+at /m);
  return at === -1 ? '' : stack.slice(at);
}

function scrubText(text: string): string {
  const hidden = SECRETS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
  return hidden.length > STRING_MAX ? `${hidden.slice(0, STRING_MAX)}…` : hidden;
}
