/** Asks somebody who wrote to the bot what is to become of it. */

import { choiceText } from '../../domain/message-draft.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { actions, BUTTON_TEXT_MAX, button, message, section } from './pieces.js';

export function draftPrompt(content: {
  draftId: number;
  isReminder: boolean;
  tickets: readonly { number: string; title: string }[];
}): RenderedMessage {
  const { draftId, isReminder, tickets } = content;
  const question = tickets.length === 0 ? 'Shall I make a ticket of it?' : 'Is it something new?';
  const text = isReminder
    ? `Nobody has seen what you wrote to me. ${question}`
    : `${question} You can go on writing: all of it becomes part of it.`;
  const add = tickets.map(({ number, title }, index) =>
    button({
      actionId: `${ACTIONS.draftAdd}:${index}`,
      text: addText(number, title),
      value: `${draftId}:${number}`,
    }),
  );
  return message(text, [
    section(text),
    actions('draft', [
      button({
        actionId: ACTIONS.draftTicket,
        text: tickets.length === 0 ? 'Create ticket' : 'New ticket',
        value: String(draftId),
        style: 'primary',
      }),
      ...add,
      button({ actionId: ACTIONS.draftDismiss, text: 'Never mind', value: String(draftId) }),
    ]),
  ]);
}

function addText(number: string, title: string): string {
  const head = `Add to ${number}: `;
  return `${head}${choiceText(title, BUTTON_TEXT_MAX - head.length)}`;
}
