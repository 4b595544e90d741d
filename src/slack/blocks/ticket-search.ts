/** A page of what a search found: each ticket, and where the words stand in it. */

import { escapeText, truncateMrkdwn } from '../../domain/mrkdwn.js';
import type { FoundWhere, SearchPage } from '../../services/finding/search-tickets.js';
import type { RenderedMessage } from '../gateway.js';
import { type Block, context, message, section } from './pieces.js';
import { lineText, pageButtons, pageWords, type Turning } from './ticket-list.js';

/** `asked`: the query, as mrkdwn. */
export type ShownSearch = Pick<SearchPage, 'found' | 'total' | 'isCut'> & Turning & { asked: string };

/** Slack takes about 13,000 characters a message, and each sign of markup counts for up to five. */
const FOUND_TEXT_MAX = 1_200;

const NOTHING =
  'Nothing found that you can see. All the words must stand in one title with its description, or in one comment: fewer of them, or only how they begin, find more. One word may be misspelled, not two.';

export function ticketSearch({ found, total, isCut, asked, ...turning }: ShownSearch): RenderedMessage {
  if (total === 0) return message(NOTHING, [section(NOTHING), context(asked)]);
  const where = pageWords({ total, isCut, ...turning });
  const blocks: Block[] = [
    ...found.map((each) => section(foundText(each))),
    context(`${where}${total > 1 ? ', best match first' : ''}: ${asked}`),
  ];
  return message(where, [...blocks, ...pageButtons(turning)]);
}

function foundText({ line, where }: SearchPage['found'][number]): string {
  return truncateMrkdwn([lineText(line), ...whereWords(where)].join('\n'), FOUND_TEXT_MAX);
}

/** What a number or a title says for itself is not said again. */
function whereWords(where: FoundWhere): string[] {
  switch (where.in) {
    case 'number':
    case 'title':
      return [];
    case 'like':
      return ['_spelled alike_'];
    case 'text':
      return [`In the description: ${quote(where.excerpt)}`];
    case 'comment':
      return [`In a comment: ${quote(where.excerpt)}`];
    case 'note':
      return [`In a note of the agents: ${quote(where.excerpt)}`];
  }
}

function quote(excerpt: string): string {
  return `“${escapeText(excerpt)}”`;
}
