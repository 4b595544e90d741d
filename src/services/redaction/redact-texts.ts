/** An agent takes words out of a ticket for good: of comments, or of the ticket itself. */
import { type Actor, internalReach } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import { readableOf } from '../comments/readable-comments.js';
import type { Desk } from '../desk.js';
import { recordAudit } from '../record-audit.js';
import { actOnTicket, type TicketWork } from '../tickets/act-on-ticket.js';
import { factsFor } from '../tickets/locked-ticket.js';
import { type BlankedComment, blankComments } from './blank-comments.js';
import { BLANK_PART, type TicketPart } from './blank-ticket.js';
import { takeOutLeft } from './take-out-left.js';

export type RedactedParts = {
  parts?: readonly TicketPart[];
  commentIds?: readonly number[];
};

/** More at once is no slip of the hand any more. */
export const REDACTED_MAX = 50;

/** A message of a person, which the bot cannot delete: its author or an admin of the workspace has to. */
export type StandingMessage = { slackChannelId: string; messageTs: string };

export type Redacted = { count: number; standing: readonly StandingMessage[] };

export type RedactionPreview = {
  title: string;
  comments: number;
  standing: readonly StandingMessage[];
  /** What is taken out of the description stands in the title too. */
  isTitleInDescription: boolean;
};

type Comment = BlankedComment & { commentType: 'public' | 'internal'; redactedAt: Date | null };

/**
 * Cannot be undone. What was redacted before is left as it is, so that twice is once. @throws UserError where the actor may not, nothing is
 * named, or a comment is not of this ticket.
 */
export async function redactTexts(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  parts: RedactedParts,
): Promise<Redacted> {
  return actOnTicket(desk, actor, ticketNumber, 'redact', async (work) => {
    const { chosen, named } = await readChoice(work, actor, parts);
    const count = await redactIn(work, actor, chosen, named);
    return { count, standing: await standingMessages(work, chosen, named.includes('description')) };
  });
}

/** Inside an act on the ticket that has been permitted already. `ofUserId` as in `BLANK_PART`. Returns how much there was left to redact. */
export async function redactIn(
  work: TicketWork,
  actor: Actor,
  comments: readonly Comment[],
  parts: readonly TicketPart[],
  ofUserId?: number,
): Promise<number> {
  const fresh = comments.filter(({ redactedAt }) => redactedAt === null);
  await blankComments(work.tx, fresh, work.now);
  await takeOutLeft(work, fresh);
  for (const comment of fresh) recordComment(work, actor, comment);
  const blanked: TicketPart[] = [];
  for (const part of new Set(parts)) if (await BLANK_PART[part](work, ofUserId)) blanked.push(part);
  for (const part of blanked) recordPart(work, actor, part);
  const count = fresh.length + blanked.length;
  if (count > 0) await audit(work, actor, fresh, blanked);
  return count;
}

/** What `redactTexts` would do, with nothing done yet. */
export async function previewRedaction(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  parts: RedactedParts,
): Promise<RedactionPreview> {
  return actOnTicket(desk, actor, ticketNumber, 'redact', async (work) => {
    const { chosen, named } = await readChoice(work, actor, parts);
    const { title, description } = work.ticket;
    return {
      title,
      comments: chosen.filter(({ redactedAt }) => redactedAt === null).length,
      standing: await standingMessages(work, chosen, named.includes('description')),
      isTitleInDescription:
        named.includes('description') && !named.includes('title') && description.includes(title),
    };
  });
}

async function readChoice(
  work: TicketWork,
  actor: Actor,
  { commentIds = [], parts: named = [] }: RedactedParts,
): Promise<{ chosen: Comment[]; named: readonly TicketPart[] }> {
  const chosen = await readChosen(work, actor, commentIds);
  if (named.length + chosen.length > 0) return { chosen, named };
  throw new UserError('Choose what is to be redacted.', { field: 'parts' });
}

/** One that the actor may not read is none of this ticket for them. */
async function readChosen(
  { tx, ticket }: TicketWork,
  actor: Actor,
  commentIds: readonly number[],
): Promise<Comment[]> {
  const ids = [...new Set(commentIds)];
  if (ids.length > REDACTED_MAX) {
    throw new UserError(`Choose ${REDACTED_MAX} at most at once.`, { field: 'parts' });
  }
  const rows = await tx.comment.findMany({
    where: {
      ...{ id: { in: ids }, ticketId: ticket.id },
      AND: readableOf(internalReach(actor, factsFor(actor, ticket))),
    },
    orderBy: { id: 'asc' },
    select: { id: true, channelId: true, messageTs: true, commentType: true, redactedAt: true },
  });
  if (rows.length < ids.length)
    throw new UserError('That comment is not of this ticket.', { field: 'parts' });
  return rows;
}

function recordComment(work: TicketWork, actor: Actor, { id, commentType }: Comment): void {
  work.record(
    {
      action: 'redacted',
      newValue: { commentId: id },
      visibility: commentType,
      occurredAt: work.now,
      sourceKey: `redacted:comment:${id}`,
    },
    actor.userId,
  );
}

/** How it was known when it began, and why admins opened it, is for agents. */
function recordPart(work: TicketWork, actor: Actor, part: TicketPart): void {
  const visibility = part === 'title' || part === 'description' ? 'public' : 'internal';
  work.record({ action: 'redacted', newValue: { part }, visibility, occurredAt: work.now }, actor.userId);
}

async function audit(
  { tx, ticket, now }: TicketWork,
  actor: Actor,
  comments: readonly Comment[],
  parts: readonly TicketPart[],
): Promise<void> {
  const subject = {
    ticketId: ticket.id,
    commentIds: comments.map(({ id }) => id),
    parts,
  };
  await recordAudit(tx, { actorId: actor.userId, action: 'texts_redacted', subject, now });
}

/** Messages of the bot are seen to by the outbox; those of people stand until a person deletes them. */
async function standingMessages(
  { tx, ticket }: TicketWork,
  comments: readonly Comment[],
  isDescription: boolean,
): Promise<StandingMessage[]> {
  const roots = isDescription
    ? await tx.ticketThread.findMany({
        where: { ticketId: ticket.id, isRootDescription: true },
        select: { channelId: true, threadTs: true },
      })
    : [];
  const live = await tx.comment.findMany({
    where: { id: { in: comments.map(({ id }) => id) }, messageTs: { not: null }, deletedAt: null },
    orderBy: { id: 'asc' },
    select: { channelId: true, messageTs: true },
  });
  const places = [...roots.map(({ channelId, threadTs }) => ({ channelId, messageTs: threadTs })), ...live];
  const channelIds = places.flatMap(({ channelId }) => channelId ?? []);
  const channels = await tx.channel.findMany({
    where: { id: { in: channelIds } },
    select: { id: true, slackChannelId: true },
  });
  const slackIds = new Map(channels.map(({ id, slackChannelId }) => [id, slackChannelId]));
  return places.flatMap(({ channelId, messageTs }) => {
    const slackChannelId = channelId === null ? undefined : slackIds.get(channelId);
    return slackChannelId === undefined || messageTs === null ? [] : [{ slackChannelId, messageTs }];
  });
}
