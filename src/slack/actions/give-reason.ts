/** "Give a reason" under a confidential ticket that an admin may open with one. */

import { slash } from '../../domain/command-names.js';
import { normalizeTicketNumber } from '../../domain/ticket-number.js';
import { UserError } from '../../errors.js';
import type { ActionHandler } from '../listener.js';
import { openGiveReason } from '../modals/give-reason.js';

export const pressGiveReason: ActionHandler = async (call) => {
  const number = normalizeTicketNumber(call.value ?? '');
  if (number === null)
    throw new UserError(`This button does nothing any more. Type \`${slash.ticket} show\` and the number.`);
  await openGiveReason(call, call.triggerId, number);
  return null;
};
