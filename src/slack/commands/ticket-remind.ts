/** `/ticket remind`: a direct message at some moment, to whoever asked for it. */

import { slash } from '../../domain/command-names.js';
import { forgetReminders, remindMe } from '../../services/reminders/remind-me.js';
import { heading, instant } from '../blocks/ticket-words.js';
import { actAnswer, type TicketVerbHandler, textAnswer } from './ticket-call.js';
import { typedWhen } from './typed-when.js';

export const remindCommand: TicketVerbHandler<'remind'> = async (call, { ticket, words }) => {
  const { desk } = call.kit;
  if (words === null) {
    const result = await forgetReminders(desk, await call.actor(), ticket);
    if (!result.isChanged) return textAnswer(`There is no reminder of ${heading(result.card)} to take back.`);
    return actAnswer(result, (card) => `All your reminders of ${heading(card)} are taken back.`);
  }
  const when = await typedWhen(call, words, { topic: 'remind', typed: `remind ${ticket} ${words}` });
  if (!when.ok) return when.answer;
  const { at, rest: text } = when;
  const { sourceKey } = call;
  const result = await remindMe(desk, await call.actor(), ticket, { at, text, sourceKey });
  return actAnswer(
    result,
    (card) =>
      `I will remind you of ${heading(card)} by direct message ${instant(at)}. \`${slash.ticket} remind ${card.number} off\` takes all your reminders of it back.`,
  );
};
