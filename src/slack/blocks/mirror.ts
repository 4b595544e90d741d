/** A requester's public comment, copied into the triage thread. */

import type { CommentView } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { commentMessage } from './comment-body.js';

/** `mentions` is the assignee, where the ticket waited for this. */
export function mirror({
  comment,
  mentions,
}: {
  comment: CommentView;
  mentions: readonly string[];
}): RenderedMessage {
  return commentMessage({ comment, role: comment.isAuthorAgent ? '(agent)' : '(requester)', mentions });
}
