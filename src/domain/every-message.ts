/** Decides which messages of a request channel become tickets by themselves, where its project wants every one to. */
import type { IncomingMessage, PostedMessage } from './incoming-message.js';
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

/** A person's own message at the top of a channel, with words or files: what could become a ticket at all. */
export function isFreshMessage(message: IncomingMessage): message is PostedMessage {
  if (message.kind !== 'posted' || message.isMe || message.isBroadcast) return false;
  if (message.threadTs !== null && message.threadTs !== message.ts) return false;
  if (message.channelType === 'im' || message.channelType === 'mpim') return false;
  return /\S/.test(message.text) || message.files.length > 0;
}

/** What was written before the project wanted it is left alone, and so is what only greets or says thanks. */
export function becomesTicket(message: PostedMessage, facts: EveryMessageFacts): boolean {
  if (facts.sinceAt === null || !facts.isRequestChannel) return false;
  if (facts.isAuthorAgent || facts.isCommandToBot) return false;
  if (tsToDate(message.ts) < facts.sinceAt) return false;
  return message.files.length > 0 || !isOnlyPleasantries(message.text);
}
