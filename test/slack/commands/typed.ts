/** What is typed after `/ticket`, read, for the tests of the grammar. */
import { parseTicketCommand } from '../../../src/slack/commands/grammar.js';

export const ANA = '<@U0ANA|ana>';
export const LIST = { verb: 'list', scope: 'open', filters: {}, words: [], page: 1 };

export function command(text: string, defaultTicket?: string) {
  const parsed = parseTicketCommand(text, defaultTicket === undefined ? {} : { defaultTicket });
  return parsed.ok ? parsed.command : parsed.error;
}
