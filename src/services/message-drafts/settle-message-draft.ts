/** What becomes of a draft by a click: a ticket, a comment on an open one, or nothing. */
import { lockUserSql } from '../../database/sql/lock-user.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import type { SaidMessage } from '../../domain/incoming-message.js';
import { messageDraftText } from '../../domain/message-draft.js';
import type { Actor } from '../../domain/permissions.js';
import { compareTs, laterTs, tsAfter } from '../../domain/slack-ts.js';
import { UserError } from '../../errors.js';
import { addCommentTo } from '../comments/add-comment.js';
import { carryFiles, copiesOf } from '../comments/carry-files.js';
import { attachFiles } from '../comments/ingest-row.js';
import type { Desk } from '../desk.js';
import { createTicketFromMessage } from '../opening/create-from-message.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import { projectsForModal } from '../projects/projects-for-modal.js';
import { actOnTicket } from '../tickets/act-on-ticket.js';
import { openMessageDraft, promptKey, reminderKey } from './open-message-draft.js';
import {
  type OwnMessageDraft,
  readMessageDraft,
  requireOwnMessageDraft,
  settledAlready,
} from './read-message-draft.js';

export type TicketOfMessageDraft = { ticketNumber: string };

/**
 * One ticket a draft, in the thread of its first message, and settled with it.
 * @throws UserError where it is not the actor's, was settled already, cannot be read, or has no words left.
 */
export async function makeTicketOfMessageDraft(
  desk: Desk,
  actor: Actor,
  draftId: number,
): Promise<TicketOfMessageDraft> {
  const draft = await requireOwnMessageDraft(desk, actor, draftId);
  const messages = await readWords(desk, draft);
  const { choices, preselected } = await projectsForModal(desk, actor);
  const projectId = preselected ?? choices[0]?.id;
  if (projectId === undefined) {
    throw new UserError(`There is no project yet. Ask an admin to make one with \`${slash.project} new\`.`);
  }
  const { ticketNumber } = await createTicketFromMessage(
    desk,
    actor,
    {
      ...{ slackChannelId: draft.slackChannelId, ts: messages[0].ts, projectId },
      ...(messages.length === 1 ? {} : { description: messageDraftText(messages), isJoined: true }),
    },
    async (tx, make) => {
      const open = await requireOpen(tx, draft);
      const created = await make();
      const { ticketId } = created;
      await settle(tx, desk, open, messages, { outcome: 'ticket', ticketId });
      const now = desk.clock.now();
      await attachFiles(tx, { ticketId, commentId: null, now }, filesOf(messages));
      await giveAgents(tx, draft, ticketId, now);
      return created;
    },
  );
  return { ticketNumber };
}

/** Under their card, where there is one: nobody but its author can open the files in these direct messages. */
async function giveAgents(tx: Tx, draft: OwnMessageDraft, ticketId: number, now: Date): Promise<void> {
  const card = await tx.post.findFirst({
    where: { ticketId, kind: 'triage_card', channelId: { not: null } },
    select: { channelId: true },
  });
  if (card === null || card.channelId === null) return;
  const place = { threadRole: 'triage', channelId: card.channelId } as const;
  const given = { ticketId, commentId: null, channelId: draft.channelId };
  await enqueuePosts(tx, await copiesOf(tx, given, { to: 'triage', place }), now);
}

/** One comment a draft. @throws UserError as `makeTicketOfMessageDraft`, and where the actor may not comment on the ticket. */
export async function addMessageDraftToTicket(
  desk: Desk,
  actor: Actor,
  draftId: number,
  ticketNumber: string,
): Promise<TicketOfMessageDraft> {
  const draft = await requireOwnMessageDraft(desk, actor, draftId);
  const messages = await readWords(desk, draft);
  await actOnTicket(desk, actor, ticketNumber, 'comment_public', async (work) => {
    const { tx, now } = work;
    const { id: ticketId } = work.ticket;
    const open = await requireOpen(tx, draft);
    const { commentId } = await addCommentTo(work, actor, {
      ...{ text: messageDraftText(messages), commentType: 'public', sourceKey: `draft:${draft.id}` },
    });
    await settle(tx, desk, open, messages, { outcome: 'comment', ticketId });
    await attachFiles(tx, { ticketId, commentId, now }, filesOf(messages));
    await carryFiles(work, { commentId, channelId: draft.channelId }, { to: 'triage' });
  });
  return { ticketNumber };
}

/** @throws UserError where it is not the actor's, or was settled already. */
export async function dismissMessageDraft(desk: Desk, actor: Actor, draftId: number): Promise<void> {
  const draft = await requireOwnMessageDraft(desk, actor, draftId);
  await inTransaction(desk.database, async (tx) => {
    await settle(tx, desk, await requireOpen(tx, draft), [], { outcome: 'dismissed', ticketId: null });
  });
}

type Words = [SaidMessage, ...SaidMessage[]];

/** Without what has become a ticket of its own meanwhile, where there is more. */
async function readWords(desk: Desk, draft: OwnMessageDraft): Promise<Words> {
  const messages = await readMessageDraft(desk, draft);
  const threads = await desk.database.prisma.ticketThread.findMany({
    where: { channelId: draft.channelId, threadTs: { in: messages.map(({ ts }) => ts) } },
    select: { threadTs: true },
  });
  const tickets = new Set(threads.map(({ threadTs }) => threadTs));
  const rest = messages.filter(({ ts }) => !tickets.has(ts));
  const [first, ...others] = rest.length > 0 ? rest : messages;
  if (first !== undefined) return [first, ...others];
  throw new UserError(
    'You have deleted what you wrote, so there is nothing to make a ticket of. Write again.',
  );
}

const filesOf = (messages: readonly SaidMessage[]) => messages.flatMap(({ files }) => files);

type Outcome = { outcome: 'ticket' | 'comment' | 'dismissed'; ticketId: number | null };

type OpenDraft = OwnMessageDraft & { newestTs: string };

/** Locks it: of two different answers the first is it, and the second does nothing. `newestTs`: of what has been heard by now. */
async function requireOpen(tx: Tx, draft: OwnMessageDraft): Promise<OpenDraft> {
  await tx.$queryRaw(lockUserSql(draft.slackUserId));
  const { lastTs: newestTs, outcome } = await tx.messageDraft.findUniqueOrThrow({ where: { id: draft.id } });
  if (outcome !== null && outcome !== 'lapsed') throw settledAlready();
  return { ...draft, newestTs };
}

/** What was written between reading and settling is the beginning of the next draft. */
async function settle(
  tx: Tx,
  desk: Desk,
  { newestTs, ...draft }: OpenDraft,
  messages: readonly SaidMessage[],
  { outcome, ticketId }: Outcome,
): Promise<void> {
  const now = desk.clock.now();
  // What was heard of before the reading was read, or is gone.
  const readUntil = laterTs(messages.at(-1)?.ts ?? draft.lastTs, draft.lastTs);
  await tx.messageDraft.update({
    where: { id: draft.id },
    data: { outcome, ticketId, settledAt: now, lastTs: readUntil },
    select: { id: true },
  });
  await tx.post.updateMany({
    where: { key: { in: [promptKey(draft.id), reminderKey(draft.id)] } },
    data: { wantedVersion: { increment: 1 } },
  });
  if (draft.outcome !== null || compareTs(newestTs, readUntil) <= 0) return;
  const { userId, channelId } = draft;
  const firstTs = tsAfter(readUntil);
  await openMessageDraft(tx, { userId, channelId, firstTs, lastTs: laterTs(newestTs, firstTs) }, now);
}
