/** As what `/ticket resolve` resolves a ticket: in a word, with the ticket that it is a duplicate of, and in words for the reporter. */

import { DEFAULT_RESOLUTION, isResolution, type Resolution } from '../../domain/resolution.js';
import { normalizeTicketNumber } from '../../domain/ticket-number.js';
import { splitFirst } from './grammar-text.js';

/** `duplicateOf` is a number as stored, not known to exist; null where none is named. */
export type TypedResolution = { resolution: Resolution; duplicateOf: string | null; text: string | null };

/** `spam`, `duplicate of IT-7`, `duplicate: please see the other one`, or words alone. */
export function resolutionIn(text: string): TypedResolution {
  const { first, rest } = splitFirst(text);
  const word = first.toLowerCase().replace(/:$/, '');
  if (!isResolution(word)) return { resolution: DEFAULT_RESOLUTION, duplicateOf: null, text: text || null };
  const named = word === 'duplicate' ? namedIn(rest) : null;
  return named === null
    ? { resolution: word, duplicateOf: null, text: rest || null }
    : { resolution: word, duplicateOf: named.number, text: named.rest || null };
}

/** "of IT-7 and so on"; "of the one from yesterday" is words for the reporter. */
function namedIn(text: string): { number: string; rest: string } | null {
  const { first: of, rest: after } = splitFirst(text);
  if (of.toLowerCase() !== 'of') return null;
  const { first, rest } = splitFirst(after);
  const number = normalizeTicketNumber(first.replace(/[.,:;]+$/, ''));
  return number === null ? null : { number, rest };
}
