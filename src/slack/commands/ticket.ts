/** The slash command `/ticket`. */

import { slash } from '../../domain/command-names.js';
import type { CommandHandler } from '../listener.js';
import { parseTicketCommand } from './grammar.js';
import { usageAnswer } from './help.js';
import { runTicketCommand } from './run-ticket-command.js';

export const ticketCommand: CommandHandler = async (call) => {
  const parsed = parseTicketCommand(call.text);
  if (!parsed.ok) return usageAnswer(slash.ticket, parsed.error);
  const ticketCall = {
    ...call,
    threadTs: null,
    sourceKey: `command:${call.triggerId}`,
    isReadByOthers: false,
  };
  return runTicketCommand(ticketCall, parsed.command);
};
