/** Shapes of what Slack sends, and where a value is unlike them. They are drawn from what it documents and from samples: types by member. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPackageRoot } from '../../src/database/package-root.js';

/**
 * A leaf names types, `string|null`; `@message` is the message of `kinds`, which is one thing wherever it stands. `any` is Block Kit and its
 * like, which have tests of their own.
 */
export type Shape = string | readonly Shape[] | { readonly [member: string]: Shape };
type Members = { readonly [member: string]: Shape };

/** A payload: what is always there, and what may be. */
export type PayloadShape = { always: Members; sometimes: Members };

function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(join(findPackageRoot(), 'test', 'fixtures', name), 'utf8')) as T;
}

const answers = fixture<{ methods: Members; kinds: Members }>('web-api-shapes.json');
const sent = fixture<{ payloads: Readonly<Record<string, PayloadShape>>; kinds: Members }>(
  'event-shapes.json',
);

export const METHOD_SHAPES = answers.methods;
export const PAYLOAD_SHAPES = sent.payloads;
const KINDS: Members = { ...answers.kinds, ...sent.kinds };

function typeOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}

/** Where an answer is unlike its shape, as paths with what is there. */
export function differences(value: unknown, named: Shape | undefined, path: string): string[] {
  if (named === 'any') return [];
  const isKind = typeof named === 'string' && named.startsWith('@') && typeof value === 'object';
  const shape = isKind ? KINDS[named.slice(1)] : named;
  if (shape === undefined) return [`${path} is not documented`];
  if (Array.isArray(value)) {
    if (!Array.isArray(shape)) return [`${path} is a list`];
    return value.flatMap((one) => differences(one, shape[0], `${path}[]`));
  }
  if (typeof value === 'object' && value !== null) {
    if (typeof shape !== 'object' || Array.isArray(shape)) return [`${path} is an object`];
    const members = shape as Readonly<Record<string, Shape>>;
    return Object.entries(value).flatMap(([name, one]) => differences(one, members[name], `${path}.${name}`));
  }
  if (typeof shape !== 'string') return value === null ? [] : [`${path} is a ${typeOf(value)}`];
  return shape.split('|').includes(typeOf(value)) ? [] : [`${path} is a ${typeOf(value)}, not ${shape}`];
}

/** Where a payload is unlike its shape: what is there and should not be, and what is missing. */
export function payloadDifferences(
  payload: Readonly<Record<string, unknown>>,
  { always, sometimes }: PayloadShape,
  name: string,
): string[] {
  const missing = Object.keys(always).filter((member) => payload[member] === undefined);
  return [
    ...differences(payload, { ...always, ...sometimes }, name),
    ...missing.map((member) => `${name}.${member} is missing`),
  ];
}
