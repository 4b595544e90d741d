/** A line with a button that opens the form for a new ticket, for places where no modal can be opened. */

import { truncate } from '../../domain/mrkdwn.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { actions, button, message, section } from './pieces.js';

const TITLE_MAX = 200;

/** `text` is mrkdwn; `title` is filled in, and may be empty. */
export function createTicketButton(text: string, title: string): RenderedMessage {
  const create = button({
    actionId: ACTIONS.createTicket,
    text: 'Create ticket',
    value: `title:${truncate(title, TITLE_MAX)}`,
    style: 'primary',
  });
  return message(text, [section(text), actions('create', [create])]);
}
