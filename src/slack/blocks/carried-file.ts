/** What stands beside a file that was carried from one thread of a ticket to the other. */

import { escapeText } from '../../domain/mrkdwn.js';
import type { CarriedFile } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { textMessage } from './pieces.js';

/** No names: a message that holds a file is never reworded. */
export function carriedFile({
  number,
  audience,
}: {
  number: string;
  audience: 'origin' | 'triage';
  file: CarriedFile;
}): RenderedMessage {
  const from = audience === 'triage' ? 'from the conversation with the reporter' : 'from the agents';
  return textMessage(`A file for ${escapeText(number)}, ${from}.`);
}
