/** An agent edits or withdraws an answer that the bot carried for them. */
import { type Actor, can } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { refreshCopies, withdrawCopies } from '../posts/refresh-posts.js';
import { actOnTicket, type TicketWork } from '../tickets/act-on-ticket.js';
import { checkComment } from '../tickets/check-texts.js';
import { readCardRow } from '../tickets/load-card.js';
import { factsFor } from '../tickets/locked-ticket.js';
import { notFound } from '../tickets/require-permission.js';
import { permissionRowOf } from '../tickets/view-ticket.js';

export type CarriedReply = { id: number; ticketNumber: string; content: string };

type ReplyRow = {
  id: number;
  content: string;
  commentType: 'public' | 'internal';
  redactedAt: Date | null;
};

/** The reply with its text, for the edit modal. @throws UserError unless it is the actor's own and still there. */
export async function readOwnReply(desk: Desk, actor: Actor, commentId: number): Promise<CarriedReply> {
  const found = await findReply(desk, actor, commentId);
  return actOnTicket(desk, actor, found.ticketNumber, 'comment_public', async (work) => {
    const reply = await ownReply(work, actor, commentId);
    requireWords(reply);
    return { id: reply.id, ticketNumber: found.ticketNumber, content: reply.content };
  });
}

/** The old text goes to the history, every copy follows. The same text again changes nothing. */
export async function editReply(
  desk: Desk,
  actor: Actor,
  commentId: number,
  text: string,
): Promise<CarriedReply> {
  const content = checkComment(text);
  const { ticketNumber } = await findReply(desk, actor, commentId);
  return actOnTicket(desk, actor, ticketNumber, 'comment_public', async (work) => {
    const reply = await ownReply(work, actor, commentId);
    requireWords(reply);
    if (reply.content === content) return { id: commentId, ticketNumber, content };
    const { tx, now } = work;
    await tx.commentEditHistory.create({
      data: { commentId, editedById: actor.userId, previousContent: reply.content, editedAt: now },
    });
    await tx.comment.update({ where: { id: commentId }, data: { content, editedAt: now } });
    await refreshCopies(tx, [commentId]);
    recordOn(work, actor, 'comment_edited', reply);
    return { id: commentId, ticketNumber, content };
  });
}

/** Takes every copy out of Slack; the row and its text stay. Withdrawn twice is withdrawn once. */
export async function withdrawReply(
  desk: Desk,
  actor: Actor,
  commentId: number,
): Promise<{ ticketNumber: string }> {
  const { ticketNumber } = await findReply(desk, actor, commentId);
  await actOnTicket(desk, actor, ticketNumber, 'comment_public', async (work) => {
    const reply = await ownReply(work, actor, commentId);
    await work.tx.comment.update({ where: { id: commentId }, data: { deletedAt: work.now } });
    await withdrawCopies(work.tx, commentId);
    recordOn(work, actor, 'comment_deleted', reply);
  });
  return { ticketNumber };
}

function requireWords({ redactedAt }: ReplyRow): void {
  if (redactedAt !== null) throw new UserError('This reply was redacted. Send another one instead.');
}

/** The same for a comment that never was and for one of a ticket that this person may not see. */
async function findReply(desk: Desk, actor: Actor, commentId: number): Promise<{ ticketNumber: string }> {
  const { prisma } = desk.database;
  const comment = await prisma.comment.findUnique({ where: { id: commentId }, select: { ticketId: true } });
  const row = comment === null ? null : await readCardRow(prisma, { id: comment.ticketId });
  if (row === null || !can(actor, 'view', factsFor(actor, permissionRowOf(row))))
    throw notFound('that reply');
  return row;
}

async function ownReply({ tx, ticket }: TicketWork, actor: Actor, commentId: number): Promise<ReplyRow> {
  const row = await tx.comment.findFirst({
    where: { id: commentId, ticketId: ticket.id, authorId: actor.userId, channelId: null },
    select: { id: true, content: true, commentType: true, deletedAt: true, redactedAt: true },
  });
  if (row === null) throw new UserError('Only whoever wrote a reply can edit or withdraw it.');
  if (row.deletedAt !== null) throw new UserError('This reply has been withdrawn already.');
  return row;
}

function recordOn(
  work: TicketWork,
  actor: Actor,
  action: 'comment_edited' | 'comment_deleted',
  reply: ReplyRow,
): void {
  const { commentType: visibility, id: commentId } = reply;
  work.record({ action, newValue: { commentId }, visibility, occurredAt: work.now }, actor.userId);
}
