/** What reading something that a person typed comes to: a value, or what to write instead. */

/** `expected` is a sentence or two that can stand beside the field and says what to do next. */
export type Written<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly expected: string };

export function read<T>(value: T): Written<T> {
  return { ok: true, value };
}

export function refuse(expected: string): { readonly ok: false; readonly expected: string } {
  return { ok: false, expected };
}

/** Longer than any word for a time, short enough for a message about several. */
const QUOTE_MAX = 60;

/** What was typed, as a message repeats it. */
export function quoted(text: string): string {
  const characters = [...text.trim()];
  return `“${characters.length > QUOTE_MAX ? `${characters.slice(0, QUOTE_MAX - 1).join('')}…` : characters.join('')}”`;
}
