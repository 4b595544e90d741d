/** A table of tickets as CSV (RFC 4180), which runs nothing in a spreadsheet. */

import { stringify } from 'csv-stringify/sync';
import { issueTypeLabel } from '../domain/issue-type.js';
import { priorityLabel } from '../domain/priority.js';
import { resolutionLabel } from '../domain/resolution.js';
import { statusLabel } from '../domain/ticket-status.js';
import { visibleText } from '../domain/visible-text.js';
import type { ExportedTicket } from '../services/finding/export-tickets.js';

type Cell = string | Date | null;

const COLUMNS: readonly (readonly [head: string, cell: (ticket: ExportedTicket) => Cell])[] = [
  ['Number', ({ number }) => number],
  ['Title', ({ title }) => title],
  ['Description', ({ description }) => description],
  ['Status', ({ status }) => statusLabel(status)],
  ['Resolution', ({ resolution }) => (resolution === null ? null : resolutionLabel(resolution))],
  ['Priority', ({ priority }) => priorityLabel(priority)],
  ['Type', ({ type }) => issueTypeLabel(type)],
  ['Project', ({ project }) => project],
  ['Reporter', ({ reporter }) => reporter],
  ['Assignee', ({ assignee }) => assignee],
  ['Tags', ({ tags }) => tags.join(' ')],
  ['Confidential', ({ isConfidential }) => (isConfidential ? 'yes' : 'no')],
  ['Created (UTC)', ({ createdAt }) => createdAt],
  ['First response (UTC)', ({ firstRespondedAt }) => firstRespondedAt],
  ['Resolved (UTC)', ({ resolvedAt }) => resolvedAt],
  ['Closed (UTC)', ({ closedAt }) => closedAt],
  ['Response due (UTC)', ({ responseTarget }) => responseTarget],
  ['Resolution due (UTC)', ({ resolutionTarget }) => resolutionTarget],
  ['Response missed (UTC)', ({ responseBreachedAt }) => responseBreachedAt],
  ['Resolution missed (UTC)', ({ resolutionBreachedAt }) => resolutionBreachedAt],
];

/**
 * Begins with a byte order mark, without which Excel takes it for another encoding. A cell that begins with `=`, `+`, `-`, `@`, a tab or a
 * return gets an apostrophe before it: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function ticketCsv(tickets: readonly ExportedTicket[]): string {
  const rows = tickets.map((ticket) => COLUMNS.map(([, cell]) => textOf(cell(ticket))));
  return stringify([COLUMNS.map(([head]) => head), ...rows], {
    ...{ bom: true, escape_formulas: true, record_delimiter: 'windows' },
    // A lone line break in a cell would end the row for many readers.
    quoted: true,
  });
}

/** Blanks at the head of a cell are what some programs overlook before they look for a formula. */
function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace('T', ' ');
  return visibleText(cell).replace(/^[ \n\u00a0]+/, '');
}
