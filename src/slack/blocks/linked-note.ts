/** Tells a private thread openly that it has become an internal thread of a ticket. */

import type { Person } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { nameOf, textMessage } from './pieces.js';
import { heading } from './ticket-words.js';

type Ticket = { number: string; title: string };

/** `ticket` null: which one it is, is not for everybody who reads this. */
export function linkedNote({ ticket, by }: { ticket: Ticket | null; by: Person }): RenderedMessage {
  const what = ticket === null ? 'a ticket' : heading(ticket);
  return textMessage(
    `${nameOf(by)} made ${what} from this thread. From now on the ticket's agents can read what is written here; the reporter cannot.`,
  );
}
