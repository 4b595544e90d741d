/** Asks somebody who wrote to the bot what is to become of it. */

import { choiceText } from '../../domain/message-draft.js';
import type { DraftChoice } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { actions, BUTTON_TEXT_MAX, type Button, button, message, plain, section } from './pieces.js';

export function messageDraftPrompt(content: {
  draftId: number;
  isReminder: boolean;
  tickets: readonly DraftChoice[];
}): RenderedMessage {
  const { draftId, isReminder, tickets } = content;
  const question = tickets.length === 0 ? 'Shall I make a ticket of it?' : 'Is it something new?';
  const text = isReminder
    ? `Nobody has seen what you wrote to me. ${question}`
    : `${question} You can go on writing: all of it becomes part of it.`;
  const add = tickets.map((ticket, index) => addButton(draftId, ticket, index));
  return message(text, [
    section(text),
    actions('draft', [
      button({
        actionId: ACTIONS.messageDraftTicket,
        text: tickets.length === 0 ? 'Create ticket' : 'New ticket',
        value: String(draftId),
        style: 'primary',
      }),
      ...add,
      button({ actionId: ACTIONS.messageDraftDismiss, text: 'Never mind', value: String(draftId) }),
    ]),
  ]);
}

/** What was written in private is asked about once more before others read it. */
function addButton(draftId: number, { number, title, readIn }: DraftChoice, index: number): Button {
  const confirm = {
    title: plain('Others can read it there'),
    text: plain(`${number} is talked about in #${readIn}. Everyone in it can read what you wrote to me.`),
    confirm: plain('Add it'),
    deny: plain('Cancel'),
  };
  return button({
    actionId: `${ACTIONS.messageDraftAdd}:${index}`,
    text: addText(number, title),
    value: `${draftId}:${number}`,
    ...(readIn === null ? {} : { confirm }),
  });
}

function addText(number: string, title: string): string {
  const head = `Add to ${number}: `;
  return `${head}${choiceText(title, BUTTON_TEXT_MAX - head.length)}`;
}
