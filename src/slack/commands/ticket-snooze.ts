/** `/ticket snooze`, and `/ticket hold` with a day: on hold until then. */

import { slash } from '../../domain/command-names.js';
import { changeStatus } from '../../services/tickets/change-status.js';
import { heading, instant } from '../blocks/ticket-words.js';
import { actAnswer, type TicketVerbHandler } from './ticket-call.js';
import { typedWhen } from './typed-when.js';

export const snoozeCommand: TicketVerbHandler<'snooze'> = async (call, { ticket, words, typedVerb }) => {
  const typed = `${typedVerb} ${ticket} until ${words}`;
  const when = await typedWhen(call, words, { topic: typedVerb, typed });
  if (!when.ok) return when.answer;
  const { at: until, rest: text } = when;
  const { sourceKey } = call;
  const actor = await call.actor();
  const result = await changeStatus(call.kit.desk, actor, ticket, 'hold', { until, text, sourceKey });
  return actAnswer(
    result,
    (card) =>
      `${heading(card)} is on hold until ${instant(until)}, and goes on by itself then. \`${slash.ticket} resume ${card.number}\` ends that sooner.`,
  );
};
