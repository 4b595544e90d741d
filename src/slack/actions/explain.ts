/** "Why?" under a target, and the buttons under a ledger. */

import { slash } from '../../domain/command-names.js';
import { normalizeTicketNumber } from '../../domain/ticket-number.js';
import { UserError } from '../../errors.js';
import { showLedger, showLedgerPage } from '../commands/ticket-sla.js';
import type { ActionHandler } from '../listener.js';

export const pressWhy: ActionHandler = (call) => {
  const number = normalizeTicketNumber(call.value ?? '');
  if (number === null)
    throw new UserError(`This button does nothing any more. Type \`${slash.ticket} sla\` and the number.`);
  return showLedger(call, number);
};

export const turnLedger: ActionHandler = (call) => showLedgerPage(call, call.value ?? '');
