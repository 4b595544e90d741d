/** `/ticket help` and what a command that does not parse is answered with. */

import { type CommandWord, slash } from '../../domain/command-names.js';
import { defuse, escapeText, truncateMrkdwn } from '../../domain/mrkdwn.js';
import { message, section, textMessage } from '../blocks/pieces.js';
import { type Answer, answer } from '../kit.js';
import type { CommandError } from './grammar-reading.js';
import { TICKET_USAGE, usageOf } from './grammar-usage.js';
import { agentHelp, outsiderHelp, requesterHelp } from './short-help.js';
import type { TicketVerbHandler } from './ticket-call.js';
import type { Usage } from './usage-row.js';

const TYPED_SHOWN_MAX = 2_000;

export const helpCommand: TicketVerbHandler<'help'> = async (call, { topic }) => {
  const { agentOf, isAdmin, isExternal } = await call.actor();
  if (isExternal) return answer(textMessage(outsiderHelp()));
  if (topic === null) {
    return answer(textMessage(agentOf.size > 0 || isAdmin ? agentHelp() : requesterHelp()));
  }
  const usage = topic === 'all' ? undefined : usageOf(topic);
  return usage === undefined ? usageList('ticket', TICKET_USAGE) : answer(textMessage(topicText(usage)));
};

/** Every command with a line of explanation. */
export function usageList(word: CommandWord, usages: readonly Usage[]): Answer {
  const lines = usages.map(
    ({ usage, description }) => `\`${escapeText(usage)}\`\n${escapeText(description)}`,
  );
  const half = Math.ceil(lines.length / 2);
  const inThreads =
    word === 'ticket' ? " In a ticket's thread mention me instead, and leave the number out." : '';
  const head = `What \`${slash[word]}\` can do.${inThreads}`;
  return answer(
    message(head, [
      section(head),
      section(lines.slice(0, half).join('\n')),
      ...(lines.length > half ? [section(lines.slice(half).join('\n'))] : []),
    ]),
  );
}

/** What was typed is repeated, so that nothing has to be typed again. */
export function usageAnswer(
  command: string,
  { message: text, usage, typed }: CommandError,
  more = '',
): Answer {
  const repeated =
    typed === ''
      ? ''
      : `\nYou typed: \`${command} ${truncateMrkdwn(defuse(typed).replaceAll('`', "'"), TYPED_SHOWN_MAX)}\``;
  const lines = [escapeText(text), `It goes like this: \`${escapeText(usage)}\`${repeated}`, more];
  return answer(textMessage(lines.filter((line) => line !== '').join('\n')));
}

function topicText({ usage, description, example }: Usage): string {
  return `\`${escapeText(usage)}\`\n${escapeText(description)}\nFor example: \`${escapeText(example)}\``;
}
