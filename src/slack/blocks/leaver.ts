/** Lists what somebody who works a project no more still has of it, each to be given to somebody else at once. */

import type { types } from '@slack/bolt';
import { escapeText, truncate } from '../../domain/mrkdwn.js';
import type { LeftTicket, PostContent } from '../../domain/post-content.js';
import { priorityLabel } from '../../domain/priority.js';
import { statusLabel } from '../../domain/ticket-status.js';
import { pageValue } from '../commands/list-tickets.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { countWords } from './count-words.js';
import { actions, type Block, button, context, message, nameOf, plain, safeName, section } from './pieces.js';
import { instant } from './ticket-words.js';
import { menusBlockId } from './triage-card.js';

type Leaver = Extract<PostContent, { kind: 'leaver' }>;

const TITLE_SHOWN_MAX = 80;

export function leaver(content: Leaver): RenderedMessage {
  const { tickets, more, hidden, person } = content;
  const head = headWords(content);
  const rest = [
    ...(more > 0 ? [`${countWords(more, 'more ticket')} of ${safeName(person)}`] : []),
    ...(hidden > 0
      ? [`${countWords(hidden, 'confidential ticket')}, which only agents see, and admins who give a reason`]
      : []),
  ];
  return message(head, [
    section(head),
    ...tickets.map(ticketBlock),
    ...(rest.length > 0 ? [context(`And ${rest.join('; ')}.`)] : []),
    ...(more > 0 ? [actions('left', [allButton(content)])] : []),
  ]);
}

function headWords({ person, projectName, isGone, tickets, more, hidden }: Leaver): string {
  const project = escapeText(truncate(projectName, TITLE_SHOWN_MAX));
  const what = isGone ? 'has left the workspace' : `is no agent of ${project} any more`;
  const count = tickets.length + more + hidden;
  if (count === 0) return `${nameOf(person)} ${what}. Their tickets are all with somebody else by now.`;
  const has = count === 1 ? '1 open ticket' : `${count} open tickets`;
  return `${nameOf(person)} ${what} and still has ${has}${isGone ? ` of ${project}` : ''}. Who takes over?`;
}

/** As on a card: the number is in the block's id. */
function ticketBlock(ticket: LeftTicket): Block {
  const title = escapeText(truncate(ticket.title.replace(/\s+/g, ' '), TITLE_SHOWN_MAX));
  const facts = [
    statusLabel(ticket.status),
    priorityLabel(ticket.priority).toLowerCase(),
    ...(ticket.isConfidential ? ['*confidential*'] : []),
    ...(ticket.due === null
      ? []
      : [`${ticket.due.isOverdue ? '*overdue* since' : 'due'} ${instant(ticket.due.at)}`]),
  ];
  return {
    ...section(`*${escapeText(ticket.number)}* ${title}\n${facts.join(' · ')}`),
    block_id: menusBlockId(ticket.number),
    accessory: ASSIGN,
  };
}

const ASSIGN: types.UsersSelect = {
  type: 'users_select',
  action_id: ACTIONS.assign,
  placeholder: plain('Assign to…'),
};

function allButton({ projectKey, person }: Leaver) {
  const assignee = { kind: 'user', slackUserId: person.slackUserId } as const;
  const query = { scope: 'open', filters: { project: projectKey, assignee }, words: [] } as const;
  return button({
    actionId: `${ACTIONS.listPage}:left`,
    text: 'Show all',
    value: pageValue({ query, page: 1 }) ?? '',
  });
}
