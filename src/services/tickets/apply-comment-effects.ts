/** Does to the ticket what a comment in its thread does, besides being kept. */
import { isAddressedTo } from '../../domain/addressed-to.js';
import { effectsOfComment, type ReplyEffects } from '../../domain/reply-effects.js';
import type { CommentType } from '../../domain/visibility.js';
import type { TicketWork } from './act-on-ticket.js';
import { applyTransition } from './apply-transition.js';
import { placeInThread } from './place-in-thread.js';

export type CommentCause = {
  commentId: number;
  authorId: number;
  /** Of the ticket's project. */
  isAgent: boolean;
  type: CommentType;
  /** Slack's own time of the message; now for a command. */
  at: Date;
  text: string;
  /** The same act changes the status itself: what is said with it is a response, and changes nothing more. */
  isWithStatus?: boolean;
};

/** The first response, the change of status that the comment causes, the offer of a new ticket. Returns what was decided. */
export function applyCommentEffects(work: TicketWork, cause: CommentCause): ReplyEffects {
  const { ticket } = work;
  const effects = effectsOfComment({
    ticket,
    author: { userId: cause.authorId, isAgent: cause.isAgent, isBot: false },
    comment: {
      type: cause.type,
      at: cause.at,
      text: cause.text,
      isToBot: isAddressedTo(cause.text, work.desk.botUserId),
    },
  });
  if (effects.firstRespondedAt !== null) noteFirstResponse(work, cause, effects.firstRespondedAt);
  if (cause.isWithStatus === true) return effects;
  if (effects.event !== null) {
    applyTransition(work, effects.event, { actorId: cause.authorId, at: cause.at, isByComment: true });
  }
  if (effects.offerNewTicket) offerNewTicket(work, cause.commentId);
  return effects;
}

/** The entry has the answer's own time, though that is before the clock's start: the start may be moved to before it one day. */
function noteFirstResponse(work: TicketWork, cause: CommentCause, respondedAt: Date): void {
  work.patch({ firstRespondedAt: respondedAt });
  work.record(
    {
      action: 'first_response',
      newValue: { commentId: cause.commentId },
      occurredAt: cause.at,
      sourceKey: `first_response:${cause.commentId}`,
    },
    cause.authorId,
  );
}

function offerNewTicket(work: TicketWork, commentId: number): void {
  const place = placeInThread(work.ticket, 'origin');
  if (place === null) return;
  work.post({
    ...place,
    key: `offer:${commentId}`,
    kind: 'offer_new_ticket',
    ticketId: work.ticket.id,
    commentId,
    payload: {},
  });
}
