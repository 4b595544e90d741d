/** A comment as it is copied to another place: who wrote it, what, and which files. */

import { defuse, truncate, truncateMrkdwn, userMention } from '../../domain/mrkdwn.js';
import type { CommentView } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { type Block, context, link, longText, message, safeName } from './pieces.js';

/** Names in one line; more are counted. */
const FILES_SHOWN_MAX = 10;
const FILE_NAME_SHOWN_MAX = 40;
/** Slack refuses a message whose blocks hold some 13,000 characters (`msg_blocks_too_long`; how many exactly it does not say). */
const FILES_TEXT_MAX = 1_000;

export type CommentFrame = {
  comment: CommentView;
  /** What stands after the name: "(requester)". */
  role: string;
  mentions?: readonly string[];
  /** Goes under the text. */
  after?: Block[];
};

export function commentMessage({ comment, role, mentions = [], after = [] }: CommentFrame): RenderedMessage {
  const name = safeName(comment.author);
  const edited = comment.editedAt === null ? '' : ' (edited)';
  const head = [...mentions.map(userMention), `*${name}*`, role].filter((part) => part !== '').join(' ');
  const body = comment.isDeleted ? '_withdrawn_' : defuse(comment.content.trim());
  const text = `${head}${edited}: ${body}`;
  return message(`${name}: ${body}`, [...longText(text), ...files(comment), ...after]);
}

function files({ files: list, isDeleted }: CommentView): Block[] {
  if (list.length === 0 || isDeleted) return [];
  const shown = list
    .slice(0, FILES_SHOWN_MAX)
    .map((file) => link(file.urlPrivate, truncate(file.name, FILE_NAME_SHOWN_MAX) || 'a file'));
  const rest = list.length - shown.length;
  const text = `Files: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return [context(truncateMrkdwn(text, FILES_TEXT_MAX))];
}
