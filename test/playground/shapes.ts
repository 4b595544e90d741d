/** Shapes of what Slack sends, and where a value is unlike them. They are drawn from what it documents and from samples: types by member. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPackageRoot } from '../../src/database/package-root.js';

/**
 * A leaf names types, `string|null`; `@message` is the message of `kinds`, which is one thing wherever it stands. `any` is Block Kit and its
 * like, which have tests of their own. A member with a `!` is in every sample of its object; `*` is a member of any name, an id.
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

/** The shape behind a name, where it is one of a whole object. */
function named(shape: Shape | undefined, value: unknown): Shape | undefined {
  const isKind = typeof shape === 'string' && shape.startsWith('@') && typeof value === 'object';
  return isKind ? KINDS[shape.slice(1)] : shape;
}

function membersOf(shape: Shape | undefined): Members {
  return typeof shape === 'object' && !Array.isArray(shape) ? (shape as Members) : {};
}

function memberOf(members: Members, name: string): Shape | undefined {
  return members[name] ?? members[`${name}!`] ?? members['*'];
}

/** Where an answer is unlike its shape, as paths with what is there. */
export function differences(value: unknown, wanted: Shape | undefined, path: string): string[] {
  if (wanted === 'any') return [];
  const shape = named(wanted, value);
  if (shape === undefined) return [`${path} is not documented`];
  if (Array.isArray(value)) {
    if (!Array.isArray(shape)) return [`${path} is a list`];
    return value.flatMap((one) => differences(one, shape[0], `${path}[]`));
  }
  if (typeof value === 'object' && value !== null) {
    if (typeof shape !== 'object' || Array.isArray(shape)) return [`${path} is an object`];
    const members = membersOf(shape);
    return Object.entries(value).flatMap(([name, one]) =>
      differences(one, memberOf(members, name), `${path}.${name}`),
    );
  }
  if (typeof shape !== 'string') return value === null ? [] : [`${path} is a ${typeOf(value)}`];
  return shape.split('|').includes(typeOf(value)) ? [] : [`${path} is a ${typeOf(value)}, not ${shape}`];
}

/** What is in every sample and not in the answer, as paths. */
export function lacks(value: unknown, wanted: Shape | undefined, path: string): string[] {
  const shape = named(wanted, value);
  if (Array.isArray(value)) {
    return value.flatMap((one) => lacks(one, Array.isArray(shape) ? shape[0] : undefined, `${path}[]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  const members = membersOf(shape);
  const always = Object.keys(members).flatMap((name) => (name.endsWith('!') ? name.slice(0, -1) : []));
  return [
    ...always.filter((name) => !(name in value)).map((name) => `${path}.${name}`),
    ...Object.entries(value).flatMap(([name, one]) => lacks(one, memberOf(members, name), `${path}.${name}`)),
  ];
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
