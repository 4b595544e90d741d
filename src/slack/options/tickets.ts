/** Tickets that the person sees, by number or words; before anything is typed, the newest that are open. */

import { z } from 'zod';
import { type SuggestedTicket, suggestTickets } from '../../services/finding/suggest-tickets.js';
import { option } from '../blocks/pieces.js';
import type { OptionCall } from './on-options.js';

const formSchema = z.object({ ticket: z.string() });

/** The number first: it is what is left of a long title, and what is typed. */
function ticketOption({ number, title }: SuggestedTicket) {
  return option(`${number} ${title.replace(/\s+/g, ' ').trim()}`, number);
}

export async function ticketOptions({ kit, actor, query, countMax, metadata }: OptionCall) {
  return offeredTickets(await suggestTickets(kit.desk, await actor(), query), metadata, countMax);
}

/** Without the ticket that the form is about: it would be first of all. */
export function offeredTickets(found: readonly SuggestedTicket[], metadata: string, countMax: number) {
  const own = ticketOf(metadata);
  const others = found.filter(({ number }) => number !== own);
  return others.slice(0, countMax).map(ticketOption);
}

/** Null for whatever is no form of ours about a ticket. */
function ticketOf(metadata: string): string | null {
  try {
    return formSchema.parse(JSON.parse(metadata)).ticket;
  } catch {
    return null;
  }
}
