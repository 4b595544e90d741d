/** Tells a private thread openly that it has become an internal thread of a ticket. */

import type { Person } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { nameOf, textMessage } from './pieces.js';
import { heading } from './ticket-words.js';

export function linkedNote(content: { number: string; title: string; by: Person }): RenderedMessage {
  return textMessage(
    `${nameOf(content.by)} made ${heading(content)} from this thread. From now on the ticket's agents can read what is written here; the reporter cannot.`,
  );
}
