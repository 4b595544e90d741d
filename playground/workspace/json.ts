/** Reads values out of JSON that others wrote, without trusting its shape. */

import type { JsonObject } from './types.js';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function asObjects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The rows of a table, each with its cells. */
export function asRows(value: unknown): JsonObject[][] {
  return Array.isArray(value) ? value.filter(Array.isArray).map(asObjects) : [];
}

export function asTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** The words of a text object, whichever type it is of. */
export function wordsOf(text: unknown): string {
  return asText(asObject(text).text);
}

/** The object without its undefined members, because JSON on the wire has none. */
export function compact<T extends JsonObject>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** Slack counts code points, not UTF-16 units: one emoji is one character. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** What a table holds under a name that comes from outside; nothing for what every object has, such as `constructor`. */
export function entryOf<T>(table: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Far more than blocks, metadata and arguments need, and far less than what a stack bears when it is written again. */
const DEPTH_MAX = 64;

function isDeeper(value: unknown, max: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return max === 0 || Object.values(value).some((held) => isDeeper(held, max - 1));
}

/** Throws SyntaxError for what is no JSON, and for what is nested too deep to be kept. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (isDeeper(value, DEPTH_MAX)) throw new SyntaxError(`JSON is nested deeper than ${DEPTH_MAX}`);
  return value;
}
