/** What the trail is kept in: happenings, by what each is known, and how much may be kept of them. */
import type { Delivered } from '../delivery/dispatcher.js';
import type { WorkspaceCore } from '../workspace/core.js';
import type { Known } from './cause-of.js';
import type { Manifest } from './lobby.js';
import type { Happening } from './protocol.js';
import { ALL_MAX, ONE_MAX, sizeOf } from './trail-size.js';

/** For so long after the last sign of it something is in hand, for what does not say what it comes of. */
const IN_HAND_MS = 3000;

export type Kept = {
  shown: Happening;
  beganMs: number;
  lastMs: number;
  isUnderway: boolean;
  /** The app's own message that comes back to it: nothing is guessed to come of that. */
  isEcho: boolean;
  words: string[];
  bytes: number;
};

export type Book = {
  core: WorkspaceCore;
  manifest: Manifest;
  onNews: () => void;
  /** Oldest first. */
  kept: Kept[];
  byDelivery: WeakMap<Delivered, Kept>;
  /** By what is said of it, or named: `cause-of.ts`. */
  byWord: Map<string, Kept>;
  version: number;
  serial: number;
  bytes: number;
};

type New = Pick<Happening, 'kind' | 'title' | 'userId' | 'payload'>;

export function addHappening(book: Book, beganMs: number, happening: New, isEcho = false): Kept {
  book.serial += 1;
  const shown: Happening = {
    id: book.serial,
    version: 0,
    at: book.core.clock.now().toISOString(),
    delivery: null,
    calls: [],
    rows: [],
    violations: [],
    leftOut: 0,
    ...happening,
  };
  const bytes = sizeOf(shown);
  const kept: Kept = { shown, beganMs, lastMs: beganMs, isUnderway: false, isEcho, words: [], bytes };
  book.kept.push(kept);
  book.bytes += bytes;
  forgetOldest(book);
  return kept;
}

function forgetOldest(book: Book): void {
  while (book.kept.length > ALL_MAX.happenings || (book.bytes > ALL_MAX.bytes && book.kept.length > 1)) {
    const oldest = book.kept.shift();
    if (oldest === undefined) return;
    book.bytes -= oldest.bytes;
    for (const word of oldest.words) if (book.byWord.get(word) === oldest) book.byWord.delete(word);
  }
}

/** From now on this is what the word stands for. */
export function wordFor(book: Book, kept: Kept, word: string): void {
  if (book.byWord.get(word) === kept) return;
  book.byWord.set(word, kept);
  kept.words.push(word);
}

export function renew(book: Book, kept: Kept, change: Partial<Happening>): void {
  book.version += 1;
  kept.shown = { ...kept.shown, ...change, version: book.version };
  book.onNews();
}

type List = 'calls' | 'rows' | 'violations';

/** What is too much of one cause is only counted: nobody reads a flood to its end. */
export function append<L extends List>(book: Book, kept: Kept, list: L, item: Happening[L][number]): void {
  const bytes = sizeOf(item);
  const held = kept.shown[list];
  if (held.length >= ONE_MAX.items || kept.bytes + bytes > ONE_MAX.bytes) {
    renew(book, kept, { leftOut: kept.shown.leftOut + 1 });
    return;
  }
  kept.bytes += bytes;
  book.bytes += bytes;
  renew(book, kept, { [list]: [...held, item] });
  forgetOldest(book);
}

/** What was done for nothing is told apart by the time only. A run of a job says itself what is its own. */
export function knownIn(book: Book): Known<Kept> {
  const isInHand = (kept: Kept, atMs: number) => kept.isUnderway || atMs - kept.lastMs <= IN_HAND_MS;
  const isCandidate = (kept: Kept) =>
    !kept.isEcho && (kept.shown.kind !== 'itself' || kept.words.includes('nothing'));
  return {
    by: (word) => {
      const kept = book.byWord.get(word);
      const isPast = word === 'nothing' && kept !== undefined && !isInHand(kept, Date.now());
      return isPast ? undefined : kept;
    },
    at: (atMs) => {
      const begun = book.kept.findLast((kept) => isCandidate(kept) && kept.beganMs <= atMs);
      return begun !== undefined && isInHand(begun, atMs) ? begun : undefined;
    },
  };
}
