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

/** In one message; all of them are corrected sooner when more than the first is known. */
const FAULTS_TOLD_MAX = 3;

/** The first of several sentences about what is wrong, and how many more there are. */
export function firstFaults(faults: readonly string[], one: string, many: string): string {
  const told = faults.slice(0, FAULTS_TOLD_MAX);
  const untold = faults.length - told.length;
  const more = untold === 0 ? [] : [`And ${untold} more ${untold === 1 ? one : many}.`];
  return [...told, ...more].join(' ');
}

/** Longer than any word for a time, short enough for a message about several. */
const QUOTE_MAX = 60;

/** What was typed, as a message repeats it. */
export function quoted(text: string): string {
  const characters = [...text.trim()];
  return `“${characters.length > QUOTE_MAX ? `${characters.slice(0, QUOTE_MAX - 1).join('')}…` : characters.join('')}”`;
}
