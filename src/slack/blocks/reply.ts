/** A public answer that the bot carries: to the reporter, under the agent's own name, and its receipt for the agents. */

import type { CommentView } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { commentMessage } from './comment-body.js';
import { actions, button, plain } from './pieces.js';

type Carried = { number: string; comment: CommentView };

export function reply({ comment }: Carried): RenderedMessage {
  return commentMessage({ comment, role: comment.isAuthorAgent ? 'from support' : '' });
}

export function replyReceipt({ comment }: Carried): RenderedMessage {
  const value = String(comment.id);
  const controls = actions(`reply:${value}`, [
    button({ actionId: ACTIONS.editReply, text: 'Edit', value }),
    button({
      actionId: ACTIONS.withdrawReply,
      text: 'Withdraw',
      value,
      style: 'danger',
      confirm: {
        title: plain('Withdraw this reply?'),
        text: plain('The reporter may have read it already. It is removed from the conversation.'),
        confirm: plain('Withdraw'),
        deny: plain('Keep it'),
      },
    }),
  ]);
  return commentMessage({ comment, role: 'to the reporter', after: comment.isDeleted ? [] : [controls] });
}
