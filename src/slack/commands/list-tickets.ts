/** `/ticket list`: a page of tickets with Next and Previous, which carry the question with them. */

import { z } from 'zod';
import { slash } from '../../domain/command-names.js';
import { ISSUE_TYPES } from '../../domain/issue-type.js';
import { PRIORITIES } from '../../domain/priority.js';
import { STATUSES } from '../../domain/ticket-status.js';
import { UserError } from '../../errors.js';
import { LIST_PAGE_SIZE, listTickets, type TicketListQuery } from '../../services/tickets/list-tickets.js';
import { ticketList } from '../blocks/ticket-list.js';
import { type Answer, answer, type Caller } from '../kit.js';
import { LIST_PAGE_MAX, LIST_SCOPES } from './grammar-list.js';
import type { TicketVerbHandler } from './ticket-call.js';

export const listCommand: TicketVerbHandler<'list'> = (call, { scope, filters, words, page }) =>
  showPage(call, { scope, filters, words }, page);

const person = z.union([
  z.object({ kind: z.literal('me') }),
  z.object({ kind: z.literal('user'), slackUserId: z.string().max(20) }),
]);

/** What a paging button carries. It comes back from Slack, so from anybody. */
const pageSchema = z.object({
  page: z.int().min(1).max(LIST_PAGE_MAX),
  query: z.object({
    scope: z.enum(LIST_SCOPES),
    filters: z.object({
      project: z.string().max(10).exactOptional(),
      priority: z.enum(PRIORITIES).exactOptional(),
      status: z.enum(STATUSES).exactOptional(),
      type: z.enum(ISSUE_TYPES).exactOptional(),
      tag: z.string().exactOptional(),
      assignee: z.union([person, z.object({ kind: z.literal('nobody') })]).exactOptional(),
      reporter: person.exactOptional(),
    }),
    words: z.array(z.string()),
  }),
});

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
  const shown = await showPage(call, parsed.data.query, parsed.data.page);
  return shown === null ? null : { ...shown, isReplacement: true };
}

async function showPage(call: Caller, query: TicketListQuery, wanted: number): Promise<Answer> {
  const result = await listTickets(call.kit.desk, await call.actor(), query, wanted);
  const { page, hasNext } = result;
  return answer(
    ticketList({
      ...result,
      pageCount: Math.max(1, Math.ceil(result.total / LIST_PAGE_SIZE)),
      previous: page > 1 ? pageValue(query, page - 1) : null,
      next: hasNext ? pageValue(query, page + 1) : null,
    }),
  );
}

/** Null where the question is too long for a button: `page:2` can still be typed. */
export function pageValue(query: TicketListQuery, page: number): string | null {
  const value = JSON.stringify({ page, query });
  return [...value].length > VALUE_LENGTH_MAX ? null : value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
