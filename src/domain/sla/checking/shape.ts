/** Shapes of what is written on a line, whose every refusal says what is expected. */

import { z } from 'zod';

/** For what a line cannot be answered, and where: `events.3.to`. `reason` is a word to compare by. */
export type LineFault = { readonly path: string; readonly reason: string; readonly expected: string };
/** `error`: it cannot be used. `warning`: it can, and may be a mistake. */
export type LineProblem = { readonly severity: 'error' | 'warning' } & LineFault;

/** Thrown for a line that cannot be answered. */
export class RefusedLineError extends RangeError {
  override name = 'RefusedLineError';
  readonly problems: readonly LineProblem[];

  constructor(faults: readonly LineFault[]) {
    super(wordsOf(faults));
    this.problems = faults.map((fault) => ({ severity: 'error', ...fault }));
  }
}

const PROBLEMS_TOLD_MAX = 3;
const NAME_LENGTH_MAX = 40;

/** An object with these keys and no others. */
export function shape<Fields extends z.ZodRawShape>(fields: Fields) {
  const known = Object.keys(fields).join(', ');
  return z.strictObject(fields, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${quoted(issue.keys)} is not known here. Known are ${known}.`
        : `Give an object with ${known}.`,
  });
}

/** `what` in the plural, as `instants`. */
export function list<Item extends z.ZodType>(item: Item, what: string) {
  return z.array(item, { error: `Give a list of ${what}.` });
}

/** One of some words. */
export function choice<const Words extends readonly string[]>(words: Words) {
  return z.enum(words, { error: `Give one of ${words.join(', ')}.` });
}

/** The value in its shape. Throws RefusedLineError with every problem. */
export function parseShape<Shape extends z.ZodType>(expected: Shape, value: unknown): z.output<Shape> {
  const parsed = expected.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new RefusedLineError(
    parsed.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      reason: 'not_understood',
      expected: issue.message,
    })),
  );
}

/** Keys as they were written, cut where they are too long to be read. */
export function quoted(keys: readonly string[]): string {
  const told = keys.slice(0, PROBLEMS_TOLD_MAX).map((key) => JSON.stringify(key.slice(0, NAME_LENGTH_MAX)));
  return told.join(', ') + (keys.length > told.length ? ', …' : '');
}

function wordsOf(problems: readonly LineFault[]): string {
  const told = problems
    .slice(0, PROBLEMS_TOLD_MAX)
    .map(({ path, expected }) => (path === '' ? expected : `${path}: ${expected}`));
  const untold = problems.length - told.length;
  return told.join(' ') + (untold > 0 ? ` And ${untold} more.` : '');
}
