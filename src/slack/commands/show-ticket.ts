/** `/ticket IT-42`: the card, as whoever asks may see it. */

import { viewTicket } from '../../services/tickets/view-ticket.js';
import { context, message } from '../blocks/pieces.js';
import { plainHeading } from '../blocks/ticket-words.js';
import { cardBlocks, cardControls } from '../blocks/triage-card.js';
import { type Answer, answer, type Caller } from '../kit.js';
import type { TicketVerbHandler } from './ticket-call.js';

export const showCommand: TicketVerbHandler<'show'> = (call, { ticket }) => showTicket(call, ticket);

/** With the agents' buttons for agents. */
export async function showTicket(call: Caller, ticketNumber: string): Promise<Answer> {
  const { desk, render } = call.kit;
  const { card, mayActAsAgent, watchers } = await viewTicket(desk, await call.actor(), ticketNumber);
  const followers = watchers === 1 ? '1 person follows it.' : `${watchers} people follow it.`;
  return answer(
    message(plainHeading(card), [
      ...cardBlocks(card, render),
      ...(watchers > 0 ? [context(followers)] : []),
      ...(mayActAsAgent ? cardControls(card) : []),
    ]),
  );
}
