/** What becomes of a draft by a click: a ticket, a comment on an open one, or nothing. */
import { lockUserSql } from '../../database/sql/lock-user.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import type { SaidMessage } from '../../domain/incoming-message.js';
import { messageDraftText } from '../../domain/message-draft.js';
import type { Actor } from '../../domain/permissions.js';
import { compareTs, laterTs, tsAfter } from '../../domain/slack-ts.js';
import { UserError } from '../../errors.js';
import { addComment } from '../comments/add-comment.js';
import { attachFiles } from '../comments/ingest-row.js';
import type { Desk } from '../desk.js';
import { projectsForModal } from '../projects/projects-for-modal.js';
import { createTicketFromMessage } from '../tickets/create-from-message.js';
import { openMessageDraft, promptKey, reminderKey } from './open-message-draft.js';
import {
  type OwnMessageDraft,
  readMessageDraft,
  requireOwnMessageDraft,
  settledAlready,
} from './read-message-draft.js';

export type TicketOfMessageDraft = { ticketNumber: string };

/**
 * One ticket a draft, in the thread of its first message: asked again, also after a kill half way, it is the same one.
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
  const { ticketId, ticketNumber } = await createTicketFromMessage(desk, actor, {
    ...{ slackChannelId: draft.slackChannelId, ts: messages[0].ts, projectId },
    ...(messages.length === 1 ? {} : { description: messageDraftText(messages), isJoined: true }),
  });
  await settle(desk, draft, messages, { outcome: 'ticket', ticketId }, (tx, now) =>
    attachFiles(tx, { ticketId, commentId: null, now }, filesOf(messages)),
  );
  return { ticketNumber };
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
  const { commentId } = await addComment(desk, actor, ticketNumber, {
    text: messageDraftText(messages),
    commentType: 'public',
    sourceKey: `draft:${draft.id}`,
  });
  const { ticketId } = await desk.database.prisma.comment.findUniqueOrThrow({
    where: { id: commentId },
    select: { ticketId: true },
  });
  await settle(desk, draft, messages, { outcome: 'comment', ticketId }, (tx, now) =>
    attachFiles(tx, { ticketId, commentId, now }, filesOf(messages)),
  );
  return { ticketNumber };
}

/** @throws UserError where it is not the actor's, or was settled already. */
export async function dismissMessageDraft(desk: Desk, actor: Actor, draftId: number): Promise<void> {
  const draft = await requireOwnMessageDraft(desk, actor, draftId);
  await settle(desk, draft, [], { outcome: 'dismissed', ticketId: null });
}

type Words = [SaidMessage, ...SaidMessage[]];

async function readWords(desk: Desk, draft: OwnMessageDraft): Promise<Words> {
  const [first, ...others] = await readMessageDraft(desk, draft);
  if (first !== undefined) return [first, ...others];
  throw new UserError(
    'You have deleted what you wrote, so there is nothing to make a ticket of. Write again.',
  );
}

const filesOf = (messages: readonly SaidMessage[]) => messages.flatMap(({ files }) => files);

type Outcome = { outcome: 'ticket' | 'comment' | 'dismissed'; ticketId: number | null };

/** What was written between reading and settling is the beginning of the next draft. */
async function settle(
  desk: Desk,
  draft: OwnMessageDraft,
  messages: readonly SaidMessage[],
  { outcome, ticketId }: Outcome,
  also: (tx: Tx, now: Date) => Promise<unknown> = async () => undefined,
): Promise<void> {
  await inTransaction(desk.database, async (tx) => {
    await tx.$queryRaw(lockUserSql(draft.slackUserId));
    const now = desk.clock.now();
    const { lastTs } = await tx.messageDraft.findUniqueOrThrow({ where: { id: draft.id } });
    // What was heard of before the reading was read, or is gone.
    const readUntil = laterTs(messages.at(-1)?.ts ?? draft.lastTs, draft.lastTs);
    const { count } = await tx.messageDraft.updateMany({
      where: { id: draft.id, OR: [{ settledAt: null }, { outcome: 'lapsed' }] },
      data: { outcome, ticketId, settledAt: now, lastTs: readUntil },
    });
    if (count === 0) throw settledAlready();
    await also(tx, now);
    await tx.post.updateMany({
      where: { key: { in: [promptKey(draft.id), reminderKey(draft.id)] } },
      data: { wantedVersion: { increment: 1 } },
    });
    if (draft.outcome !== null || compareTs(lastTs, readUntil) <= 0) return;
    const { userId, channelId } = draft;
    const firstTs = tsAfter(readUntil);
    await openMessageDraft(tx, { userId, channelId, firstTs, lastTs: laterTs(lastTs, firstTs) }, now);
  });
}
