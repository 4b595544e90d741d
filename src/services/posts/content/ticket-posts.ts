/** What messages about a ticket show: its cards, and the lines that tell of what happened to it. */
import { z } from 'zod';
import type { Post } from '../../../database/generated/client.js';
import type { Tx } from '../../../database/transaction.js';
import { actsAsAgent } from '../../../domain/permissions.js';
import type { ClosedCard, PostContent, TicketCard } from '../../../domain/post-content.js';
import { LIFECYCLE_EVENTS, STATUSES } from '../../../domain/ticket-status.js';
import { type CardRow, linkRow, measureRow, toCard } from '../../tickets/load-card.js';
import { readOriginal } from '../../tickets/ticket-links.js';
import { actorSelect, toActor } from '../../users/actor-row.js';
import { seenWhere } from '../seen-where.js';
import { loadClosingNotice, loadHoldOver, loadWaitingReminder } from './load-follow-up.js';
import { loadReminder } from './load-reminder.js';
import { type Loaders, onTicket, personOf, quietOf, slackIdOf, type TicketLoading } from './post-loader.js';

const statusLine = z.object({
  audience: z.enum(['origin', 'triage', 'watcher']),
  event: z.enum(LIFECYCLE_EVENTS),
  to: z.enum(STATUSES),
  byUserId: z.int().nullable(),
  isByComment: z.boolean(),
  isKept: z.boolean().default(false),
  duplicateOfId: z.int().nullable().default(null),
});

const confidentiality = z.object({
  audience: z.enum(['origin', 'triage']),
  isConfidential: z.boolean(),
  byUserId: z.int(),
  leftChannelId: z.int().nullable(),
});

const moved = z.object({
  ...{ audience: z.enum(['origin', 'triage']), from: z.string(), fromName: z.string(), byUserId: z.int() },
  ...{ hasNotesLeft: z.boolean(), isOpenUnlikeOthers: z.boolean() },
});

const left = z.object({ from: z.string(), to: z.string(), toName: z.string(), byUserId: z.int() });

export const TICKET_POSTS = {
  origin_card: onTicket(async ({ db, row, post, desk }) => ({
    kind: 'origin_card',
    isThreadRoot: post.threadTs === null,
    card: toCard(await measureRow(desk, db, row), { isForAgents: false }),
    mentions: [await slackIdOf(db, row.reporterId)].filter((id) => id !== null),
  })),
  triage_card: onTicket(async ({ db, row, post, desk }) => {
    const linked = await linkRow(db, row, await seenWhere(db, row, post));
    return { kind: 'triage_card', card: toCard(await measureRow(desk, db, linked), { isForAgents: true }) };
  }),
  admin_card: onTicket(
    async ({ db, row, post, desk }) => {
      const linked = await linkRow(db, row, await seenWhere(db, row, post));
      return adminCard(db, row, post, toCard(await measureRow(desk, db, linked), { isForAgents: true }));
    },
    async ({ db, row, post }) => {
      const { ticketNumber: number, project } = row;
      const closed = { number, projectKey: project.key, projectName: project.name, isClosed: true } as const;
      return adminCard(db, row, post, closed);
    },
  ),
  assigned: onTicket(async ({ db, row, post }) => {
    const { assigneeId, byUserId } = z
      .object({ assigneeId: z.int(), byUserId: z.int().nullable() })
      .parse(post.payload);
    const assignee = await personOf(db, assigneeId);
    if (assignee === null || row.assigneeId !== assigneeId) return null;
    const by = byUserId === null ? null : await personOf(db, byUserId);
    const { ticketNumber: number, title } = row;
    return { kind: 'assigned', number, title, assignee, by, ...quietOf(post) };
  }),
  status_line: onTicket(async ({ db, row, post }) => {
    const { byUserId, duplicateOfId, ...told } = statusLine.parse(post.payload);
    const { audience } = told;
    if (audience === 'watcher' && !row.watchers.some(({ userId }) => userId === post.userId)) return null;
    const by = byUserId === null ? null : await personOf(db, byUserId);
    const card = toCard(row, { isForAgents: audience === 'triage' });
    const duplicateOf = await namedOriginal({ db, row, post }, duplicateOfId);
    return { kind: 'status_line', card, ...told, by, ...duplicateOf };
  }),
  waiting_reminder: onTicket(loadWaitingReminder),
  closing_notice: onTicket(loadClosingNotice),
  hold_over: onTicket(loadHoldOver),
  reminder: onTicket(loadReminder),
  made_watcher: onTicket(async ({ db, row, post }) => {
    if (!row.watchers.some(({ userId }) => userId === post.userId)) return null;
    const by = await personOf(db, z.object({ byUserId: z.int() }).parse(post.payload).byUserId);
    return by === null ? null : { kind: 'made_watcher', number: row.ticketNumber, title: row.title, by };
  }),
  linked_note: onTicket(
    async ({ db, row, post }) => linkedNote(db, post, { number: row.ticketNumber, title: row.title }),
    async ({ db, post }) => linkedNote(db, post, null),
  ),
  confidentiality: onTicket(async ({ db, row, post }) => {
    const { byUserId, leftChannelId, ...told } = confidentiality.parse(post.payload);
    const by = await personOf(db, byUserId);
    const where = { id: leftChannelId ?? 0 };
    const left = leftChannelId === null ? null : await db.channel.findUnique({ where });
    const leftSlackChannelId = left?.slackChannelId ?? null;
    if (by === null) return null;
    return { kind: 'confidentiality', number: row.ticketNumber, ...told, by, leftSlackChannelId };
  }),
  moved: onTicket(async ({ db, row, post }) => {
    const { byUserId, ...told } = moved.parse(post.payload);
    const by = await personOf(db, byUserId);
    if (by === null) return null;
    return { kind: 'moved', number: row.ticketNumber, projectName: row.project.name, ...told, by };
  }),
  moved_away: onTicket(movedAway, movedAway),
  reason_given: onTicket(async ({ db, row, post }) => {
    const { readingId } = z.object({ readingId: z.int() }).parse(post.payload);
    const reading = await db.confidentialReading.findUnique({ where: { id: readingId } });
    const by = reading === null ? null : await personOf(db, reading.userId);
    if (reading === null || by === null) return null;
    const { reason, endsAt } = reading;
    return { kind: 'reason_given', number: row.ticketNumber, by, reason, endsAt };
  }),
  offer_new_ticket: onTicket(async ({ row, post }) =>
    post.commentId === null
      ? null
      : { kind: 'offer_new_ticket', number: row.ticketNumber, title: row.title, commentId: post.commentId },
  ),
  recovered: onTicket(async ({ row, post }) => ({
    kind: 'recovered',
    number: row.ticketNumber,
    ...z.object({ replies: z.int(), edits: z.int(), deletions: z.int() }).parse(post.payload),
  })),
} as const satisfies Loaders;

/** Of what it was resolved as a duplicate, where that may be said. */
async function namedOriginal(
  { db, row, post }: Pick<TicketLoading, 'db' | 'row' | 'post'>,
  originalId: number | null,
): Promise<{ duplicateOf?: string }> {
  if (originalId === null) return {};
  const duplicateOf = await readOriginal(db, row.id, originalId, await seenWhere(db, row, post));
  return duplicateOf === null ? {} : { duplicateOf };
}

/** Of the ticket no more than its numbers, as they were: whoever reads it worked it, and it is somebody else's now. */
async function movedAway({ db, post }: TicketLoading): Promise<PostContent | null> {
  const { byUserId, ...told } = left.parse(post.payload);
  const by = await personOf(db, byUserId);
  return by === null ? null : { kind: 'moved_away', ...told, by };
}

async function adminCard(
  db: Tx,
  { projectId }: CardRow,
  { userId }: Post,
  card: TicketCard | ClosedCard,
): Promise<PostContent | null> {
  if (!(await mayWorkOn(db, userId, projectId))) return null;
  const triageChannels = await db.channel.count({ where: { projectId, role: 'triage' } });
  return { kind: 'admin_card', card, projectId, canSetTriage: triageChannels === 0 };
}

async function linkedNote(
  db: Tx,
  { payload }: Post,
  ticket: { number: string; title: string } | null,
): Promise<PostContent | null> {
  const by = await personOf(db, z.object({ byUserId: z.int() }).parse(payload).byUserId);
  return by === null ? null : { kind: 'linked_note', ticket, by };
}

/** Whether somebody who was told of a ticket as an agent or an admin still is one: they may have left since. */
async function mayWorkOn(db: Tx, userId: number | null, projectId: number): Promise<boolean> {
  const user =
    userId === null ? null : await db.user.findUnique({ where: { id: userId }, select: actorSelect });
  return user !== null && actsAsAgent(toActor(user), projectId);
}
