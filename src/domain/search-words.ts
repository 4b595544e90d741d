/** What people type to find something, read as PostgreSQL's full-text search wants it, and found again in a text to show where. */
import { editDistance } from './edit-distance.js';
import { truncate } from './mrkdwn.js';
import { storableText } from './storable-text.js';
import { normalizeTicketNumber } from './ticket-number.js';
import { LIST_WORDS_MAX } from './ticket-query.js';

/** Whatever is neither a letter nor a digit parts words; `search_words` in the migrations parts them at the same places, and at fewer. */
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/u;

/** Code points; words that begin so are found. */
const WORD_MAX = 60;

/**
 * The words in each of what was typed: "e-mail" is two that follow each other. Without those that hold neither letter nor digit, and of no
 * more words than one could type with spaces between.
 */
function partsOf(typed: readonly string[]): string[][] {
  let room = LIST_WORDS_MAX;
  return typed
    .slice(0, LIST_WORDS_MAX)
    .map((each) => {
      const parts = storableText(each).toLowerCase().split(BETWEEN_WORDS).filter(Boolean).slice(0, room);
      room -= parts.length;
      return parts.map((part) => [...part].slice(0, WORD_MAX).join(''));
    })
    .filter((parts) => parts.length > 0);
}

/**
 * For `to_tsquery`: every word, the last of what was typed in one piece as the beginning of one, so that "print" finds "printers" and "e-mail"
 * finds "e-mails". Indexes answer it alone. Null where there is nothing to look for. Holds letters, digits and operators of its own alone.
 */
export function tsqueryOf(typed: readonly string[]): string | null {
  return joined(partsOf(typed), ' & ');
}

/** Of what was typed in one piece so many words follow each other; the others have only to be there. */
const FOLLOWING_MAX = 4;

/**
 * What a text has to hold beside `tsqueryOf`: the words of what was typed in one piece follow each other. Null where each is one word. No index
 * knows it: PostgreSQL looks into text after text.
 */
export function phrasesOf(typed: readonly string[]): string | null {
  return joined(
    partsOf(typed).filter((parts) => parts.length > 1),
    ' <-> ',
    FOLLOWING_MAX,
  );
}

function joined(pieces: readonly string[][], by: string, max = LIST_WORDS_MAX): string | null {
  const lexemes = (parts: readonly string[]) =>
    parts.map((part, index) => (index === parts.length - 1 ? `'${part}':*` : `'${part}'`));
  const queries = pieces.map((parts) => `(${lexemes(parts).slice(0, max).join(by)})`);
  return queries.length === 0 ? null : queries.join(' & ');
}

/** The single words, each once. */
export function spelledWords(typed: readonly string[]): string[] {
  return [...new Set(partsOf(typed).flat())];
}

/** Letters that may be wrong in a word: none in a short one, which would be like any other. */
function typosMax(word: string): number {
  return word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
}

/** Whether somebody who typed the one may have meant the other. */
export function isSpelledLike(typed: string, word: string): boolean {
  return editDistance(typed, word) <= typosMax(typed);
}

/**
 * As `tsqueryOf`, of single words in any order, one of which is misspelled: it may be any of those that it is spelled like. Two at once would be
 * every pair of their likes, which takes ten times as long. Null where none of them is spelled like any.
 */
export function likeQueryOf(words: readonly { typed: string; like: readonly string[] }[]): string | null {
  const exact = words.map(({ typed }) => `'${typed}':*`);
  const misspelled = words.flatMap(({ like }, place) =>
    like.length === 0
      ? []
      : [exact.with(place, `(${like.map((word) => `'${word}'`).join(' | ')})`).join(' & ')],
  );
  return misspelled.length === 0 ? null : misspelled.map((one) => `(${one})`).join(' | ');
}

/** The ticket that one typed word names: a number, or its digits alone, in whichever project. Null for any other word. */
export function numberNamed(word: string): { number: string } | { digits: string } | null {
  const number = normalizeTicketNumber(word);
  if (number !== null) return { number };
  const digits = word.trim().replace(/^#/, '');
  return /^[1-9]\d{0,9}$/.test(digits) ? { digits } : null;
}

/** Characters on either side of what was found. */
const EXCERPT_BEFORE = 40;
const EXCERPT_MAX = 140;

/** One line around the first place of a text where one of the words begins; its beginning where none does. Plain text in, plain text out. */
export function excerptOf(text: string, typed: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const at = firstPlace(line, spelledWords(typed));
  const space = line.lastIndexOf(' ', Math.max(0, at - EXCERPT_BEFORE));
  const from = at <= EXCERPT_BEFORE ? 0 : space + 1;
  return `${from > 0 ? '…' : ''}${truncate(line.slice(from), EXCERPT_MAX)}`;
}

/** 0 where there is none. */
function firstPlace(line: string, words: readonly string[]): number {
  if (words.length === 0) return 0;
  const found = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${words.join('|')})`, 'iu').exec(line);
  return found?.index ?? 0;
}
