/** A comment that is no message in a thread: typed into a command or a modal, and carried to where it is read. */

import type { Prisma } from '../../database/generated/client.js';
import { mirrorKey } from '../../domain/message-keys.js';
import { type Actor, actsAsAgent, isAgentOf } from '../../domain/permissions.js';
import type { CommentType } from '../../domain/visibility.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { actOnTicket, type TicketWork } from '../tickets/act-on-ticket.js';
import { applyCommentEffects } from '../tickets/apply-comment-effects.js';
import { checkComment } from '../tickets/check-texts.js';
import { placeInThread } from '../tickets/place-in-thread.js';
import { answerFor } from './answer-for.js';
import { carryFiles } from './carry-files.js';
import { isMirrored } from './ingest-decision.js';

export type NewComment = {
  text: string;
  commentType: CommentType;
  /** The view, message or command it was made from: one of them makes one comment. */
  sourceKey: string;
  /** The same act moves the ticket itself. */
  isWithStatus?: boolean;
  /** A message of the actor's own in a thread of the ticket: what they gave there goes along. */
  filesOf?: { slackChannelId: string; ts: string };
};

export type AddedComment = { commentId: number; isNew: boolean };

/**
 * A command that was not answered is typed again: the same words by the same person on the same ticket
 * within this time are one comment.
 */
const REPEAT_WINDOW_MS = 2 * 60_000;

/** @throws UserError where the actor may not comment so, or there is no text. */
export async function addComment(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  comment: NewComment,
): Promise<AddedComment> {
  const action = comment.commentType === 'internal' ? 'comment_internal' : 'comment_public';
  return actOnTicket(desk, actor, ticketNumber, action, (work) => addCommentTo(work, actor, comment));
}

/** As `addComment`, inside an act on the ticket that has been permitted already. */
export async function addCommentTo(
  work: TicketWork,
  actor: Actor,
  comment: NewComment,
): Promise<AddedComment> {
  const given = comment.filesOf === undefined ? null : await ownFiles(work, actor, comment.filesOf);
  const text = checkComment(comment.text, { isWithFiles: given !== null && given.files.length > 0 });
  const earlier = await findEarlier(work, actor, { ...comment, text });
  if (earlier !== null) return { commentId: earlier, isNew: false };
  const { tx, ticket, now } = work;
  const { commentType } = comment;
  const row = await tx.comment.create({
    data: {
      ticketId: ticket.id,
      authorId: actor.userId,
      content: text,
      commentType,
      createdAt: now,
      updatedAt: now,
      sourceKey: comment.sourceKey,
      projectId: ticket.projectId,
    },
    select: { id: true },
  });
  work.record(
    {
      action: 'comment_added',
      newValue: { commentId: row.id },
      visibility: commentType,
      occurredAt: now,
      sourceKey: `comment:${row.id}`,
    },
    actor.userId,
  );
  const isAgent = actsAsAgent(actor, ticket.projectId);
  if (commentType === 'public') carryToReporter(work, row.id);
  if (given !== null) await giveAlong(work, row.id, given);
  const { event } = applyCommentEffects(work, {
    commentId: row.id,
    authorId: actor.userId,
    isAgent: isAgentOf(actor, ticket.projectId),
    type: commentType,
    at: now,
    text,
    isWithStatus: comment.isWithStatus === true,
  });
  carryToAgents(work, row.id, {
    commentType,
    authorId: actor.userId,
    isAgent,
    wasWaiting: event === 'resume',
  });
  return { commentId: row.id, isNew: true };
}

async function findEarlier(
  { tx, ticket, now }: TicketWork,
  actor: Actor,
  comment: NewComment,
): Promise<number | null> {
  const { sourceKey, text, commentType } = comment;
  const isCommand = sourceKey.startsWith('command:');
  const earlier = await tx.comment.findFirst({
    where: isCommand
      ? {
          ticketId: ticket.id,
          authorId: actor.userId,
          content: text,
          commentType,
          channelId: null,
          deletedAt: null,
          createdAt: { gt: new Date(now.getTime() - REPEAT_WINDOW_MS) },
        }
      : { sourceKey },
    select: { id: true, deletedAt: true },
  });
  if (earlier?.deletedAt != null) {
    throw new UserError('You have withdrawn this. Write it again to send it after all.');
  }
  return earlier?.id ?? null;
}

function carryToReporter({ ticket, post }: TicketWork, commentId: number): void {
  const origin = placeInThread(ticket, 'origin');
  if (origin === null) return;
  post({ ...origin, ticketId: ticket.id, commentId, key: `reply:${commentId}`, kind: 'reply' });
}

type Carried = { commentType: CommentType; authorId: number; isAgent: boolean; wasWaiting: boolean };

/** A note as it is; a public comment as a receipt for whoever can edit it, else as a mirror where the project wants them. */
function carryToAgents(
  { ticket, post }: TicketWork,
  commentId: number,
  { commentType, authorId, isAgent, wasWaiting }: Carried,
): void {
  const triage = placeInThread(ticket, 'triage');
  if (triage === null) return;
  const copy = { ...triage, ticketId: ticket.id, commentId };
  if (commentType === 'internal') {
    post({ ...copy, key: `note:${commentId}`, kind: 'note' });
    return;
  }
  if (isAgent) {
    post({ ...copy, key: `receipt:${commentId}`, kind: 'reply_receipt' });
    return;
  }
  const isAuthorReporter = authorId === ticket.reporterId;
  const { mirrorMode } = ticket;
  if (!isMirrored({ commentType, mirrorMode, isAuthorAgent: false, isAuthorReporter })) return;
  post({
    ...copy,
    ...{ key: mirrorKey(commentId), kind: 'mirror' as const },
    ...answerFor(ticket, wasWaiting ? authorId : null),
  });
}

type Given = { channelId: number; files: GivenFile[] };
type GivenFile = Prisma.AttachmentGetPayload<{ select: typeof fileSelect }>;

const fileSelect = {
  slackFileId: true,
  name: true,
  mimeType: true,
  sizeBytes: true,
  urlPrivate: true,
} as const satisfies Prisma.AttachmentSelect;

/** Null where the message is no comment of theirs: then its files are nobody's to send. */
async function ownFiles(
  { tx, ticket }: TicketWork,
  actor: Actor,
  { slackChannelId, ts }: { slackChannelId: string; ts: string },
): Promise<Given | null> {
  const own = { ticketId: ticket.id, authorId: actor.userId, deletedAt: null, redactedAt: null };
  const comment = await tx.comment.findFirst({
    where: { ...own, messageTs: ts, channel: { slackChannelId } },
    select: { id: true, channelId: true },
  });
  if (comment === null || comment.channelId === null) return null;
  const files = await tx.attachment.findMany({
    where: { commentId: comment.id, removedAt: null },
    orderBy: { id: 'asc' },
    select: fileSelect,
  });
  return { channelId: comment.channelId, files };
}

async function giveAlong(work: TicketWork, commentId: number, { channelId, files }: Given): Promise<void> {
  const { tx, ticket, now } = work;
  const of = { ticketId: ticket.id, commentId, createdAt: now };
  await tx.attachment.createMany({ data: files.map((file) => ({ ...file, ...of })) });
  await carryFiles(work, { commentId, channelId }, { to: 'origin' });
}
