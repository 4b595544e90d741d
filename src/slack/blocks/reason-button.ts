/** Leads an admin to the form in which they say why they open a confidential ticket. */

import { escapeText } from '../../domain/mrkdwn.js';
import type { UserError } from '../../errors.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { actions, button, message, section, textMessage } from './pieces.js';

export function reasonButton(number: string) {
  return button({ actionId: ACTIONS.giveReason, text: 'Give a reason', value: number });
}

/** Shown to the person as they are; they hold no tokens and notify nobody. */
export function refusalMessage({ message: words, reasonOpens }: UserError): RenderedMessage {
  const text = escapeText(words);
  if (reasonOpens === undefined) return textMessage(text);
  return message(text, [section(text), actions('reason', [reasonButton(reasonOpens)])]);
}
