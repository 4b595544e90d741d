/** Which changes of status a card offers in which status: the likely ones as buttons, the others in a menu. */

import type { types } from '@slack/bolt';
import type { TicketCard } from '../../domain/post-content.js';
import { type LifecycleEvent, possibleEvents, type TicketStatus } from '../../domain/ticket-status.js';
import type { StatusVerb } from '../../services/tickets/change-status.js';
import { ACTIONS } from '../ids.js';
import { button, option } from './pieces.js';

export const STATUS_LABELS: Record<StatusVerb, string> = {
  start: 'Start',
  wait: 'Wait for reporter',
  hold: 'Put on hold',
  block: 'Mark as blocked',
  resume: 'Resume',
  resolve: 'Resolve',
  close: 'Close',
  reopen: 'Reopen',
};

const LIKELY: Record<TicketStatus, readonly StatusVerb[]> = {
  new: ['start', 'resolve'],
  open: ['start', 'resolve'],
  in_progress: ['resolve', 'wait', 'hold'],
  waiting: ['resume', 'resolve'],
  on_hold: ['resume', 'resolve'],
  blocked: ['resume', 'resolve'],
  resolved: ['close', 'reopen'],
  closed: ['reopen'],
};

/** Slack's limit for an overflow menu. */
export const MENU_OPTIONS_MAX = 5;

/** Buttons and, last, the menu; all carry the ticket's number and are checked again when pressed. */
export function statusButtons(
  card: Pick<TicketCard, 'number' | 'status' | 'assignee' | 'isConfidential'>,
): types.ActionsBlockElement[] {
  const likely = LIKELY[card.status];
  const possible = possibleVerbs(card.status);
  const isOpen = possibleEvents(card.status).includes('assign');
  const take =
    isOpen && card.assignee === null
      ? [button({ actionId: ACTIONS.take, text: 'Take', value: card.number, style: 'primary' })]
      : [];
  const changes = likely
    .filter((verb) => possible.includes(verb))
    .map((verb) =>
      button({
        actionId: `${ACTIONS.status}:${verb}`,
        text: STATUS_LABELS[verb],
        value: statusValue(verb, card.number),
        ...(verb === 'resolve' && take.length === 0 ? { style: 'primary' as const } : {}),
      }),
    );
  const reply = button({ actionId: ACTIONS.reply, text: 'Reply to reporter', value: card.number });
  return [
    ...take,
    ...changes,
    reply,
    moreMenu(
      card,
      possible.filter((verb) => !likely.includes(verb)),
    ),
  ];
}

/** `resume` and `start` of a paused ticket lead to the same status: one of them is enough. */
function possibleVerbs(status: TicketStatus): StatusVerb[] {
  const events = possibleEvents(status).filter(isVerb);
  return events.includes('resume') ? events.filter((event) => event !== 'start') : events;
}

/** Who may see the ticket is changed rarely: a menu that is full of changes leaves that to the command. */
function moreMenu(
  { number, isConfidential }: Pick<TicketCard, 'number' | 'isConfidential'>,
  verbs: readonly StatusVerb[],
): types.Overflow {
  const changes = verbs
    .slice(0, MENU_OPTIONS_MAX - 1)
    .map((verb) => option(STATUS_LABELS[verb], statusValue(verb, number)));
  const who = isConfidential
    ? option('Not confidential any more', `${ACTIONS.liftConfidentiality}:${number}`)
    : option('Make confidential', `${ACTIONS.makeConfidential}:${number}`);
  return {
    type: 'overflow',
    action_id: ACTIONS.more,
    options: [
      ...changes,
      ...(changes.length + 2 <= MENU_OPTIONS_MAX ? [who] : []),
      option('Watch', `${ACTIONS.watch}:${number}`),
    ],
  };
}

export function statusValue(verb: StatusVerb, number: string): string {
  return `${verb}:${number}`;
}

export function isVerb(event: LifecycleEvent | string): event is StatusVerb {
  return Object.hasOwn(STATUS_LABELS, event);
}
