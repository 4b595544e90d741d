/** `/ticket began`: when an incident really began, in one line or in a form. */

import { slash } from '../../domain/command-names.js';
import { moveStart } from '../../services/tickets/move-start.js';
import { heading, instant } from '../blocks/ticket-words.js';
import { openBegan } from '../modals/began.js';
import { actAnswer, type TicketVerbHandler, textAnswer } from './ticket-call.js';

export const beganCommand: TicketVerbHandler<'began'> = async (call, { ticket, start }) => {
  if (start === null) {
    if (call.triggerId === null) {
      return textAnswer(
        `A mention cannot open the form. Write the rest behind it: \`${slash.bot} began 2026-03-02 09:15 printer logs say so\`.`,
      );
    }
    await openBegan(call, call.triggerId, ticket);
    return null;
  }
  const { reason, ...when } = start;
  const { sourceKey } = call;
  const result = await moveStart(call.kit.desk, await call.actor(), ticket, { when, reason }, { sourceKey });
  return actAnswer(
    result,
    (card) =>
      `${heading(card)} began ${instant(card.began?.at ?? card.createdAt)}: its time counts from there.`,
  );
};
