/** Payloads and answers as they may be looked at: what lets somebody act as the app or as Slack is left out. */

import { isObject } from '../workspace/json.js';

const SECRET_KEYS = new Set([
  'token',
  'authorization',
  'signing_secret',
  'client_secret',
  'response_url',
  'upload_url',
]);
/** Tokens; tickets of connections; and the addresses at which whoever has them answers or uploads as the app. */
const SECRET_VALUES =
  /\bx(?:ox[a-z]|app)-[\w-]+|\b(?<=[?&]ticket=)[\w-]+|(?<=\/(?:response|upload)\/)[\w-]+/g;
const LEFT_OUT = '(left out)';

/** A copy of a text, a list or an object without any of them. */
export function withoutSecrets<T>(value: T): T;
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(SECRET_VALUES, LEFT_OUT);
  if (Array.isArray(value)) return value.map((item: unknown) => withoutSecrets(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key, SECRET_KEYS.has(key) ? LEFT_OUT : withoutSecrets(held)]),
  );
}
