/** What a comment in a ticket's thread does to the ticket besides being kept. */

import { isOnlyThanks } from './thanks.js';
import type { LifecycleEvent, TicketStatus } from './ticket-status.js';
import type { CommentType } from './visibility.js';

export type CommentedTicket = {
  status: TicketStatus;
  /** When the last change of the status took effect. */
  statusChangedAt: Date;
  reporterId: number;
  firstRespondedAt: Date | null;
  clockStartedAt: Date;
};

export type CommentAuthor = {
  userId: number;
  /** Of the ticket's project. */
  isAgent: boolean;
  isBot: boolean;
};

export type WrittenComment = {
  type: CommentType;
  /** The message's own Slack time. */
  at: Date;
  /** mrkdwn; empty beside a file. */
  text: string;
  /** Begins with a mention of the bot: a command that went wrong, said to nobody else. */
  isToBot?: boolean;
};

export type ReplyEffects = {
  isFirstResponse: boolean;
  /** Set exactly when it is the first response: its time, never before the clock's start. */
  firstRespondedAt: Date | null;
  /** To be put through `transition`, taking effect at the comment's time; null when the status stays. */
  event: LifecycleEvent | null;
  /** The ticket is closed, and somebody has more to say than thanks. */
  offerNewTicket: boolean;
};

const NOTHING: ReplyEffects = {
  isFirstResponse: false,
  firstRespondedAt: null,
  event: null,
  offerNewTicket: false,
};

/**
 * The effects of one comment, from the ticket as it is now. Bots, internal comments and mistyped commands have none. On their own ticket an agent is
 * a requester: their comment is no response, and it answers what the ticket waits for. A comment written before the last change
 * would undo what it could not know of, so it changes no status; as a first response it still counts, with its own time.
 */
export function effectsOfComment(input: {
  ticket: CommentedTicket;
  author: CommentAuthor;
  comment: WrittenComment;
}): ReplyEffects {
  const { ticket, author, comment } = input;
  if (author.isBot || comment.type === 'internal' || comment.isToBot === true) return NOTHING;
  const isAgentAnswering = author.isAgent && author.userId !== ticket.reporterId;
  return isAgentAnswering ? effectsOfAnswer(ticket, comment) : effectsOfRequest(ticket, comment);
}

/** Accepting a new ticket undoes nothing, so an answer imported from before the ticket was made accepts it too. */
function effectsOfAnswer(ticket: CommentedTicket, comment: WrittenComment): ReplyEffects {
  const respondedAt = new Date(Math.max(comment.at.getTime(), ticket.clockStartedAt.getTime()));
  const isFirstResponse = ticket.firstRespondedAt === null || respondedAt < ticket.firstRespondedAt;
  return {
    isFirstResponse,
    firstRespondedAt: isFirstResponse ? respondedAt : null,
    event: ticket.status === 'new' ? 'agent_reply' : null,
    offerNewTicket: false,
  };
}

function effectsOfRequest(ticket: CommentedTicket, comment: WrittenComment): ReplyEffects {
  if (comment.at < ticket.statusChangedAt) return NOTHING;
  if (ticket.status === 'waiting') return { ...NOTHING, event: 'resume' };
  if (ticket.status === 'resolved' && !isOnlyThanks(comment.text)) return { ...NOTHING, event: 'reopen' };
  if (ticket.status === 'closed' && !isOnlyThanks(comment.text)) return { ...NOTHING, offerNewTicket: true };
  return NOTHING;
}
