/** Answers somebody who wrote on a closed ticket: it was kept, and a new ticket can be made of it. */

import { escapeText } from '../../domain/mrkdwn.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { actions, button, message, section } from './pieces.js';

export function offerNewTicket(content: {
  number: string;
  title: string;
  commentId: number;
}): RenderedMessage {
  const text = `*${escapeText(content.number)}* is closed. Your message is kept with it, but nobody is working on it any more.`;
  const create = button({
    actionId: ACTIONS.createTicket,
    text: 'Create a new ticket',
    value: `after:${content.number}`,
    style: 'primary',
  });
  return message(text, [section(text), actions('offer', [create])]);
}
