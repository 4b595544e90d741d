/** What copies of comments show. */
import { z } from 'zod';
import type { Prisma } from '../../../database/generated/client.js';
import { isAgentOf } from '../../../domain/permissions.js';
import type { CommentView, PostContent } from '../../../domain/post-content.js';
import { REDACTED } from '../../../domain/redacted.js';
import { actorSelect, toActor } from '../../users/actor-row.js';
import { nameMentions } from '../../users/name-mentions.js';
import { personSelect, toPerson } from '../../users/person-row.js';
import {
  type Loader,
  type Loaders,
  onTicket,
  quietOf,
  slackIdOf,
  type TicketLoading,
} from './post-loader.js';

const mirrorPayload = z.object({ wasWaiting: z.boolean().default(false) });

export const COMMENT_POSTS = {
  mirror: onPublicComment(async ({ db, number, comment, row, post }) => {
    const { wasWaiting } = mirrorPayload.parse(post.payload);
    const isMentioned = wasWaiting && quietOf(post).isQuiet !== true;
    const assignee = isMentioned && row.assigneeId !== null ? await slackIdOf(db, row.assigneeId) : null;
    return { kind: 'mirror', number, comment, mentions: assignee === null ? [] : [assignee] };
  }),
  reply: onPublicComment(async ({ number, comment }) => ({ kind: 'reply', number, comment })),
  reply_receipt: onPublicComment(async ({ number, comment }) => ({ kind: 'reply_receipt', number, comment })),
  // It is for the agents of the project in which it was written, and where the triage thread is by now is the ticket's.
  note: onComment(async ({ number, comment, commentRow, row, post }) => {
    const isElsewhere = post.messageTs === null && commentRow.projectId !== row.projectId;
    return isElsewhere ? null : { kind: 'note', number, comment };
  }),
} as const satisfies Loaders;

type CommentRow = Prisma.CommentGetPayload<{ select: typeof commentSelect }>;
type CommentLoading = TicketLoading & { number: string; comment: CommentView; commentRow: CommentRow };
type CommentLoader = (loading: CommentLoading) => Promise<PostContent | null>;

function onComment(load: CommentLoader): Loader {
  return onTicket(async (loading) => {
    const { db, row, post } = loading;
    if (post.commentId === null) return null;
    const found = await db.comment.findUnique({ where: { id: post.commentId }, select: commentSelect });
    if (found === null || found.deletedAt !== null || found.ticketId !== row.id) return null;
    const content = found.redactedAt === null ? await nameMentions(db, found.content) : REDACTED;
    const comment = toCommentView({ ...found, content });
    return load({ ...loading, number: row.ticketNumber, comment, commentRow: found });
  });
}

/** Internal comments are never copied out, whatever row asks for it. */
function onPublicComment(load: CommentLoader): Loader {
  return onComment(async (loading) => {
    const { commentType, isPending } = loading.commentRow;
    return commentType === 'public' && !isPending ? load(loading) : null;
  });
}

const commentSelect = {
  id: true,
  ticketId: true,
  projectId: true,
  content: true,
  commentType: true,
  isPending: true,
  createdAt: true,
  editedAt: true,
  deletedAt: true,
  redactedAt: true,
  author: {
    select: {
      ...personSelect,
      ...actorSelect,
    },
  },
  attachments: { where: { removedAt: null }, select: { name: true, urlPrivate: true } },
} as const satisfies Prisma.CommentSelect;

function toCommentView(row: CommentRow): CommentView {
  return {
    id: row.id,
    author: toPerson(row.author),
    isAuthorAgent: isAgentOf(toActor(row.author), row.projectId),
    content: row.content,
    createdAt: row.createdAt,
    editedAt: row.editedAt,
    isDeleted: row.deletedAt !== null,
    files: row.redactedAt === null ? row.attachments : [],
  };
}
