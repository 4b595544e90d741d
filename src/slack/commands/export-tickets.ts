/** `/ticket export`: the tickets of a list as a file, in the direct messages of whoever asks. */

import { slash } from '../../domain/command-names.js';
import { EXPORT_MAX, exportTickets } from '../../services/finding/export-tickets.js';
import { countWords } from '../blocks/count-words.js';
import { ticketCsv } from '../ticket-csv.js';
import { type TicketVerbHandler, textAnswer } from './ticket-call.js';

export const exportCommand: TicketVerbHandler<'export'> = async (call, { scope, filters, words }) => {
  const { desk, gateway } = call.kit;
  const { tickets, isCut } = await exportTickets(desk, await call.actor(), { scope, filters, words });
  if (tickets.length === 0) {
    return textAnswer(
      `No tickets here to export. \`${slash.ticket} list\` with the same words shows what is meant.`,
    );
  }
  const count = countWords(tickets.length, 'ticket');
  const cut = isCut
    ? ` There are more: a file holds the newest ${EXPORT_MAX.toLocaleString('en')}. Narrow it down, for example with \`project:\`.`
    : '';
  await gateway.uploadFile({
    channel: await desk.directory.openDirect(call.slackUserId),
    filename: `tickets-${desk.clock.now().toISOString().slice(0, 10)}.csv`,
    title: 'Tickets',
    comment: `${count}, as you can see them now.${cut}`,
    content: ticketCsv(tickets),
  });
  return textAnswer(`I put ${count} into a file in your direct messages with me.${cut}`);
};
