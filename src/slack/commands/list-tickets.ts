/** `/ticket list` and `/ticket search`: a page of tickets with Next and Previous, which carry the question with them. */

import { z } from 'zod';
import { slash } from '../../domain/command-names.js';
import type { TicketListQuery } from '../../domain/ticket-query.js';
import { UserError } from '../../errors.js';
import { LIST_PAGE_SIZE, listTickets } from '../../services/finding/list-tickets.js';
import { ticketQuerySchema } from '../../services/finding/query-schema.js';
import { searchTickets } from '../../services/finding/search-tickets.js';
import { queryWords, searchWords } from '../blocks/query-words.js';
import { type Turning, ticketList } from '../blocks/ticket-list.js';
import { ticketSearch } from '../blocks/ticket-search.js';
import { type Answer, answer, type Caller } from '../kit.js';
import { LIST_PAGE_MAX } from './grammar-list.js';
import type { TicketVerbHandler } from './ticket-call.js';

export const listCommand: TicketVerbHandler<'list'> = (call, { scope, filters, words, page }) =>
  showList(call, { scope, filters, words }, page);

export const searchCommand: TicketVerbHandler<'search'> = (call, { scope, filters, words, page }) =>
  showSearch(call, { scope, filters, words }, page);

/** What a paging button carries. It comes back from Slack, so from anybody. */
const pageSchema = z.object({
  page: z.int().min(1).max(LIST_PAGE_MAX),
  query: ticketQuerySchema,
  /** Absent on the buttons of lists. */
  isSearch: z.literal(true).exactOptional(),
});
type Paged = z.infer<typeof pageSchema>;

/** Slack's limit for a button's value. */
const VALUE_LENGTH_MAX = 2_000;

/**
 * @param value of a page button: the query and the page, believed no more than any other input.
 * @throws UserError where it is none, as with a list from before an update.
 */
export async function showListPage(call: Caller, value: string): Promise<Answer> {
  const parsed = pageSchema.safeParse(parseJson(value));
  if (!parsed.success)
    throw new UserError(`This list is too old to turn its pages. Type \`${slash.ticket} list\` again.`);
  const { query, page, isSearch } = parsed.data;
  const shown = await (isSearch === true ? showSearch : showList)(call, query, page);
  return shown === null ? null : { ...shown, isReplacement: true };
}

export async function showList(call: Caller, query: TicketListQuery, wanted: number): Promise<Answer> {
  const result = await listTickets(call.kit.desk, await call.actor(), query, wanted);
  return answer(ticketList({ ...result, ...turning({ query }, result), asked: queryWords(query) }));
}

async function showSearch(call: Caller, query: TicketListQuery, wanted: number): Promise<Answer> {
  const result = await searchTickets(call.kit.desk, await call.actor(), query, wanted);
  return answer(
    ticketSearch({ ...result, ...turning({ query, isSearch: true }, result), asked: searchWords(query) }),
  );
}

type Page = { page: number; hasNext: boolean; total: number };

function turning(
  asked: { query: TicketListQuery; isSearch?: true },
  { page, hasNext, total }: Page,
): Turning {
  return {
    page,
    pageCount: Math.max(1, Math.ceil(total / LIST_PAGE_SIZE)),
    previous: page > 1 ? pageValue({ ...asked, page: page - 1 }) : null,
    next: hasNext ? pageValue({ ...asked, page: page + 1 }) : null,
  };
}

/** Null where the question is too long for a button: `page:2` can still be typed. */
export function pageValue(
  paged: Pick<Paged, 'page' | 'isSearch'> & { query: TicketListQuery },
): string | null {
  const value = JSON.stringify(paged);
  return [...value].length > VALUE_LENGTH_MAX ? null : value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
