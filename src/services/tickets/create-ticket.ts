/** Opens a ticket: the row, its number, its clock, where it is talked about and the cards that tell of it. */
import type { Prisma } from '../../database/generated/client.js';
import { inTransaction, isUniqueViolation, type Tx } from '../../database/transaction.js';
import { type IssueType, issueTypesFor } from '../../domain/issue-type.js';
import { type Actor, actsAsAgent } from '../../domain/permissions.js';
import { type Priority, prioritiesFor } from '../../domain/priority.js';
import { storableText } from '../../domain/storable-text.js';
import { formatTicketNumber } from '../../domain/ticket-number.js';
import { isTalkChannel } from '../../domain/visibility.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import { recordChanges } from '../record-changes.js';
import { currentPolicyId } from '../sla/load-policy.js';
import { refoldClock } from '../sla/refold-clock.js';
import { checkDescription, checkTitle } from './check-texts.js';
import { confidentialTalk } from './confidential-talk.js';
import { firstPosts } from './first-posts.js';
import { followedTicket, linkFollowUp } from './link-follow-up.js';
import { lockTicket } from './locked-ticket.js';
import { requireAssignable } from './require-assignable.js';
import type { TalkPlace } from './talk-place.js';

export type NewTicket = {
  /** The view or the message it is made from: one of them makes one ticket. */
  sourceKey: string;
  projectId: number;
  reporterId: number;
  /** The reporter wrote the message it is made from, and was not chosen. */
  isReporterAuthor?: boolean;
  title: string;
  description: string;
  issueType: IssueType;
  priority: Priority;
  assigneeId?: number | null;
  tags?: readonly string[];
  /** Number of the ticket that it follows up; linked if the actor may see that one. */
  followUpOf?: string;
  talk: TalkPlace;
  /** Asked for. It is in any case where the project, or the ticket that this one follows up, wants it so. */
  isConfidential?: boolean;
  /** Where the clock starts, if that was before now: at the reporter's own message. */
  startedAt?: Date;
};

export type CreatedTicket = {
  ticketId: number;
  ticketNumber: string;
  isNew: boolean;
  isConfidential: boolean;
  talk: Pick<TalkPlace, 'kind'>;
};

/** Width of `ticket_tags.tag`. */
const TAG_MAX = 50;
const TAGS_MAX = 20;

/**
 * One ticket per `sourceKey`, and at most one per thread: asked again, also at the same moment, it returns the first with
 * `isNew` false. Whoever may talk to the desk may open a ticket; what only agents may set is refused with a `UserError`.
 */
export async function createTicket(desk: Desk, actor: Actor, input: NewTicket): Promise<CreatedTicket> {
  const title = checkTitle(input.title);
  const description = checkDescription(input.description);
  requireAllowed(actor, input);
  const followed = await followedTicket(desk, actor, input.followUpOf);
  try {
    return await inTransaction(desk.database, async (tx) => {
      const earlier = await findEarlier(tx, input);
      if (earlier !== null) return { ...earlier, isNew: false };
      return insertTicket(
        tx,
        desk,
        actor,
        await settled(tx, actor, { ...input, title, description }, followed),
      );
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const winner = await findEarlier(desk.database.prisma, input);
    if (winner === null) throw error;
    return { ...winner, isNew: false };
  }
}

type Followed = Awaited<ReturnType<typeof followedTicket>>;
type SettledTicket = NewTicket & { isConfidential: boolean; followedId: number | null };

/** What its project and the ticket before it say of a new ticket. A title was copied from that one. */
async function settled(tx: Tx, actor: Actor, input: NewTicket, followed: Followed): Promise<SettledTicket> {
  const { projectId, reporterId, talk } = input;
  const { confidentialByDefault } = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { confidentialByDefault: true },
  });
  const isConfidential =
    input.isConfidential === true || confidentialByDefault || followed?.confidential === true;
  return {
    ...input,
    isConfidential,
    followedId: followed?.id ?? null,
    talk: isConfidential ? await confidentialTalk(tx, talk, reporterId === actor.userId) : talk,
  };
}

function requireAllowed(actor: Actor, input: NewTicket): void {
  if (actor.isDeactivated) throw new UserError('Your account is deactivated, so it cannot open tickets.');
  const isAgent = actsAsAgent(actor, input.projectId);
  if (!prioritiesFor({ isAgent }).includes(input.priority)) {
    throw new UserError('Only agents set the priority to critical. Choose High: the agents see it at once.', {
      field: 'priority',
    });
  }
  if (!issueTypesFor({ isAgent }).includes(input.issueType)) {
    throw new UserError('Only agents use this type. Choose incident or request.', { field: 'issue_type' });
  }
  if (!isAgent && (input.assigneeId != null || tagsOf(input).length > 0)) {
    throw new UserError('Only agents of this project assign and tag its tickets. Leave that to them.', {
      field: input.assigneeId != null ? 'assignee' : 'tags',
    });
  }
  if (input.reporterId === actor.userId) return;
  if (actor.isGuest || actor.isExternal) {
    throw new UserError('Guests and people from other organizations open tickets for themselves only.');
  }
  if (!isAgent && input.isReporterAuthor !== true) {
    throw new UserError('Only agents of this project open tickets for others.', { field: 'reporter' });
  }
}

async function findEarlier(
  db: Tx,
  { sourceKey, talk }: NewTicket,
): Promise<Omit<CreatedTicket, 'isNew'> | null> {
  const select = { id: true, ticketNumber: true, confidential: true } as const;
  const found = ({ id, ticketNumber, confidential }: Prisma.TicketGetPayload<{ select: typeof select }>) => ({
    ...{ ticketId: id, ticketNumber, isConfidential: confidential },
    talk: { kind: confidential ? ('direct' as const) : talk.kind },
  });
  const ticket = await db.ticket.findUnique({ where: { sourceKey }, select });
  if (ticket !== null) return found(ticket);
  if (talk.kind !== 'thread' && talk.kind !== 'linked') return null;
  const { channelId, threadTs } = talk;
  const thread = await db.ticketThread.findUnique({
    where: { channelId_threadTs: { channelId, threadTs } },
    select: { ticket: { select } },
  });
  return thread === null ? null : found(thread.ticket);
}

async function insertTicket(tx: Tx, desk: Desk, actor: Actor, input: SettledTicket): Promise<CreatedTicket> {
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
  if (input.followedId !== null) {
    await linkFollowUp(tx, { actorId: actor.userId, ticketId: ticket.id, followedId: input.followedId }, now);
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
  throw new UserError('The conversation cannot be there. Choose direct messages.', { field: 'talk' });
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

function tagsOf({ tags = [] }: NewTicket): string[] {
  const kept = tags
    .map((tag) => storableText(tag).trim().toLowerCase())
    .filter((tag) => tag !== '' && tag.length <= TAG_MAX);
  return [...new Set(kept)].slice(0, TAGS_MAX);
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
