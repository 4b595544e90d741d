/** `/ticket history`: what changed, when, and who changed it. */

import { ticketHistory } from '../../services/tickets/ticket-history.js';
import { historyMessage } from '../blocks/ticket-history.js';
import { answer } from '../kit.js';
import type { TicketVerbHandler } from './ticket-call.js';

export const historyCommand: TicketVerbHandler<'history'> = async (call, { ticket }) => {
  const lines = await ticketHistory(call.kit.desk, await call.actor(), ticket);
  return answer(historyMessage(ticket, lines));
};
