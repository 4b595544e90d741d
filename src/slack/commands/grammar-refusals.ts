/** What is said of a `/ticket` command that does not parse: the nearest one that does. */
import { slash } from '../../domain/command-names.js';
import type { Parsed } from './grammar-reading.js';
import { nearest, plainTextOf, splitFirst } from './grammar-text.js';
import { TICKET_TOPICS, usageLine, usageOf } from './grammar-usage.js';

export function unknownVerb(first: string, typed: string): Parsed<never> {
  const near = nearest(first, TICKET_TOPICS);
  const isClose = near !== null && near.distance <= Math.max(1, Math.floor(near.word.length / 2));
  const topic = isClose ? near.word : 'new';
  const message = `“${plainTextOf(first)}” is no command.${isClose ? ` Did you mean \`${topic}\`?` : ` \`${slash.ticket} help all\` lists them. To ask for help, open a ticket.`}`;
  return { ok: false, error: { message, usage: usageLine(topic), typed } };
}

/** `/ticket IT-42 take` is what many type first. */
export function wrongOrder(number: string, rest: string, typed: string): Parsed<never> {
  const verb = usageOf(splitFirst(rest).first.toLowerCase());
  const message = verb
    ? `The command comes first: \`${slash.ticket} ${verb.topic} ${number} …\`.`
    : `After a number alone nothing can follow: \`${slash.ticket} ${number}\` shows the ticket.`;
  return { ok: false, error: { message, usage: verb?.usage ?? usageLine('show'), typed } };
}

export function notAPerson(rest: string, others: string): string {
  return rest === ''
    ? `Who? Name them with @, or say ${others}.`
    : `“${plainTextOf(rest)}” is nobody Slack knows. Type @ and pick the name from Slack's list, or say ${others}.`;
}
