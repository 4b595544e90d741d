/** What of a ticket still has words, for whoever may take them out. */
import { type Actor, internalReach } from '../../domain/permissions.js';
import { LIVE_CARD_KINDS, type PostKind } from '../../domain/post-kind.js';
import { REDACTED } from '../../domain/redacted.js';
import { findChannel } from '../channels/find-channel.js';
import { readableOf } from '../comments/readable-comments.js';
import type { Desk } from '../desk.js';
import { actOnTicket, type TicketWork } from '../tickets/act-on-ticket.js';
import { factsFor } from '../tickets/locked-ticket.js';
import { nameMentions } from '../users/name-mentions.js';
import { personSelect, toPerson } from '../users/person-row.js';
import type { TicketPart } from './blank-ticket.js';

export type RedactableComment = {
  id: number;
  authorName: string;
  createdAt: Date;
  content: string;
  isInternal: boolean;
  isDeleted: boolean;
  fileCount: number;
};

export type Redactable = {
  number: string;
  title: string;
  description: string;
  parts: readonly TicketPart[];
  /** Newest first. */
  comments: readonly RedactableComment[];
  /** Of all that could be listed, so many are too old. */
  olderCount: number;
};

/** One message in Slack: of a person, or a copy by the bot. */
export type MessageRef = { slackChannelId: string; ts: string };

/** What a menu of Slack can hold without getting slow to open. */
export const COMMENTS_LISTED_MAX = 400;

/** Of comments those that the actor may read. @throws UserError for whoever may not redact. */
export async function listRedactable(desk: Desk, actor: Actor, ticketNumber: string): Promise<Redactable> {
  return actOnTicket(desk, actor, ticketNumber, 'redact', async (work) => {
    const { tx, ticket } = work;
    const reach = internalReach(actor, factsFor(actor, ticket));
    const of = { ticketId: ticket.id, redactedAt: null, AND: readableOf(reach) };
    const rows = await tx.comment.findMany({
      where: of,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: COMMENTS_LISTED_MAX,
      select: {
        id: true,
        content: true,
        createdAt: true,
        commentType: true,
        deletedAt: true,
        author: { select: personSelect },
        _count: { select: { attachments: true } },
      },
    });
    const total = rows.length < COMMENTS_LISTED_MAX ? rows.length : await tx.comment.count({ where: of });
    return {
      number: ticket.ticketNumber,
      title: ticket.title,
      description: await nameMentions(tx, ticket.description),
      parts: await partsOf(work),
      comments: rows.map((row) => ({
        id: row.id,
        authorName: toPerson(row.author).name,
        createdAt: row.createdAt,
        content: row.content,
        isInternal: row.commentType === 'internal',
        isDeleted: row.deletedAt !== null,
        fileCount: row._count.attachments,
      })),
      olderCount: total - rows.length,
    };
  });
}

async function partsOf({ tx, ticket }: TicketWork): Promise<TicketPart[]> {
  const { clockStartReason } = await tx.ticket.findUniqueOrThrow({
    where: { id: ticket.id },
    select: { clockStartReason: true },
  });
  const files = await tx.attachment.count({ where: { ticketId: ticket.id, commentId: null } });
  const reasons = await tx.confidentialReading.count({
    where: { ticketId: ticket.id, reason: { not: REDACTED } },
  });
  const hasDescription = ticket.descriptionRedactedAt === null && (ticket.description !== '' || files > 0);
  return [
    'title',
    ...(hasDescription ? (['description'] as const) : []),
    ...(clockStartReason === null ? [] : (['start_reason'] as const)),
    ...(reasons === 0 ? [] : (['admin_reasons'] as const)),
  ];
}

/** Messages of the bot that say the description; its others hold nothing that could be taken out by them. */
const DESCRIBING = [...LIVE_CARD_KINDS, 'carried_file'] as const satisfies PostKind[];

/**
 * The comment that a message is, or is a copy of; or the description. Null where it is nothing of this ticket that the actor may read: whether it
 * is of another one, or a note for others, is not told. @throws UserError for whoever may not redact.
 */
export async function findRedactable(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  { slackChannelId, ts }: MessageRef,
): Promise<{ commentId: number } | 'description' | null> {
  return actOnTicket(desk, actor, ticketNumber, 'redact', async ({ tx, ticket }) => {
    const channel = await findChannel(tx, slackChannelId);
    if (channel === null) return null;
    const message = { channelId: channel.id, messageTs: ts, ticketId: ticket.id };
    const readable = readableOf(internalReach(actor, factsFor(actor, ticket)));
    const comment = await tx.comment.findFirst({
      where: { ...message, AND: readable },
      select: { id: true },
    });
    if (comment !== null) return { commentId: comment.id };
    const copy = await tx.post.findFirst({
      where: {
        ...message,
        OR: [
          { commentId: { not: null }, comment: readable },
          { commentId: null, kind: { in: [...DESCRIBING] } },
        ],
      },
      select: { commentId: true },
    });
    if (copy !== null) return copy.commentId === null ? 'description' : { commentId: copy.commentId };
    const root = await tx.ticketThread.count({
      where: { channelId: channel.id, threadTs: ts, isRootDescription: true, ticketId: ticket.id },
    });
    return root > 0 ? 'description' : null;
  });
}
