/** The same commands after a mention of the bot, because Slack has no slash commands inside threads. */

import { slash } from '../../domain/command-names.js';
import type { Actor } from '../../domain/permissions.js';
import { ticketOfThread } from '../../services/threads/ticket-of-thread.js';
import { createTicketButton } from '../blocks/create-ticket-button.js';
import { type Answer, answer, type Caller } from '../kit.js';
import { commandToBot } from './grammar.js';
import { usageAnswer } from './help.js';
import { runTicketCommand } from './run-ticket-command.js';

export type Mention = {
  slackChannelId: string;
  ts: string;
  threadTs: string | null;
  text: string;
};

/**
 * Null where the message is nothing for the bot: it mentions it somewhere in a sentence. In a ticket's thread the number can be left out; a
 * text there that does not parse stays a comment, and its author is told how the command goes.
 */
export async function mentionCommand(call: Caller, mention: Mention): Promise<Answer> {
  const { kit } = call;
  const { slackChannelId, ts, threadTs, text } = mention;
  const thread =
    threadTs === null ? null : await ticketOfThread(kit.desk, await call.actor(), slackChannelId, threadTs);
  const context = thread === null ? {} : { defaultTicket: thread.ticketNumber };
  const parsed = commandToBot(text, kit.bot.userId, context);
  if (parsed === null) return null;
  if (!parsed.ok) {
    return thread === null ? hint(await call.actor()) : usageAnswer(slash.bot, parsed.error, KEPT);
  }
  const ticketCall = {
    ...call,
    triggerId: null,
    slackChannelId,
    threadTs,
    sourceKey: `mention:${slackChannelId}:${ts}`,
    // Whoever is in a linked thread's conversation has read it too, agent or not.
    isReadByOthers: thread?.role !== 'triage',
  };
  return runTicketCommand(ticketCall, parsed.command);
}

const KEPT = 'What you wrote is kept as a comment.';

/** Slack has no commands of ours for people of other organizations. */
const hint = ({ isExternal }: Pick<Actor, 'isExternal'>) => {
  const more = isExternal
    ? 'In a thread under your own message, mention me with `ticket` and I make a ticket of it. What you write there afterwards reaches the agents.'
    : `In a thread, mention me with \`ticket\` and I make a ticket of it. \`${slash.ticket} help\` shows what else I can do.`;
  return answer(createTicketButton(`${more} Or start here:`, ''));
};
