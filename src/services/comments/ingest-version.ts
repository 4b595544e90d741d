/** Applies one event of a message to its comment, under the ticket's lock: everything that is more than a plain new reply. */
import { type CommentVersions, foldVersion } from '../../domain/comment-versions.js';
import { tsToDate } from '../../domain/slack-ts.js';
import { refreshCopies, withdrawCopies } from '../posts/refresh-posts.js';
import type { MessageEvent } from '../threads/early-events.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';
import { carryFiles } from './carry-files.js';
import { announceComment, type CommentOrigin } from './ingest-announce.js';
import { typeInThread } from './ingest-decision.js';
import {
  attachFiles,
  changesOf,
  columnsOf,
  type MessageComment,
  readComment,
  writeHistory,
} from './ingest-row.js';
import { isAgentIn, projectOfMessage } from './project-of-message.js';

export type MessagePlace = CommentOrigin & {
  channelId: number;
  threadId: number;
  threadRole: 'origin' | 'triage' | 'linked';
};

export type VersionOutcome = 'added' | 'edited' | 'deleted' | 'unchanged' | 'awaited' | 'ignored';

export type AppliedVersion = { outcome: VersionOutcome; comment: MessageComment | null };

/**
 * `awaited`: nothing can be made of the event before its message comes. An edit or a deletion that names the earlier text makes
 * the comment from it, and the message, when it comes, takes its place in the versions.
 */
export async function applyVersion(
  work: TicketWork,
  place: MessagePlace,
  message: MessageEvent,
  editorId: number | null,
): Promise<AppliedVersion> {
  const before = await readComment(work.tx, place.channelId, message.ts);
  if (before !== null && before.redactedAt !== null) return applyToRedacted(work, before, message);
  if (before === null && (message.kind === 'files_changed' || place.authorId === null)) {
    return { outcome: 'awaited', comment: null };
  }
  const versions = fold(
    before?.versions ?? null,
    message,
    editorId ?? place.authorId ?? before?.authorId ?? null,
  );
  if (versions === null) return { outcome: before === null ? 'awaited' : 'unchanged', comment: before };
  if (isEmptyOf(versions.content) && !hasFiles(before, message))
    return { outcome: 'ignored', comment: before };
  return before === null
    ? addComment(work, place, message, versions)
    : changeComment(work, before, message, versions);
}

/** Slack goes on telling the words of what was redacted: in edits, repetitions and histories. Only that it is deleted is still news. */
async function applyToRedacted(
  work: TicketWork,
  before: MessageComment,
  message: MessageEvent,
): Promise<AppliedVersion> {
  if (message.kind !== 'deleted') return { outcome: 'unchanged', comment: before };
  return changeComment(work, before, { ...message, files: [] }, before.versions);
}

function fold(
  before: CommentVersions | null,
  message: MessageEvent,
  editorId: number | null,
): CommentVersions | null {
  if (message.kind === 'posted') return foldVersion(before, { kind: 'original', text: message.text });
  if (message.kind === 'files_changed') return before;
  if (message.kind === 'edited') {
    if (editorId === null) return null;
    const { editTs, text, previousText } = message;
    const known = previousText === null ? {} : { previousText };
    return foldVersion(before, { kind: 'edit', editTs, text, editorId, ...known });
  }
  if (before !== null) return before;
  if (message.previousText === null) return null;
  return { content: message.previousText, lastEditTs: null, isOriginalSeen: false, history: [] };
}

function isEmptyOf(content: string): boolean {
  return !/\S/.test(content);
}

function hasFiles(before: MessageComment | null, message: MessageEvent): boolean {
  return message.files.length > 0 || (before?.files.length ?? 0) > 0;
}

async function addComment(
  work: TicketWork,
  place: MessagePlace,
  message: MessageEvent,
  versions: CommentVersions,
): Promise<AppliedVersion> {
  const { tx, ticket, now } = work;
  const { authorId } = place;
  if (authorId === null) return { outcome: 'awaited', comment: null };
  const deletedAt = message.kind === 'deleted' ? tsToDate(message.deletedAtTs) : null;
  const projectId = await projectOfMessage(work, place.threadId, message.ts);
  const said = { versions, deletedAt, projectId };
  const comment = await insertComment(work, { ...place, authorId }, message.ts, said);
  await writeHistory(tx, comment.id, [], versions.history, []);
  await attachFiles(tx, { ticketId: ticket.id, commentId: comment.id, now }, message.files);
  for (const { change, actorId } of changesOf(comment)) work.record(change, actorId);
  if (!comment.isPending) {
    const isAuthorAgent =
      ticket.movedAt === null ? place.isAuthorAgent : await isAgentIn(tx, authorId, projectId);
    await announceComment(work, comment, { isAuthorAgent });
  }
  return { outcome: deletedAt === null ? 'added' : 'deleted', comment };
}

async function insertComment(
  { tx, ticket, now }: TicketWork,
  { channelId, threadId, threadRole: roleBefore, authorId }: MessagePlace & { authorId: number },
  messageTs: string,
  { versions, deletedAt, projectId }: Pick<MessageComment, 'versions' | 'deletedAt'> & { projectId: number },
): Promise<MessageComment> {
  // Read again under the lock: what was read before it may be what a fall-back from the fast way disproved.
  const channel = await tx.channel.findUniqueOrThrow({
    where: { id: channelId },
    select: { kind: true, role: true, privateUntilAt: true },
  });
  const threadRole = ticket.threads.find(({ id }) => id === threadId)?.role ?? roleBefore;
  const { kind: channelKind, role: channelRole, privateUntilAt } = channel;
  const type = typeInThread({ channelKind, channelRole, privateUntilAt, threadRole }, messageTs);
  const said = { ticketId: ticket.id, authorId, channelId, messageTs, deletedAt, ...type };
  const { id } = await tx.comment.create({
    data: {
      ...said,
      ...columnsOf(versions),
      threadId,
      projectId,
      createdAt: tsToDate(messageTs),
      updatedAt: now,
    },
    select: { id: true },
  });
  return { ...said, id, redactedAt: null, versions, historyIds: [], files: [] };
}

async function changeComment(
  work: TicketWork,
  before: MessageComment,
  message: MessageEvent,
  versions: CommentVersions,
): Promise<AppliedVersion> {
  const { tx } = work;
  const isNewlyDeleted = message.kind === 'deleted' && before.deletedAt === null;
  const deletedAt = isNewlyDeleted ? tsToDate(message.deletedAtTs) : before.deletedAt;
  const areFilesChanged = await changeFiles(work, before, message);
  const isFolded = versions !== before.versions;
  if (!isFolded && !isNewlyDeleted && !areFilesChanged) {
    // A change of the files does not say when it was made: one that finds nothing to do may have overtaken the files.
    const isPremature = message.kind === 'files_changed' && !before.versions.isOriginalSeen;
    return { outcome: isPremature ? 'awaited' : 'unchanged', comment: before };
  }
  const after = { ...before, versions, deletedAt };
  if (isFolded || isNewlyDeleted) {
    await tx.comment.update({
      where: { id: before.id },
      data: { ...columnsOf(versions), deletedAt },
      select: { id: true },
    });
    await writeHistory(tx, before.id, before.historyIds, versions.history, before.versions.history);
  }
  const told = new Set(changesOf(before).map(({ change }) => change.sourceKey));
  for (const { change, actorId } of changesOf(after)) {
    if (!told.has(change.sourceKey)) work.record(change, actorId);
  }
  if (isNewlyDeleted) await withdrawCopies(tx, before.id);
  else if (
    areFilesChanged ||
    versions.lastEditTs !== before.versions.lastEditTs ||
    isReworded(before, versions)
  ) {
    await refreshCopies(tx, [before.id]);
  }
  return { outcome: isNewlyDeleted ? 'deleted' : 'edited', comment: after };
}

function isReworded(before: MessageComment, versions: CommentVersions): boolean {
  return versions.content !== before.versions.content;
}

/** New files are added by whatever names them; only a change of the files takes one away. */
async function changeFiles(
  work: TicketWork,
  before: MessageComment,
  message: MessageEvent,
): Promise<boolean> {
  const { tx, now } = work;
  const to = { ticketId: before.ticketId, commentId: before.id, now };
  const isAdded = await attachFiles(tx, to, message.files);
  if (isAdded && (await isCopied(work, before.id)))
    await carryFiles(work, { commentId: before.id, channelId: before.channelId }, { to: 'triage' });
  if (message.kind !== 'files_changed') return isAdded;
  const { count } = await tx.attachment.updateMany({
    where: {
      commentId: before.id,
      removedAt: null,
      slackFileId: { notIn: message.files.map((file) => file.slackFileId) },
    },
    data: { removedAt: now },
  });
  return isAdded || count > 0;
}

/** Files follow the words: what has no copy for the agents has none of its files either. */
async function isCopied({ tx }: TicketWork, commentId: number): Promise<boolean> {
  return (await tx.post.count({ where: { commentId, kind: 'mirror', isWithdrawn: false } })) > 0;
}
