/** Offers tickets while somebody types: what a search or a list would show them first, through the same gate. */
import type { Actor } from '../../domain/permissions.js';
import { LIST_WORDS_MAX, type TicketListQuery } from '../../domain/ticket-query.js';
import type { Desk } from '../desk.js';
import { listTickets } from './list-tickets.js';
import { searchTickets } from './search-tickets.js';

export type SuggestedTicket = { number: string; title: string };

/** A page of them, the best match first: more words find a ticket faster than a longer menu. */
export async function suggestTickets(desk: Desk, actor: Actor, typed: string): Promise<SuggestedTicket[]> {
  const words = typed
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, LIST_WORDS_MAX);
  if (words.length === 0) return listed(desk, actor, { scope: 'open', filters: {}, words });
  const asked: TicketListQuery = { scope: 'all', filters: {}, words };
  const { found } = await searchTickets(desk, actor, asked, 1);
  // A number with words beside it, as a choice shows them: no title has both.
  return found.length === 0 ? listed(desk, actor, asked) : found.map(({ line }) => suggested(line));
}

async function listed(desk: Desk, actor: Actor, query: TicketListQuery): Promise<SuggestedTicket[]> {
  const { lines } = await listTickets(desk, actor, query, 1);
  return lines.map(suggested);
}

function suggested({ number, title }: SuggestedTicket): SuggestedTicket {
  return { number, title };
}
