/** Tells the agents that an admin has opened a confidential ticket, until when, and why. */

import { escapeText } from '../../domain/mrkdwn.js';
import type { PostContent } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { nameOf, textMessage } from './pieces.js';
import { instant } from './ticket-words.js';

export function reasonGiven(content: Extract<PostContent, { kind: 'reason_given' }>): RenderedMessage {
  const { number, by, reason, endsAt } = content;
  return textMessage(
    `${nameOf(by)} is an admin and has opened *${escapeText(number)}*, which is confidential, until ${instant(endsAt)}. The reason they gave: “${escapeText(reason)}”`,
  );
}
