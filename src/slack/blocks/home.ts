/** A Home: what waits for its viewer, their list with what can be done about it, and for admins the desk. */

import { slash } from '../../domain/command-names.js';
import type { TicketLine } from '../../services/finding/ticket-line.js';
import type { HomeContent, HomeWaiting } from '../../services/home/home-content.js';
import type { HomeView } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { homeDesk } from './home-desk.js';
import { countedWords, detailsButton, homeHeader } from './home-pieces.js';
import { homeQueue } from './home-queue.js';
import { actions, type Block, type Button, button, context, section } from './pieces.js';
import { isSolved, REOPEN_HINT, resolvedAs, resolvedButtons } from './resolved-words.js';
import { lineText } from './ticket-list.js';

/** https://docs.slack.dev/surfaces/app-home: at most 100 blocks; the parts are bounded so that it never comes near. */
export function homeView(content: HomeContent): HomeView {
  if (content === null) return { type: 'home', blocks: CLOSED };
  return { type: 'home', blocks: content === 'resting' ? RESTING : blocksOf(content) };
}

/** Seen for the moment that it takes to put a Home together again. */
const RESTING: Block[] = [
  section('One moment: I am fetching your tickets. If nothing comes, open another tab and come back.'),
];

const CLOSED: Block[] = [
  section('There is nothing for you here any more. If you need help, ask an admin of this workspace.'),
];

function blocksOf({ waiting, queue, desk }: Exclude<HomeContent, 'resting' | null>): Block[] {
  const create = button({
    actionId: ACTIONS.createTicket,
    text: 'Create ticket',
    value: 'title:',
    style: 'primary',
  });
  return [
    actions('create', [create]),
    ...waitingBlocks(waiting),
    ...homeQueue(queue, waiting.lines.length > 0),
    ...(desk === null ? [] : homeDesk(desk)),
  ];
}

function waitingBlocks({ lines, total }: HomeWaiting): Block[] {
  if (lines.length === 0) return [];
  const left = total - lines.length;
  return [
    homeHeader(`Waiting for you (${countedWords(total)})`),
    ...lines.flatMap((line) => [
      section(`${lineText(line)}\n${askOf(line)}`),
      actions(`waits:${line.number}`, waitingButtons(line)),
    ]),
    ...(left > 0 ? [context(`And ${countedWords(left)} more: \`${slash.ticket} list mine\`.`)] : []),
  ];
}

function askOf({ status, resolution }: TicketLine): string {
  if (status === 'waiting') return 'We need an answer from you, in its conversation.';
  return isSolved(resolution)
    ? 'It should work now. Does it?'
    : `Resolved${resolvedAs(resolution)}. ${REOPEN_HINT}`;
}

function waitingButtons({ number, status, resolution }: TicketLine): Button[] {
  const answers = status === 'waiting' ? [] : resolvedButtons(number, resolution);
  return [...answers, detailsButton(number)];
}
