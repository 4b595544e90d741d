/** Which moves a card offers in which status: the likely ones as buttons, the others in a menu. */

import type { types } from '@slack/bolt';
import type { TicketCard } from '../../domain/post-content.js';
import { type LifecycleEvent, possibleEvents, type TicketStatus } from '../../domain/ticket-status.js';
import type { StatusVerb } from '../../services/tickets/change-status.js';
import { ACTIONS } from '../ids.js';
import { button, option } from './pieces.js';

export const MOVE_LABELS: Record<StatusVerb, string> = {
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
export function moveButtons(
  card: Pick<TicketCard, 'number' | 'status' | 'assignee' | 'isConfidential'>,
): types.ActionsBlockElement[] {
  const likely = LIKELY[card.status];
  const possible = possibleVerbs(card.status);
  const isOpen = possibleEvents(card.status).includes('assign');
  const take =
    isOpen && card.assignee === null
      ? [button({ actionId: ACTIONS.take, text: 'Take', value: card.number, style: 'primary' })]
      : [];
  const moves = likely
    .filter((verb) => possible.includes(verb))
    .map((verb) =>
      button({
        actionId: `${ACTIONS.move}:${verb}`,
        text: MOVE_LABELS[verb],
        value: moveValue(verb, card.number),
        ...(verb === 'resolve' && take.length === 0 ? { style: 'primary' as const } : {}),
      }),
    );
  const reply = button({ actionId: ACTIONS.reply, text: 'Reply to reporter', value: card.number });
  return [
    ...take,
    ...moves,
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

/** Who may see the ticket is changed rarely: a menu that is full of moves leaves that to the command. */
function moreMenu(
  { number, isConfidential }: Pick<TicketCard, 'number' | 'isConfidential'>,
  verbs: readonly StatusVerb[],
): types.Overflow {
  const moves = verbs
    .slice(0, MENU_OPTIONS_MAX - 1)
    .map((verb) => option(MOVE_LABELS[verb], moveValue(verb, number)));
  const who = isConfidential
    ? option('Not confidential any more', `${ACTIONS.liftConfidentiality}:${number}`)
    : option('Make confidential', `${ACTIONS.makeConfidential}:${number}`);
  return {
    type: 'overflow',
    action_id: ACTIONS.more,
    options: [
      ...moves,
      ...(moves.length + 2 <= MENU_OPTIONS_MAX ? [who] : []),
      option('Watch', `${ACTIONS.watch}:${number}`),
    ],
  };
}

export function moveValue(verb: StatusVerb, number: string): string {
  return `${verb}:${number}`;
}

export function isVerb(event: LifecycleEvent | string): event is StatusVerb {
  return Object.hasOwn(MOVE_LABELS, event);
}
