/** How a warning or a breach is put into words and buttons, the same in single messages and in digests. */

import { escapeText, truncate, truncateMrkdwn } from '../../domain/mrkdwn.js';
import type { AlertView, TicketCard } from '../../domain/post-content.js';
import { priorityLabel } from '../../domain/priority.js';
import { alertKindOf } from '../../domain/sla/who-is-told.js';
import { isDone } from '../../domain/ticket-status.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { durationWords } from './duration-words.js';
import { NOTICE_BLOCK, noticeButtons } from './notice-buttons.js';
import { actions, type Block, button, link, message, nameOf, safeName, section } from './pieces.js';
import { heading, instant, plainHeading, type RenderOptions, threadUrl } from './ticket-words.js';
import { whyButton } from './why-button.js';

/** Block id of an alert's buttons. */
export const ALERT_BLOCK = 'alert';

const WHAT: Record<AlertView['target'], string> = { response: 'First response', resolution: 'Resolution' };
const PROJECT_SHOWN_MAX = 80;

/** "First response overdue", "Resolution at risk", "First response late"; a reminder says that it is one. */
export function alertWords(alert: AlertView): string {
  const { target, isReminder } = alert;
  const state = STATES[stateOf(alert)];
  const words = `${WHAT[target]} ${state}`;
  return isReminder ? `Reminder: ${words.charAt(0).toLowerCase()}${words.slice(1)}` : words;
}

const STATES = { at_risk: 'at risk', overdue: 'overdue', late: 'late' } as const;

/** `late`: what was overdue has come meanwhile, and there is nothing left to do about it. */
export function stateOf({ percent, stoppedAt }: AlertView): keyof typeof STATES {
  if (alertKindOf(percent) !== 'breach') return 'at_risk';
  return stoppedAt === null ? 'overdue' : 'late';
}

const UNCHECKED =
  '_Not checked: I heard nothing from Slack for a while and could not read the threads again yet. Look there for an answer first._';
const UNCHECKED_SHORT = ' · not checked for replies I may have missed';

/** The message of one alert; `when` is what is to be said of the target. */
export function alertMessage(alert: AlertView, when: string, options: RenderOptions): RenderedMessage {
  const words = alertWords(alert);
  const { card } = alert;
  const lines = [
    `*${words}:* ${card === null ? nameless(alert) : heading(card)}`,
    `${when} Priority ${priorityLabel(alert.priority).toLowerCase()}${card === null ? '' : `, ${holder(card)}`}.${place(alert, options)}`,
    ...(alert.isUnchecked ? [UNCHECKED] : []),
  ];
  const fallback = card === null ? nameless(alert).replaceAll('*', '') : plainHeading(card);
  const buttons = alertButtons(alert);
  const block: Block[] = buttons.length === 0 ? [] : [actions(ALERT_BLOCK, buttons)];
  return message(`${words}: ${fallback}`, [section(lines.join('\n')), ...block, ...noticeBlock(alert)]);
}

/** " (4 h of working time)", or nothing where that is not known. */
export function allowedWords({ targetSeconds }: AlertView): string {
  return targetSeconds === null ? '' : ` (${durationWords(targetSeconds)} of working time)`;
}

const DUE = { at_risk: ', due', overdue: ' since', late: ', it was due' } as const;

/** In a digest of twenty lines, which Slack takes as one message: in code points, before and after escaping. */
const TITLE_SHOWN_MAX = 80;
const ESCAPED_TITLE_MAX = 160;
const NAME_SHOWN_MAX = 40;

/** One line of a digest. */
export function alertLine(alert: AlertView, options: RenderOptions): string {
  const { card, dueAt } = alert;
  const number =
    alert.number === null
      ? UNNAMED
      : `*${link(card === null || card.triage === null ? null : threadUrl(card.triage, options), alert.number)}*`;
  const title =
    card === null
      ? projectWords(alert)
      : truncateMrkdwn(
          escapeText(truncate(card.title.replace(/\s+/g, ' ').trim(), TITLE_SHOWN_MAX)),
          ESCAPED_TITLE_MAX,
        );
  const due = dueAt === null ? '' : `${DUE[stateOf(alert)]} ${instant(dueAt)}`;
  const who =
    card === null
      ? ''
      : ` · ${card.assignee === null ? 'nobody has it' : safeName({ name: truncate(card.assignee.name, NAME_SHOWN_MAX) })}`;
  return `${number} ${title}\n${alertWords(alert)}${due} · ${priorityLabel(alert.priority).toLowerCase()}${who}${alert.isUnchecked ? UNCHECKED_SHORT : ''}`;
}

/** Also for whoever may know no more than the number: they were told as well. */
function noticeBlock({ toldAs, number }: AlertView): Block[] {
  const buttons = toldAs === undefined ? [] : noticeButtons(toldAs, number);
  return buttons.length === 0 ? [] : [actions(NOTICE_BLOCK, buttons)];
}

/** Only for whoever may press them: others would be refused. */
function alertButtons(alert: AlertView) {
  const { card, noticeId, number } = alert;
  if (card === null || noticeId === null || number === null) return [];
  const take =
    card.assignee === null && !isDone(card.status)
      ? [button({ actionId: ACTIONS.take, text: 'Take', value: number, style: 'primary' })]
      : [];
  const snooze =
    isDone(card.status) || stateOf(alert) === 'late'
      ? []
      : [button({ actionId: ACTIONS.snooze, text: 'Snooze 1 h', value: String(noticeId) })];
  return [...take, ...snooze, whyButton(number, { isBesideOther: alert.toldAs !== undefined })];
}

/** For whoever may know no more: which ticket of which project. */
function nameless(alert: AlertView): string {
  const ticket = alert.number === null ? UNNAMED : `*${escapeText(alert.number)}*`;
  return `${ticket} ${projectWords(alert)}`;
}

/** Where not even the number may be known. */
const UNNAMED = 'a confidential ticket';

function projectWords({ projectName }: AlertView): string {
  return `in ${safeName({ name: truncate(projectName, PROJECT_SHOWN_MAX) })}`;
}

function holder({ assignee }: TicketCard): string {
  return assignee === null ? 'nobody has taken it' : `${nameOf(assignee)} looks after it`;
}

/** Elsewhere than in the ticket's own thread, the way on: a link for those whom it leads somewhere, and the agents for all others. */
function place({ card, isInThread, noticeId }: AlertView, options: RenderOptions): string {
  if (isInThread) return '';
  if (card === null || noticeId === null) return ' Its agents can tell you more.';
  return card.triage === null ? '' : ` ${link(threadUrl(card.triage, options), 'Open the triage thread')}`;
}
