/** `/ticket comment`, `note`, `watch` and `unwatch`. */

import { slash } from '../../domain/command-names.js';
import { escapeText } from '../../domain/mrkdwn.js';
import { UserError } from '../../errors.js';
import { addComment } from '../../services/comments/add-comment.js';
import { watchTicket } from '../../services/tickets/watch-ticket.js';
import { heading } from '../blocks/ticket-words.js';
import { actAnswer, type TicketVerbHandler, textAnswer } from './ticket-call.js';

export const commentCommand: TicketVerbHandler<'comment' | 'note'> = async (call, { verb, ticket, text }) => {
  const isNote = verb === 'note';
  if (isNote && call.isReadByOthers) {
    throw new UserError(
      `This is no place for a note: everyone here has just read this. Delete your message, and type \`${slash.ticket} note\` in the message field of the channel instead: nobody sees that.`,
    );
  }
  const { isNew } = await addComment(call.kit.desk, await call.actor(), ticket, {
    text,
    commentType: isNote ? 'internal' : 'public',
    sourceKey: call.sourceKey,
  });
  const number = `*${escapeText(ticket)}*`;
  if (!isNew) return textAnswer(`You have just said that on ${number}.`);
  return textAnswer(
    isNote
      ? `Noted on ${number}. Only agents can read it.`
      : `Added to ${number}, where its reporter can read it.`,
  );
};

export const watchCommand: TicketVerbHandler<'watch' | 'unwatch'> = async (call, { verb, ticket, who }) => {
  const watch = verb === 'watch';
  const isOther = who.kind === 'user' && who.slackUserId !== call.slackUserId;
  const result = await watchTicket(call.kit.desk, await call.actor(), ticket, {
    watch,
    sourceKey: call.sourceKey,
    ...(isOther ? { slackUserId: who.slackUserId } : {}),
  });
  const subject = isOther ? `<@${who.slackUserId}>` : 'You';
  return actAnswer(result, (card) =>
    watch
      ? `${subject} will be told when ${heading(card)} is resolved, reopened or closed.`
      : `${subject} will be told nothing more about ${heading(card)}.`,
  );
};
