/** Reads and checks the arguments of a Web API call as Slack does: from a form, from JSON, from the query. */

import type { IncomingMessage } from 'node:http';
import { isObject, parseJson } from '../workspace/json.js';
import { SlackError } from '../workspace/slack-error.js';
import type { JsonObject } from '../workspace/types.js';

export type ArgumentType = 'string' | 'boolean' | 'number' | 'ts' | 'json';

/** What a method documents. A `!` marks what is required. */
export type ArgumentTable = Readonly<Record<string, ArgumentType | `${ArgumentType}!`>>;

export const BODY_BYTES_MAX = 4 * 1024 * 1024;

export const TOO_LARGE = 'request_too_large';

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) throw new SlackError(TOO_LARGE);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(body: string): unknown {
  try {
    return parseJson(body || '{}');
  } catch {
    throw new SlackError('invalid_json');
  }
}

/** The arguments as they came, before any check: a form gives strings, JSON gives whatever it holds. */
export function rawArguments(contentType: string, body: string, query: URLSearchParams): JsonObject {
  const fromQuery = Object.fromEntries(query);
  if (contentType.startsWith('application/json')) {
    const sent = jsonOf(body);
    if (!isObject(sent)) throw new SlackError('json_not_object');
    return { ...fromQuery, ...sent };
  }
  return { ...fromQuery, ...Object.fromEntries(new URLSearchParams(body)) };
}

const NO_VALUE = Symbol('not a value of this type');

function fromJsonText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return parseJson(value);
  } catch {
    return NO_VALUE;
  }
}

const READERS: Readonly<Record<ArgumentType, (value: unknown) => unknown>> = {
  string: (value) =>
    typeof value === 'string' ? value : typeof value === 'number' ? String(value) : NO_VALUE,
  ts: (value) => (/^\d{1,12}(\.\d{1,6})?$/.test(String(value)) ? String(value) : NO_VALUE),
  number: (value) => (value !== '' && Number.isFinite(Number(value)) ? Number(value) : NO_VALUE),
  boolean: (value) => {
    if (value === true || value === 'true' || value === '1' || value === 1) return true;
    return value === false || value === 'false' || value === '0' || value === 0 ? false : NO_VALUE;
  },
  json: fromJsonText,
};

function readOne(name: string, type: ArgumentType, raw: unknown, messages: string[]): unknown {
  const value = READERS[type](raw);
  if (value !== NO_VALUE) return value;
  messages.push(`[ERROR] must provide a ${type} [json-pointer:/${name}]`);
  return undefined;
}

/** Bolt's client sends the workspace's `team_id` with every call, and Slack overlooks it. */
const EVERYWHERE = new Set(['token', 'team_id']);

/**
 * The arguments with their types. Throws `invalid_arguments` that names each one which is missing, of a wrong type,
 * or not documented: Slack overlooks most unknown names, but here a misspelt one shall not pass in silence.
 */
export function checkArguments(table: ArgumentTable, raw: JsonObject): JsonObject {
  const messages: string[] = [];
  const checked: JsonObject = {};
  for (const [name, spec] of Object.entries(table)) {
    const value = raw[name];
    const isMissing = value === undefined || value === null || value === '';
    if (isMissing && spec.endsWith('!')) messages.push(`[ERROR] missing required field: ${name}`);
    if (value === undefined || value === null) continue;
    if (value === '' && spec !== 'string') continue;
    checked[name] = readOne(name, spec.replace('!', '') as ArgumentType, value, messages);
  }
  for (const name of Object.keys(raw)) {
    if (!EVERYWHERE.has(name) && !Object.hasOwn(table, name))
      messages.push(`[ERROR] no such argument: ${name}`);
  }
  if (messages.length > 0) throw new SlackError('invalid_arguments', messages);
  return checked;
}

export function textArgument(args: JsonObject, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' ? value : undefined;
}

export function isSet(args: JsonObject, name: string): boolean {
  return args[name] === true;
}

/** A JSON argument that must be an object; `invalid_arguments` when it is something else. */
export function objectArgument(args: JsonObject, name: string): JsonObject | undefined {
  const value = args[name];
  if (value === undefined) return undefined;
  if (!isObject(value))
    throw new SlackError('invalid_arguments', [`[ERROR] must provide an object [json-pointer:/${name}]`]);
  return value;
}
