/** Decides which messages of a request channel become tickets by themselves, where its project wants every one to. */
import { type IncomingMessage, isTopMessage, type SaidMessage } from './incoming-message.js';
import { tsToDate } from './slack-ts.js';
import { isOnlyPleasantries } from './thanks.js';

export type EveryMessageFacts = {
  /** Since when the project wants it; null: it does not. */
  readonly sinceAt: Date | null;
  readonly isRequestChannel: boolean;
  /** The author works the project's tickets: what they write there is an answer or an announcement. */
  readonly isAuthorAgent: boolean;
  /** It is for the bot, which answers it by itself. */
  readonly isCommandToBot: boolean;
};

/** What could become a ticket by itself at all: a message at the top of a channel. */
export function isFreshMessage(message: IncomingMessage): message is SaidMessage {
  return isTopMessage(message) && message.channelType !== 'im' && message.channelType !== 'mpim';
}

/** What was written before the project wanted it is left alone, and so is what only greets or says thanks. */
export function becomesTicket(message: SaidMessage, facts: EveryMessageFacts): boolean {
  if (facts.sinceAt === null || !facts.isRequestChannel) return false;
  if (facts.isAuthorAgent || facts.isCommandToBot) return false;
  if (tsToDate(message.ts) < facts.sinceAt) return false;
  return message.files.length > 0 || !isOnlyPleasantries(message.text);
}
