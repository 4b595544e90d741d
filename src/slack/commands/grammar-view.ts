/** What follows `/ticket view`: a name to show, or one to save or delete. */

import type { TicketListQuery } from '../../domain/ticket-query.js';
import { filterIn, LIST_PAGE_MAX, parseListQuery, scopeIn } from './grammar-list.js';
import { no, type Reading } from './grammar-reading.js';
import { isQuoted, plainTextOf, rawTokensOf, tokensOf } from './grammar-text.js';

export type ViewCommand =
  | { act: 'show'; name: string; page: number }
  | { act: 'save'; name: string; query: TicketListQuery; project: string | null }
  | { act: 'delete'; name: string };

const SHARE = /(?:^|\s)shared?\s+with\s+([a-z]{2,10})$/i;
const PAGE = /\s+page:(\d{1,6})$/i;

/**
 * A name may have spaces. One that is saved ends where a query can only begin: at a scope, a filter, the word `list` or something in
 * quotes. So words to look for follow one of these; or the name is in quotes.
 */
export function viewIn(text: string): Reading<ViewCommand> {
  const [verb = ''] = tokensOf(text);
  const rest = text.trim().slice(verb.length).trim();
  if (verb.toLowerCase() === 'save') return saveIn(rest);
  if (verb.toLowerCase() === 'delete') {
    const name = plainTextOf(rest);
    return name === ''
      ? no('Which view? Its name is missing.')
      : { ok: true, value: { act: 'delete', name } };
  }
  const [, digits] = PAGE.exec(text) ?? [];
  const name = plainTextOf(text.replace(PAGE, ''));
  if (name === '') return no('Which view? Its name is missing.');
  const page = digits === undefined ? 1 : Number(digits);
  if (page < 1 || page > LIST_PAGE_MAX) return no('A page is a number from 1 on.');
  return { ok: true, value: { act: 'show', name, page } };
}

const RESERVED = ['save', 'delete'];

function saveIn(text: string): Reading<ViewCommand> {
  const [, key] = SHARE.exec(text) ?? [];
  const tokens = rawTokensOf(text.replace(SHARE, ''));
  const end = nameLength(tokens);
  const name = plainTextOf(tokens.slice(0, end).join(' '));
  if (name === '') return no('Under which name? Say it after `save`, and behind it what to list.');
  if (RESERVED.includes(name.toLowerCase())) return no(`A view cannot be called \`${name}\`.`);
  const isSaidList = tokens[end]?.toLowerCase() === 'list';
  const read = parseListQuery(tokens.slice(isSaidList ? end + 1 : end).join(' '));
  if (!read.ok) return read;
  const { scope, filters: kept, words } = read.value;
  const project = key === undefined ? null : key.toUpperCase();
  return { ok: true, value: { act: 'save', name, query: { scope, filters: kept, words }, project } };
}

/** How many of the tokens are the name: one in quotes, or the first and all up to one with which a query begins. */
function nameLength([first, ...others]: readonly string[]): number {
  if (first === undefined || isQuoted(first)) return Math.min(1, first?.length ?? 0);
  const next = others.findIndex((token) => isQuoted(token) || beginsQuery(token));
  return next < 0 ? 1 + others.length : 1 + next;
}

function beginsQuery(token: string): boolean {
  return token.toLowerCase() === 'list' || scopeIn(token) !== undefined || filterIn(token) !== null;
}
