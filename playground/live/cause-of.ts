/** Finds what something came of: by what it says or names, and only where it does neither by the time. */
import { type Claim, claimWord } from '../workspace/claim.js';

/** What is known of a call, a row or a violation, for that. */
export type Clue = {
  /** Null where nobody says anything: another app does not. */
  claim: Claim | null;
  /** Real time. */
  atMs: number;
  /** What it names that only one delivery gave: a trigger, a response URL. */
  names: readonly string[];
  /** The message of which this is a row, where the row tells what became of it and not that it is wanted. */
  postOf: string | null;
};

/** Where to look: `T` is a happening. */
export type Known<T> = {
  /** What a claim or a name stands for. */
  by(word: string): T | undefined;
  /** What was in hand at that time, the latest of it. */
  at(atMs: number): T | undefined;
};

export type Cause<T> =
  | { is: 'known' | 'guessed'; of: T }
  /** Nothing from outside; what has the same word has the same cause. */
  | { is: 'itself'; word: string; job: string | null };

const ITSELF = { is: 'itself', job: null } as const;

export function nameWord(name: string): string {
  return `name:${name}`;
}

export function causeOf<T>(clue: Clue, known: Known<T>): Cause<T> {
  if (clue.claim === null) return unsaid(clue, known);
  const { claim, postOf } = clue;
  const isOwnAccord = claim.of === 'job' || claim.of === 'nothing';
  // A job that opens a conversation or lets a message go does so for whoever wanted that message.
  const wanted = isOwnAccord && postOf !== null ? known.by(claimWord({ of: 'post', postId: postOf })) : null;
  const of = wanted ?? known.by(claimWord(claim));
  if (of !== undefined) return { is: 'known', of };
  return { ...ITSELF, word: claimWord(claim), ...(claim.of === 'job' ? { job: claim.name } : {}) };
}

function unsaid<T>({ names, atMs }: Clue, known: Known<T>): Cause<T> {
  for (const name of names) {
    const of = known.by(nameWord(name));
    if (of !== undefined) return { is: 'known', of };
  }
  const of = known.at(atMs);
  return of === undefined ? { ...ITSELF, word: 'nothing' } : { is: 'guessed', of };
}
