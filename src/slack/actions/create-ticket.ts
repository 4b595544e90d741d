/** "Create ticket" buttons: in a hint, with a title, or after somebody wrote on a closed ticket. */

import { normalizeTicketNumber } from '../../domain/ticket-number.js';
import { viewTicket } from '../../services/tickets/view-ticket.js';
import type { ActionHandler } from '../listener.js';
import { openCreateTicket } from '../modals/open-create-ticket.js';

export const pressCreateTicket: ActionHandler = async (call) => {
  const [kind = '', ...rest] = (call.value ?? '').split(':');
  const given = rest.join(':');
  const closed = kind === 'after' ? normalizeTicketNumber(given) : null;
  const start = closed === null ? { title: kind === 'title' ? given : '' } : await afterTicket(call, closed);
  const place = call.message === null ? {} : { slackChannelId: call.message.slackChannelId };
  await openCreateTicket(call, call.triggerId, { ...start, ...place });
  return null;
};

async function afterTicket(call: Parameters<ActionHandler>[0], number: string) {
  const { card } = await viewTicket(call.kit.desk, await call.actor(), number);
  return { title: card.title, predecessorNumber: card.number, isConfidential: card.isConfidential };
}
