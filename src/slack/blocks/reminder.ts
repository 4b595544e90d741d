/** What somebody asked to be reminded of, in their direct messages. */

import { defuse } from '../../domain/mrkdwn.js';
import type { TicketCard } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { link, longText, message, section } from './pieces.js';
import { heading, instant, type RenderOptions, statusWords, threadUrl } from './ticket-words.js';

export function reminder(
  { card, text, remindAt }: { card: TicketCard; text: string; remindAt: Date },
  options: RenderOptions,
): RenderedMessage {
  const { origin } = card;
  const thread =
    origin === null || origin.isDirect ? '' : ` ${link(threadUrl(origin, options), 'Open the thread')}`;
  const head = `You wanted to be reminded of ${heading(card)} ${instant(remindAt)}. It is ${statusWords(card).toLowerCase()}.${thread}`;
  return message(head, [section(head), ...(text === '' ? [] : longText(defuse(text)))]);
}
