/** An internal comment made with a command, shown to the agents. */

import type { CommentView } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { commentMessage } from './comment-body.js';

export function note({ comment }: { comment: CommentView }): RenderedMessage {
  return commentMessage({ comment, role: '(note, only agents see it)' });
}
