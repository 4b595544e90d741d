/** What follows from a comment once its type is decided: its effects on the ticket, and its copy for the agents, files included. */
import { mirrorKey } from '../../domain/message-keys.js';
import { tsToDate } from '../../domain/slack-ts.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';
import { applyCommentEffects } from '../tickets/apply-comment-effects.js';
import { placeInThread } from '../tickets/place-in-thread.js';
import { answerFor } from './answer-for.js';
import { carryFiles } from './carry-files.js';
import { isMirrored } from './ingest-decision.js';
import type { MessageComment } from './ingest-row.js';

export type CommentOrigin = {
  /** Null where the event does not name the author and no comment does. */
  authorId: number | null;
  /** Of the project in which it was written. */
  isAuthorAgent: boolean;
};

/** The text that counts is the oldest known: what was edited later has been said later. */
export async function announceComment(
  work: TicketWork,
  comment: MessageComment,
  { isAuthorAgent }: Pick<CommentOrigin, 'isAuthorAgent'>,
): Promise<void> {
  const { ticket } = work;
  const { commentType, authorId, versions } = comment;
  const { event } = applyCommentEffects(work, {
    commentId: comment.id,
    authorId,
    isAgent: isAuthorAgent,
    type: commentType,
    at: tsToDate(comment.messageTs),
    text: versions.history[0]?.previousContent ?? versions.content,
  });
  const isAuthorReporter = authorId === ticket.reporterId;
  const { mirrorMode } = ticket;
  const triage = placeInThread(ticket, 'triage');
  if (triage === null || comment.deletedAt !== null) return;
  if (!isMirrored({ commentType, mirrorMode, isAuthorAgent, isAuthorReporter })) return;
  work.post({
    ...triage,
    key: mirrorKey(comment.id),
    kind: 'mirror',
    ticketId: ticket.id,
    commentId: comment.id,
    ...answerFor(ticket, event === 'resume' ? authorId : null),
  });
  await carryFiles(work, { commentId: comment.id, channelId: comment.channelId }, { to: 'triage' });
}
