/** Reads what a post shows as it stands now, so that a late message never shows an old state. */
import { z } from 'zod';
import type { Post, Prisma } from '../../database/generated/client.js';
import type { ChannelKind } from '../../database/generated/enums.js';
import type { Tx } from '../../database/transaction.js';
import { actsAsAgent, isAgentOf } from '../../domain/permissions.js';
import type {
  AlertView,
  ClosedCard,
  CommentView,
  Person,
  PostContent,
  TicketCard,
} from '../../domain/post-content.js';
import { isPostKind, type PostKind } from '../../domain/post-kind.js';
import { REDACTED } from '../../domain/redacted.js';
import { LIFECYCLE_EVENTS, STATUSES } from '../../domain/ticket-status.js';
import type { Desk } from '../desk.js';
import { type CardRow, measureRow, readCardRow, toCard } from '../tickets/load-card.js';
import { actorSelect, toActor } from '../users/actor-row.js';
import { nameMentions } from '../users/name-mentions.js';
import { personSelect, toPerson } from '../users/person-row.js';
import { isShownThere } from './confidential-gate.js';
import { loadAlert, loadDigest } from './load-alert-content.js';
import { loadOutage, loadUndelivered } from './load-desk-notice.js';
import { loadDraftPrompt } from './load-draft-prompt.js';
import { loadClosingNotice, loadWaitingReminder } from './load-follow-up.js';

type Place = { kind: ChannelKind };
type Loader = (db: Tx, post: Post, desk: Desk, place: Place) => Promise<PostContent | null>;

/** `place`: the conversation. Null: there is nothing to show there any more, and a message that shows it is to disappear. */
export async function loadPostContent(desk: Desk, post: Post, place: Place): Promise<PostContent | null> {
  if (!isPostKind(post.kind)) {
    desk.log.error({ postId: post.id, kind: post.kind }, 'a post of an unknown kind is left out');
    return null;
  }
  return LOADERS[post.kind](desk.database.prisma, post, desk, place);
}

const LOADERS: Record<PostKind, Loader> = {
  origin_card: onTicket(async (db, row, post, desk) => ({
    kind: 'origin_card',
    isThreadRoot: post.threadTs === null,
    card: toCard(await measureRow(desk, db, row), { isForAgents: false }),
    mentions: [await slackIdOf(db, row.reporterId)].filter((id) => id !== null),
  })),
  triage_card: onTicket(async (db, row, _post, desk) => ({
    kind: 'triage_card',
    card: toCard(await measureRow(desk, db, row), { isForAgents: true }),
  })),
  admin_card: onTicket(
    async (db, row, post, desk) =>
      adminCard(db, row, post, toCard(await measureRow(desk, db, row), { isForAgents: true })),
    async (db, row, post) => {
      const { ticketNumber: number, project } = row;
      const closed = { number, projectKey: project.key, projectName: project.name, isClosed: true } as const;
      return adminCard(db, row, post, closed);
    },
  ),
  mirror: onPublicComment(async (db, { number, comment, row, post }) => {
    const { wasWaiting } = z.object({ wasWaiting: z.boolean().default(false) }).parse(post.payload);
    const assignee = wasWaiting && row.assigneeId !== null ? await slackIdOf(db, row.assigneeId) : null;
    return { kind: 'mirror', number, comment, mentions: assignee === null ? [] : [assignee] };
  }),
  reply: onPublicComment(async (_db, { number, comment }) => ({ kind: 'reply', number, comment })),
  reply_receipt: onPublicComment(async (_db, { number, comment }) => ({
    kind: 'reply_receipt',
    number,
    comment,
  })),
  note: onComment(async (_db, { number, comment }) => ({ kind: 'note', number, comment })),
  assigned: onTicket(async (db, row, post) => {
    const { assigneeId, byUserId } = z
      .object({ assigneeId: z.int(), byUserId: z.int().nullable() })
      .parse(post.payload);
    const assignee = await personOf(db, assigneeId);
    if (assignee === null || row.assigneeId !== assigneeId) return null;
    const by = byUserId === null ? null : await personOf(db, byUserId);
    return { kind: 'assigned', number: row.ticketNumber, title: row.title, assignee, by };
  }),
  status_line: onTicket(async (db, row, post) => {
    const { audience, event, to, byUserId, isByComment, isKept } = statusLine.parse(post.payload);
    if (audience === 'watcher' && !row.watchers.some(({ userId }) => userId === post.userId)) return null;
    const by = byUserId === null ? null : await personOf(db, byUserId);
    const card = toCard(row, { isForAgents: audience === 'triage' });
    return { kind: 'status_line', card, audience, event, to, by, isByComment, isKept };
  }),
  waiting_reminder: onTicket(loadWaitingReminder),
  closing_notice: onTicket(loadClosingNotice),
  at_risk: onAlert((alert) => ({ kind: 'at_risk', alert })),
  breach: onAlert((alert) => ({ kind: 'breach', alert })),
  alert_digest: loadDigest,
  linked_note: onTicket(
    async (db, row, post) => linkedNote(db, post, { number: row.ticketNumber, title: row.title }),
    async (db, _row, post) => linkedNote(db, post, null),
  ),
  confidentiality: onTicket(async (db, row, post) => {
    const { byUserId, leftChannelId, ...told } = confidentiality.parse(post.payload);
    const by = await personOf(db, byUserId);
    const where = { id: leftChannelId ?? 0 };
    const left = leftChannelId === null ? null : await db.channel.findUnique({ where });
    const leftSlackChannelId = left?.slackChannelId ?? null;
    if (by === null) return null;
    return { kind: 'confidentiality', number: row.ticketNumber, ...told, by, leftSlackChannelId };
  }),
  reason_given: onTicket(async (db, row, post) => {
    const { readingId } = z.object({ readingId: z.int() }).parse(post.payload);
    const reading = await db.confidentialReading.findUnique({ where: { id: readingId } });
    const by = reading === null ? null : await personOf(db, reading.userId);
    if (reading === null || by === null) return null;
    const { reason, endsAt } = reading;
    return { kind: 'reason_given', number: row.ticketNumber, by, reason, endsAt };
  }),
  offer_new_ticket: onTicket(async (_db, row, post) =>
    post.commentId === null
      ? null
      : { kind: 'offer_new_ticket', number: row.ticketNumber, title: row.title, commentId: post.commentId },
  ),
  recovered: onTicket(async (_db, row, post) => ({
    kind: 'recovered',
    number: row.ticketNumber,
    ...z.object({ replies: z.int(), edits: z.int(), deletions: z.int() }).parse(post.payload),
  })),
  agent_joined: onProject(async (db, project, post) => {
    const person = await personOf(db, z.object({ userId: z.int() }).parse(post.payload).userId);
    return person === null
      ? null
      : { kind: 'agent_joined', projectKey: project.key, projectName: project.name, person };
  }),
  setup_notice: onProject(async (_db, project) => ({
    kind: 'setup_notice',
    projectId: project.id,
    projectKey: project.key,
    projectName: project.name,
  })),
  draft_prompt: loadDraftPrompt,
  outage: loadOutage,
  undelivered: loadUndelivered,
};

const statusLine = z.object({
  audience: z.enum(['origin', 'triage', 'watcher']),
  event: z.enum(LIFECYCLE_EVENTS),
  to: z.enum(STATUSES),
  byUserId: z.int().nullable(),
  isByComment: z.boolean(),
  isKept: z.boolean().default(false),
});

const confidentiality = z.object({
  audience: z.enum(['origin', 'triage']),
  isConfidential: z.boolean(),
  byUserId: z.int(),
  leftChannelId: z.int().nullable(),
});

type TicketLoader = (db: Tx, row: CardRow, post: Post, desk: Desk) => Promise<PostContent | null>;

/** `closed`: what is shown where the ticket may not be. */
function onTicket(load: TicketLoader, closed: TicketLoader = async () => null): Loader {
  return async (db, post, desk, place) => {
    const row = post.ticketId === null ? null : await readCardRow(db, { id: post.ticketId });
    if (row === null) return null;
    const isShown = await isShownThere(db, row, { post, channelKind: place.kind });
    if (!isShown) return closed(db, row, post, desk);
    return load(db, { ...row, description: await nameMentions(db, row.description) }, post, desk);
  };
}

/** Alerts have words for whoever may know less. */
function onAlert(show: (alert: AlertView) => PostContent): Loader {
  const load: TicketLoader = async (db, row, post) => {
    const alert = await loadAlert(db, row, post);
    return alert === null ? null : show(alert);
  };
  return onTicket(load, load);
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

type CommentPost = { number: string; comment: CommentView; row: CardRow; post: Post };

function onComment(load: (db: Tx, found: CommentPost) => Promise<PostContent | null>): Loader {
  return onTicket(async (db, row, post) => {
    if (post.commentId === null) return null;
    const comment = await db.comment.findUnique({ where: { id: post.commentId }, select: commentSelect });
    if (comment === null || comment.deletedAt !== null || comment.ticketId !== row.id) return null;
    const content = comment.redactedAt === null ? await nameMentions(db, comment.content) : REDACTED;
    const view = toCommentView({ ...comment, content }, row.projectId);
    return load(db, { number: row.ticketNumber, comment: view, row, post });
  });
}

/** Internal comments are never copied out, whatever row asks for it. */
function onPublicComment(load: (db: Tx, found: CommentPost) => Promise<PostContent | null>): Loader {
  return onComment(async (db, found) => {
    const row = await db.comment.findUnique({
      where: { id: found.comment.id },
      select: { commentType: true, isPending: true },
    });
    return row?.commentType === 'public' && !row.isPending ? load(db, found) : null;
  });
}

type ProjectRow = { id: number; key: string; name: string };

function onProject(load: (db: Tx, project: ProjectRow, post: Post) => Promise<PostContent | null>): Loader {
  return async (db, post) => {
    if (post.projectId === null) return null;
    const project = await db.project.findUnique({
      where: { id: post.projectId },
      select: { id: true, key: true, name: true },
    });
    return project === null ? null : load(db, project, post);
  };
}

const commentSelect = {
  id: true,
  ticketId: true,
  content: true,
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

function toCommentView(
  row: Prisma.CommentGetPayload<{ select: typeof commentSelect }>,
  projectId: number,
): CommentView {
  return {
    id: row.id,
    author: toPerson(row.author),
    isAuthorAgent: isAgentOf(toActor(row.author), projectId),
    content: row.content,
    createdAt: row.createdAt,
    editedAt: row.editedAt,
    isDeleted: row.deletedAt !== null,
    files: row.redactedAt === null ? row.attachments : [],
  };
}

/** Whether somebody who was told of a ticket as an agent or an admin still is one: they may have left since. */
async function mayWorkOn(db: Tx, userId: number | null, projectId: number): Promise<boolean> {
  const user =
    userId === null ? null : await db.user.findUnique({ where: { id: userId }, select: actorSelect });
  return user !== null && actsAsAgent(toActor(user), projectId);
}

async function personOf(db: Tx, userId: number): Promise<Person | null> {
  const row = await db.user.findUnique({ where: { id: userId }, select: personSelect });
  return row === null ? null : toPerson(row);
}

async function slackIdOf(db: Tx, userId: number): Promise<string | null> {
  return (await personOf(db, userId))?.slackUserId ?? null;
}
