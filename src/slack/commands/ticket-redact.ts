/** `/ticket redact`: opens the form in which somebody chooses what is to be taken out. */

import { slash } from '../../domain/command-names.js';
import { openRedact } from '../modals/redact.js';
import { type TicketVerbHandler, textAnswer } from './ticket-call.js';

export const redactCommand: TicketVerbHandler<'redact'> = async (call, { ticket, message }) => {
  if (call.triggerId === null) {
    return textAnswer(`A mention cannot open the form. Type \`${slash.ticket} redact ${ticket}\` instead.`);
  }
  await openRedact(call, call.triggerId, ticket, message);
  return null;
};
