/** Reads answers of Slack's Web API, in which anything may be missing. */

import { isSlackTs } from '../domain/slack-ts.js';
import { GatewayError } from './gateway-error.js';

export type ApiPage = Record<string, unknown>;

/** The cursor of the next page, or undefined on the last one. */
export function nextCursor(page: ApiPage): string | undefined {
  const cursor = asRecord(page.response_metadata).next_cursor;
  return typeof cursor === 'string' && cursor !== '' ? cursor : undefined;
}

/** The objects in a list of an answer; anything else in it is left out. */
export function recordsIn(page: ApiPage, name: string): ApiPage[] {
  const list = page[name];
  return Array.isArray(list)
    ? list.filter((each): each is ApiPage => typeof each === 'object' && each !== null)
    : [];
}

/** Of a conversation. Throws where there is no list at all: taken for an empty one, everything in it would count as gone. */
export function messagesIn(page: ApiPage): ApiPage[] {
  if (Array.isArray(page.messages)) return recordsIn(page, 'messages');
  throw incomplete('messages');
}

/** As `textIn`, of a message's ts. */
export function tsIn(record: ApiPage): string {
  const ts = textIn(record, 'ts');
  if (isSlackTs(ts)) return ts;
  throw incomplete('ts');
}

/** Throws where Slack did not say what it always says: the call may have had its effect. */
export function textIn(record: ApiPage, name: string): string {
  const value = record[name];
  if (typeof value === 'string') return value;
  throw incomplete(name);
}

function incomplete(name: string): GatewayError {
  return new GatewayError('answer', { kind: 'ambiguous', cause: `Slack's answer has no ${name}` });
}

/** An empty one where it is none. */
export function asRecord(value: unknown): ApiPage {
  return typeof value === 'object' && value !== null ? (value as ApiPage) : {};
}
