/** What follows `/ticket view`: a name to show, or one to save or delete. */

import type { TicketListQuery } from '../../domain/ticket-query.js';
import { LIST_PAGE_MAX, parseListQuery } from './grammar-list.js';
import { plainTextOf, tokensOf } from './grammar-text.js';

export type ViewCommand =
  | { act: 'show'; name: string; page: number }
  | { act: 'save'; name: string; query: TicketListQuery; project: string | null }
  | { act: 'delete'; name: string };

type Reading = { ok: true; value: ViewCommand } | { ok: false; message: string };

const SHARE = /(?:^|\s)shared?\s+with\s+([a-z]{2,10})$/i;
const PAGE = /\s+page:(\d{1,6})$/i;

/** A name that is shown or deleted may have spaces; one that is saved has them in quotes, because filters follow, as after `list`. */
export function viewIn(text: string): Reading {
  const [verb = '', ...others] = tokensOf(text);
  const rest = text.trim().slice(verb.length).trim();
  if (verb.toLowerCase() === 'save') return saveIn(rest, others[0]);
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

function saveIn(text: string, token: string | undefined): Reading {
  const name = plainTextOf(token ?? '');
  if (name === '') return no('Under which name? Say it after `save`, in quotes where it has spaces.');
  if (RESERVED.includes(name.toLowerCase())) return no(`A view cannot be called \`${name}\`.`);
  const [, key] = SHARE.exec(text) ?? [];
  const after = tokensOf(text.replace(SHARE, '')).slice(1);
  const filters = after[0]?.toLowerCase() === 'list' ? after.slice(1) : after;
  const read = parseListQuery(filters.map(quoted).join(' '));
  if (!read.ok) return read;
  const { scope, filters: kept, words } = read.value;
  const project = key === undefined ? null : key.toUpperCase();
  return { ok: true, value: { act: 'save', name, query: { scope, filters: kept, words }, project } };
}

/** `tokensOf` takes quotes away; what they held together stays together. */
function quoted(token: string): string {
  return /\s/.test(token) && !token.startsWith('<') ? `"${token}"` : token;
}

function no(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
