/** A `/ticket` command, typed as such or after a mention of the bot: what it may need beside its own words. */

import type { TicketCard } from '../../domain/post-content.js';
import type { ActResult } from '../../services/tickets/act-result.js';
import { message, section, textMessage } from '../blocks/pieces.js';
import { heading, plainHeading, statusWords } from '../blocks/ticket-words.js';
import { type Answer, answer, type Caller } from '../kit.js';
import type { TicketCommand } from './grammar.js';

export type TicketCall = Caller & {
  /** Null after a mention, which can open no modal. */
  triggerId: string | null;
  slackChannelId: string;
  /** The thread of the mention; null where it was in none, and for slash commands. */
  threadTs: string | null;
  /** The same when Slack tells of the same command again. */
  sourceKey: string;
  /** Whether others than agents read what was typed. A slash command is seen by nobody. */
  isReadByOthers: boolean;
};

/** The command of a verb, also where several verbs share one shape. */
export type CommandOf<V extends TicketCommand['verb'], C extends TicketCommand = TicketCommand> = C extends C
  ? [V] extends [C['verb']]
    ? C & { verb: V }
    : never
  : never;
export type TicketVerbHandler<V extends TicketCommand['verb']> = (
  call: TicketCall,
  command: CommandOf<V>,
) => Promise<Answer>;

/** Says how the ticket stands after an act, and where the act changed nothing. */
export function actAnswer({ card, isChanged }: ActResult, did: (card: TicketCard) => string): Answer {
  const words = isChanged ? did(card) : `${heading(card)} stays as it is: that was done already.`;
  return answer(message(isChanged ? plainHeading(card) : words, [section(words)]));
}

/** "*IT-42* VPN down is in progress." */
export function nowIs(card: TicketCard): string {
  return `${heading(card)} is ${statusWords(card).toLowerCase()} now.`;
}

export function textAnswer(text: string): Answer {
  return answer(textMessage(text));
}
