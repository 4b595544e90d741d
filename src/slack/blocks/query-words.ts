/** A query as it would be typed: shown again with what it found, and with views that keep it. */

import { dayRangeWords } from '../../domain/day-range.js';
import { escapeText, truncateMrkdwn, userMention } from '../../domain/mrkdwn.js';
import type { AssigneeRef, TicketListQuery } from '../../domain/ticket-query.js';

/** For recognizing what was typed a moment ago. */
const ASKED_MAX = 300;

/** mrkdwn; its mentions notify nobody where only whoever asked reads it. */
export function queryWords({ scope, filters, words }: TicketListQuery): string {
  const { project, priority, status, type, tag, assignee, reporter, created, updated, confidential } =
    filters;
  const values: [string, string | undefined][] = [
    ['project', project],
    ['priority', priority],
    ['status', status],
    ['type', type],
    ['tag', tag === undefined ? undefined : quoted(tag)],
    ['assignee', assignee === undefined ? undefined : personWords(assignee)],
    ['reporter', reporter === undefined ? undefined : personWords(reporter)],
    ['created', created === undefined ? undefined : dayRangeWords(created)],
    ['updated', updated === undefined ? undefined : dayRangeWords(updated)],
    ['confidential', confidential === undefined ? undefined : confidential ? 'yes' : 'no'],
  ];
  const typed = values.flatMap(([name, value]) => (value === undefined ? [] : [`${name}:${value}`]));
  return truncateMrkdwn([scope, ...typed, ...words.map(quoted)].join(' '), ASKED_MAX);
}

/** Of a search, which has no scope. */
export function searchWords(query: TicketListQuery): string {
  return queryWords(query).replace(/^all /, '');
}

function personWords(person: AssigneeRef): string {
  return person.kind === 'user' ? userMention(person.slackUserId) : person.kind;
}

function quoted(word: string): string {
  const safe = escapeText(word);
  return /\s/.test(word) ? `"${safe}"` : safe;
}
