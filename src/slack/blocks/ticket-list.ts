/** A page of tickets, one line each. */

import { slash } from '../../domain/command-names.js';
import { escapeText, truncate } from '../../domain/mrkdwn.js';
import { priorityLabel } from '../../domain/priority.js';
import { statusLabel } from '../../domain/ticket-status.js';
import type { LineDue } from '../../services/finding/line-due.js';
import type { TicketLine } from '../../services/finding/ticket-line.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { durationWords } from './duration-words.js';
import { actions, type Block, button, context, message, safeName, section } from './pieces.js';
import { instant } from './ticket-words.js';

/** A line is for recognizing a ticket; the card has the whole title. */
const TITLE_SHOWN_MAX = 80;

/** Which page it is, and the values of the paging buttons: null where there is no such page. */
export type Turning = { page: number; pageCount: number; previous: string | null; next: string | null };

/** `asked`: the query, as mrkdwn. `isCut`: there are more than `total`. */
export type ListPage = Turning & {
  lines: readonly TicketLine[];
  total: number;
  isCut: boolean;
  asked: string;
};

export function ticketList({ lines, total, isCut, asked, ...turning }: ListPage): RenderedMessage {
  if (total === 0) {
    const text = `No tickets here. \`${slash.ticket} list all\` shows every ticket you can see, \`${slash.ticket} new\` makes one.`;
    return message(text, [section(text), context(asked)]);
  }
  const where = pageWords({ total, isCut, ...turning });
  const blocks: Block[] = [...lines.map((line) => section(lineText(line))), context(`${where}: ${asked}`)];
  return message(where, [...blocks, ...pageButtons(turning)]);
}

/** "23 tickets, page 2 of 3". */
export function pageWords({
  total,
  isCut,
  page,
  pageCount,
}: Pick<ListPage, 'total' | 'isCut' | 'page' | 'pageCount'>): string {
  const count = isCut ? `More than ${total} tickets` : total === 1 ? '1 ticket' : `${total} tickets`;
  return pageCount > 1 ? `${count}, page ${page} of ${pageCount}` : count;
}

export function pageButtons({ previous, next }: Turning): Block[] {
  const buttons = [
    ...(previous === null ? [] : [pageButton('previous', 'Previous', previous)]),
    ...(next === null ? [] : [pageButton('next', 'Next', next)]),
  ];
  return buttons.length === 0 ? [] : [actions('pages', buttons)];
}

function pageButton(direction: 'previous' | 'next', text: string, value: string) {
  return button({ actionId: `${ACTIONS.listPage}:${direction}`, text, value });
}

/** "due …, 2 h left", "*overdue* since …", "paused, 3 h left, answered late". */
function dueWords(due: LineDue): string {
  if (due.kind === 'overdue') return `*overdue* since ${instant(due.sinceAt)}`;
  if (due.kind === 'answered_late') return ANSWERED_LATE;
  const left = `${durationWords(due.remainingSeconds, due.workingDaySeconds)} left`;
  const words = due.kind === 'paused' ? `paused, ${left}` : `due ${instant(due.at)}, ${left}`;
  return due.isAnswerLate ? `${words}, ${ANSWERED_LATE}` : words;
}

const ANSWERED_LATE = 'answered late';

/** What it is on one line, how it stands on another. */
export function lineText(line: TicketLine): string {
  const title = escapeText(truncate(line.title.replace(/\s+/g, ' '), TITLE_SHOWN_MAX));
  const facts = [
    statusLabel(line.status),
    priorityLabel(line.priority).toLowerCase(),
    line.assignee === null ? 'unassigned' : `with ${safeName(line.assignee)}`,
    `from ${safeName(line.reporter)}`,
    ...(line.isConfidential ? ['*confidential*'] : []),
    ...(line.due === null ? [] : [dueWords(line.due)]),
  ];
  return `*${escapeText(line.number)}* ${title}\n${facts.join(' · ')}`;
}
