/** `/ticket new`, and `ticket` after a mention, which makes a ticket of a thread. */

import { escapeText } from '../../domain/mrkdwn.js';
import { createTicketFromMessage } from '../../services/opening/create-from-message.js';
import { createTicketButton } from '../blocks/create-ticket-button.js';
import { answer } from '../kit.js';
import { openCreateTicket } from '../modals/open-create-ticket.js';
import { type TicketVerbHandler, textAnswer } from './ticket-call.js';

export const newCommand: TicketVerbHandler<'new'> = async (call, { title }) => {
  if (call.triggerId === null) {
    return answer(createTicketButton('A mention cannot open the form. This button can:', title));
  }
  await openCreateTicket(call, call.triggerId, { title, slackChannelId: call.slackChannelId });
  return null;
};

export const ticketOfThreadCommand: TicketVerbHandler<'ticket'> = async (call) => {
  const { kit, slackChannelId, threadTs } = call;
  if (threadTs === null) {
    return answer(
      createTicketButton(
        'Mention me with `ticket` in a thread, and I make a ticket of it. Or start here:',
        '',
      ),
    );
  }
  const source = { slackChannelId, ts: threadTs };
  const { ticketNumber, isNew, isConfidential } = await createTicketFromMessage(
    kit.desk,
    await call.actor(),
    source,
  );
  const number = `*${escapeText(ticketNumber)}*`;
  if (isNew && isConfidential) {
    return textAnswer(
      `${number} is made, and confidential: the conversation with the reporter is in their direct messages.`,
    );
  }
  return textAnswer(isNew ? `This thread is ${number} now.` : `This thread is ${number} already.`);
};
