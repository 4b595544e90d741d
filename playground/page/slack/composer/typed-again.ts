/** A sent text as it was typed, to be edited: mentions by name, entities as characters. */
import type { PersonRow } from '../../../live/protocol.js';

/** The ampersand last, so that what was typed as an entity stays one. */
const ENTITIES: readonly [entity: string, character: string][] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
];

type Token = { sign: string; target: string; label: string | undefined };

function typedToken({ sign, target, label }: Token, people: readonly PersonRow[]): string {
  if (sign === '@') return `@${people.find(({ id }) => id === target)?.name ?? label ?? target}`;
  if (sign === '#') return `#${label ?? target}`;
  return sign === '!' ? `@${target}` : target;
}

export function typedAgain(text: string, people: readonly PersonRow[]): string {
  const named = text.replace(
    /<([@#!]?)([^>|]+)(?:\|([^>]*))?>/g,
    (_, sign: string, target: string, label: string | undefined) =>
      typedToken({ sign, target, label }, people),
  );
  return ENTITIES.reduce((typed, [entity, character]) => typed.replaceAll(entity, character), named);
}
