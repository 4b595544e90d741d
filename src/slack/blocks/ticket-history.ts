/** A ticket's changelog in words. */

import { isIssueType, issueTypeLabel } from '../../domain/issue-type.js';
import { defuse, escapeText, truncate, truncateMrkdwn } from '../../domain/mrkdwn.js';
import { isPriority, priorityLabel } from '../../domain/priority.js';
import type { ChangeAction } from '../../services/record-changes.js';
import type { HistoryLine, HistoryValue } from '../../services/tickets/ticket-history.js';
import type { LinkKind } from '../../services/tickets/ticket-links.js';
import type { RenderedMessage } from '../gateway.js';
import { context, message, SECTION_TEXT_MAX, safeName, section } from './pieces.js';
import { instant } from './ticket-words.js';

/** The newest are shown where a history is longer than a message should be. */
const LINES_SHOWN_MAX = 50;
const OLD_TEXT_SHOWN_MAX = 200;
const VALUE_SHOWN_MAX = 100;
const REASON_SHOWN_MAX = 150;

export function historyMessage(ticketNumber: string, lines: readonly HistoryLine[]): RenderedMessage {
  const head = `History of *${escapeText(ticketNumber)}*`;
  const shown = lines.slice(-LINES_SHOWN_MAX);
  const left = lines.length - shown.length;
  return message(head, [
    section(head),
    ...inSections(shown.map(lineText)).map(section),
    ...(left > 0 ? [context(`${left} earlier entries are not shown.`)] : []),
  ]);
}

function lineText(line: HistoryLine): string {
  const who = line.by === null ? 'the desk' : safeName(line.by);
  const internal = line.isInternal ? ' _(agents only)_' : '';
  // Of an original that nobody has seen nothing is known.
  const old =
    line.previousText === null || line.previousText === ''
      ? ''
      : `, before: “${truncateMrkdwn(defuse(line.previousText).replace(/\s+/g, ' '), OLD_TEXT_SHOWN_MAX)}”`;
  return `${instant(line.at)} · ${who} ${WHAT[line.action](line)}${old}${internal}`;
}

const WHAT: Record<ChangeAction, (line: HistoryLine) => string> = {
  created: () => 'opened the ticket',
  status: (line) =>
    `changed the status${fromTo(line)}${line.detail?.kind === 'long_over' ? ', as it was over before resolved tickets were closed by themselves' : ''}`,
  held_until: ({ to }) => `put it off until ${instantWords(to)}`,
  priority: (line) => `changed the priority${fromTo(line)}`,
  issue_type: (line) => `changed the type${fromTo(line)}`,
  title: (line) => `changed the title${fromTo(line)}`,
  description: () => 'changed the description',
  tags: () => 'changed the tags',
  assignee: (line) => (line.to === null ? 'took the assignee away' : `assigned it to ${valueText(line.to)}`),
  reporter: (line) => `changed the reporter${fromTo(line)}`,
  project: ({ from, to, detail }) =>
    `moved it to another project: ${valueText(from)} is ${valueText(to)} now${detail?.kind === 'moved' && detail.hasNotes ? ', with its notes' : ''}`,
  first_response: () => 'gave the first response',
  comment_added: () => 'commented',
  comment_edited: () => 'edited a comment',
  comment_deleted: () => 'deleted a comment',
  root_deleted: () => 'deleted the message the ticket was made from',
  watcher_added: (line) => `added ${valueText(line.to)} as a watcher`,
  watcher_removed: (line) => `removed ${valueText(line.from ?? line.to)} as a watcher`,
  linked: linkText,
  at_risk: (line) => `saw ${percentText(line)} of the ${valueText(line.to)} target spent`,
  breached: (line) => `saw the ${valueText(line.to)} target pass unmet`,
  sla_policy: policyText,
  start_moved: startText,
  start_reason: startReasonText,
  forgotten: () => 'forgot what it said: it had been closed for as long as the project keeps texts',
  redacted: ({ to }) => `redacted ${to === null ? 'a comment' : `the ${valueText(to)}`}`,
  confidentiality: (line) =>
    line.to === 'confidential' ? 'made it confidential' : 'took back that it is confidential',
  reason_given: () => 'opened it as an admin, with a reason',
};

const LINKED: Record<LinkKind, (number: string) => string> = {
  follows_up: (number) => `opened it to go on from ${number}`,
  duplicate: (number) => `said that it is a duplicate of ${number}`,
  has_duplicate: (number) => `said that ${number} is a duplicate of it`,
};

function linkText({ detail }: HistoryLine): string {
  return detail?.kind === 'link' ? LINKED[detail.link](escapeText(detail.number)) : 'linked it';
}

function percentText({ detail }: HistoryLine): string {
  return detail?.kind === 'percent' ? `${detail.percent} %` : 'most';
}

/** "put it under policy version 3: resolution target from … to …". */
function policyText({ detail }: HistoryLine): string {
  if (detail?.kind !== 'policy') return 'put it under another SLA policy';
  const which = detail.version === null ? 'another policy' : `policy version ${detail.version}`;
  const moves = detail.moves.map(
    ({ target, from, to }) => `${target} target from ${targetText(from)} to ${targetText(to)}`,
  );
  return `put it under ${which}${moves.length === 0 ? ', which left its targets as they were' : `: ${moves.join(', ')}`}`;
}

function targetText(at: Date | null): string {
  return at === null ? 'none' : instant(at);
}

function startText({ detail }: HistoryLine): string {
  if (detail?.kind !== 'start') return 'said when it really began';
  const reason = detail.reason === null ? '' : `: ${escapeText(truncate(detail.reason, REASON_SHOWN_MAX))}`;
  return `said that it began ${instant(detail.at)}${reason}`;
}

function startReasonText({ to }: HistoryLine): string {
  const words = typeof to === 'string' ? to.replaceAll('_', ' ') : '';
  const reason = words === '' ? '' : `: ${escapeText(truncate(words, REASON_SHOWN_MAX))}`;
  return `gave another reason for when it began${reason}`;
}

function fromTo({ from, to }: HistoryLine): string {
  return from === null ? ` to ${valueText(to)}` : ` from ${valueText(from)} to ${valueText(to)}`;
}

function valueText(value: HistoryValue): string {
  if (value === null) return 'nobody';
  if (typeof value === 'object') return safeName(value);
  const text = String(value);
  if (isPriority(text)) return priorityLabel(text);
  if (isIssueType(text)) return issueTypeLabel(text);
  return escapeText([...text.replaceAll('_', ' ')].slice(0, VALUE_SHOWN_MAX).join(''));
}

/** Whole lines, as many in a section as fit. */
function inSections(lines: readonly string[]): string[] {
  const sections: string[] = [];
  for (const line of lines) {
    const last = sections.at(-1);
    const joined = last === undefined ? line : `${last}\n${line}`;
    if (last !== undefined && [...joined].length <= SECTION_TEXT_MAX) sections[sections.length - 1] = joined;
    else sections.push(line);
  }
  return sections;
}

/** Another version may have written something else. */
function instantWords(value: unknown): string {
  const at = typeof value === 'string' ? new Date(value) : null;
  return at === null || Number.isNaN(at.getTime()) ? 'later' : instant(at);
}
