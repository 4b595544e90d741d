/** `/ticket sla`: why a ticket's targets are what they are. */

import { slash } from '../../domain/command-names.js';
import { UserError } from '../../errors.js';
import { explainClock } from '../../services/sla/explain/explain-clock.js';
import { ledgerMessage } from '../blocks/ledger.js';
import { ledgerTable } from '../blocks/ledger-table.js';
import { parseLedgerValue } from '../blocks/ledger-value.js';
import { type Answer, answer, type Caller } from '../kit.js';
import type { TicketVerbHandler } from './ticket-call.js';

export const slaCommand: TicketVerbHandler<'sla'> = (call, { ticket }) => showLedger(call, ticket);

/** In short, with buttons to the whole. */
export async function showLedger(call: Caller, ticketNumber: string): Promise<Answer> {
  return answer(ledgerMessage(await explainClock(call.kit.desk, await call.actor(), ticketNumber)));
}

/**
 * @param value of a button under a ledger, believed no more than any other input.
 * @throws UserError where it is none.
 */
export async function showLedgerPage(call: Caller, value: string): Promise<Answer> {
  const wanted = parseLedgerValue(value);
  if (wanted === null)
    throw new UserError(`This ledger is too old. Type \`${slash.ticket} sla\` and the number again.`);
  const explanation = await explainClock(call.kit.desk, await call.actor(), wanted.number);
  const rendered =
    wanted.view === 'short' ? ledgerMessage(explanation) : ledgerTable(explanation, wanted.view, wanted.page);
  return { rendered, isReplacement: true };
}
