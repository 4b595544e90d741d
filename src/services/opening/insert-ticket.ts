/** Writes a new ticket: the row, its number, its first entry, its clock, and the posts that tell of it. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import { formatTicketNumber } from '../../domain/ticket-number.js';
import { isTalkChannel } from '../../domain/visibility.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import { recordChanges } from '../record-changes.js';
import { currentPolicyId } from '../sla/load-policy.js';
import { refoldClock } from '../sla/refold-clock.js';
import { lockTicket } from '../tickets/locked-ticket.js';
import { requireAssignable } from '../tickets/require-assignable.js';
import { firstPosts } from './first-posts.js';
import { linkPredecessor } from './link-predecessor.js';
import { type NewTicket, tagsOf } from './new-ticket.js';
import type { TalkPlace } from './talk-place.js';

export type CreatedTicket = {
  ticketId: number;
  ticketNumber: string;
  isNew: boolean;
  isConfidential: boolean;
  talk: Pick<TalkPlace, 'kind'>;
};

/** What its project and its predecessor have made of it. */
export type SettledTicket = NewTicket & { isConfidential: boolean; predecessorId: number | null };

/** Once per source key and thread: the second violates a unique key. */
export async function insertTicket(
  tx: Tx,
  desk: Desk,
  actor: Actor,
  input: SettledTicket,
): Promise<CreatedTicket> {
  const now = desk.clock.now();
  const { isConfidential } = input;
  if (input.assigneeId != null) await requireAssignable(tx, input.assigneeId, input);
  if (input.talk.kind === 'channel') await requireTalkChannel(tx, input.talk.channelId);
  const slaPolicyId = await currentPolicyId(tx, input.projectId);
  const project = await tx.project.update({
    where: { id: input.projectId },
    data: { ticketCounter: { increment: 1 } },
    select: { key: true, ticketCounter: true },
  });
  const ticketNumber = formatTicketNumber({ projectKey: project.key, count: project.ticketCounter });
  const status = input.assigneeId == null ? 'new' : 'open';
  const ticket = await tx.ticket.create({
    data: {
      ...columnsOf(input, ticketNumber, now),
      status,
      slaPolicyId,
    },
    select: { id: true },
  });
  await recordCreation(tx, ticket.id, actor.userId, { ...input, status, slaPolicyId }, now);
  await openGivenThread(tx, ticket.id, input.talk, now);
  await enqueuePosts(tx, await firstPosts(tx, desk, ticket.id, actor, input), now);
  if (input.predecessorId !== null) {
    await linkPredecessor(
      tx,
      { actorId: actor.userId, ticketId: ticket.id, predecessorId: input.predecessorId },
      now,
    );
  }
  await foldFirstClock(tx, desk, ticket.id, now);
  desk.log.info({ ticketNumber, talk: input.talk.kind }, 'ticket created');
  const isSilent = input.talk.kind === 'linked' && input.talk.isSilent === true;
  const talk = { kind: isSilent ? ('direct' as const) : input.talk.kind };
  return { ticketId: ticket.id, ticketNumber, isNew: true, isConfidential, talk };
}

/** What was open when the form was filled in may not be any more. */
async function requireTalkChannel(tx: Tx, channelId: number): Promise<void> {
  const channel = await tx.channel.findUniqueOrThrow({ where: { id: channelId } });
  if (channel.isBotMember && isTalkChannel(channel)) return;
  throw noTalkThere();
}

/** The same for every place that cannot be: nothing is said about one that somebody may not know of. */
export function noTalkThere(): UserError {
  return new UserError('The conversation cannot be there. Choose direct messages.', { field: 'talk' });
}

function columnsOf(input: SettledTicket, ticketNumber: string, now: Date): Prisma.TicketUncheckedCreateInput {
  return {
    ticketNumber,
    title: input.title,
    description: input.description,
    issueType: input.issueType,
    priority: input.priority,
    reporterId: input.reporterId,
    projectId: input.projectId,
    assigneeId: input.assigneeId ?? null,
    confidential: input.isConfidential,
    tags: { create: tagsOf(input).map((tag) => ({ tag })) },
    sourceKey: input.sourceKey,
    createdAt: now,
    updatedAt: now,
    statusChangedAt: now,
    clockStartedAt: input.startedAt ?? now,
  };
}

async function recordCreation(
  tx: Tx,
  ticketId: number,
  actorId: number,
  created: SettledTicket & { status: string; slaPolicyId: number },
  now: Date,
): Promise<void> {
  const { status, priority, issueType, projectId, reporterId, slaPolicyId } = created;
  const assigneeId = created.assigneeId ?? null;
  const startedAt = created.startedAt?.toISOString();
  const newValue = {
    ...{ status, priority, issueType, projectId, reporterId, assigneeId },
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(created.isConfidential ? { confidential: true } : {}),
  };
  await recordChanges(
    tx,
    ticketId,
    actorId,
    [{ action: 'created', newValue, occurredAt: now, slaPolicyId }],
    now,
  );
}

async function openGivenThread(tx: Tx, ticketId: number, talk: TalkPlace, now: Date): Promise<void> {
  if (talk.kind !== 'thread' && talk.kind !== 'linked') return;
  const isImported = talk.kind === 'thread' || talk.includeEarlier;
  await tx.ticketThread.create({
    data: {
      ticketId,
      channelId: talk.channelId,
      threadTs: talk.threadTs,
      role: talk.kind === 'thread' ? 'origin' : 'linked',
      isRootDescription: talk.isRootDescription === true,
      importAfterTs: isImported ? '0.000000' : null,
      createdAt: now,
    },
  });
}

async function foldFirstClock(tx: Tx, desk: Desk, ticketId: number, now: Date): Promise<void> {
  const ticket = await lockTicket(tx, { ticketId });
  if (ticket === null) return;
  await tx.ticket.update({
    where: { id: ticketId },
    data: await refoldClock(tx, desk, ticket, now, 'same'),
    select: { id: true },
  });
}
