/** A comment that came from a Slack message, as its rows hold it: read, written and told to the changelog in one place. */

import type { CommentType } from '../../database/generated/enums.js';
import type { Tx } from '../../database/transaction.js';
import type { CommentVersions } from '../../domain/comment-versions.js';
import type { IncomingFile } from '../../domain/incoming-message.js';
import { commentAddedKey } from '../../domain/message-keys.js';
import { compareTs, tsToDate } from '../../domain/slack-ts.js';
import type { Change } from '../record-changes.js';

export type MessageComment = {
  id: number;
  ticketId: number;
  authorId: number;
  channelId: number;
  messageTs: string;
  commentType: CommentType;
  isPending: boolean;
  deletedAt: Date | null;
  redactedAt: Date | null;
  versions: CommentVersions;
  /** Ids of the history's rows, in the order of the versions. */
  historyIds: readonly number[];
  files: readonly { slackFileId: string; isRemoved: boolean }[];
};

/** Null where the message is no comment yet. */
export async function readComment(
  tx: Tx,
  channelId: number,
  messageTs: string,
): Promise<MessageComment | null> {
  const row = await tx.comment.findUnique({
    where: { channelId_messageTs: { channelId, messageTs } },
    include: { history: { orderBy: { id: 'asc' } } },
  });
  if (row === null) return null;
  // Apart from the history: a transaction has one connection, and Prisma would ask for both at once.
  const attachments = await tx.attachment.findMany({
    where: { commentId: row.id },
    select: { slackFileId: true, removedAt: true },
  });
  const history = row.history.filter((each) => each.editTs !== null);
  return {
    id: row.id,
    ticketId: row.ticketId,
    authorId: row.authorId,
    channelId,
    messageTs,
    commentType: row.commentType,
    isPending: row.isPending,
    deletedAt: row.deletedAt,
    redactedAt: row.redactedAt,
    versions: {
      content: row.content,
      lastEditTs: row.lastEditTs,
      isOriginalSeen: row.isOriginalSeen,
      history: history.map(({ previousContent, editTs, editedById }) => ({
        previousContent,
        editedAtTs: editTs ?? messageTs,
        editedById,
      })),
    },
    historyIds: history.map(({ id }) => id),
    files: attachments.map(({ slackFileId, removedAt }) => ({
      slackFileId,
      isRemoved: removedAt !== null,
    })),
  };
}

/** The columns that follow from the versions. */
export function columnsOf(versions: CommentVersions) {
  const { content, lastEditTs, isOriginalSeen } = versions;
  return {
    content,
    lastEditTs,
    isOriginalSeen,
    editedAt: lastEditTs === null ? null : tsToDate(lastEditTs),
  };
}

/**
 * Row i gets what version i says, so that the order of the ids stays the order of the versions, also where a late edit belongs
 * between two that are there. No row is ever removed.
 */
export async function writeHistory(
  tx: Tx,
  commentId: number,
  historyIds: readonly number[],
  history: CommentVersions['history'],
  before: CommentVersions['history'],
): Promise<void> {
  for (const [index, row] of history.entries()) {
    const id = historyIds[index];
    const old = before[index];
    const data = {
      editedById: row.editedById,
      previousContent: row.previousContent,
      editedAt: tsToDate(row.editedAtTs),
      editTs: row.editedAtTs,
    };
    if (id === undefined) await tx.commentEditHistory.create({ data: { commentId, ...data } });
    else if (!isSameVersion(row, old)) await tx.commentEditHistory.update({ where: { id }, data });
  }
}

type Replaced = CommentVersions['history'][number];

function isSameVersion(row: Replaced, old: Replaced | undefined): boolean {
  return (
    row.previousContent === old?.previousContent &&
    row.editedAtTs === old.editedAtTs &&
    row.editedById === old.editedById
  );
}

/** Adds the files that are not there yet; one that was removed stays removed. True when there were any. */
export async function attachFiles(
  tx: Tx,
  to: { ticketId: number; commentId: number | null; now: Date },
  files: readonly IncomingFile[],
): Promise<boolean> {
  if (files.length === 0) return false;
  const { count } = await tx.attachment.createMany({
    data: files.map((file) => ({
      ticketId: to.ticketId,
      commentId: to.commentId,
      slackFileId: file.slackFileId,
      name: file.name,
      mimeType: file.mimeType,
      sizeBytes: file.sizeBytes === null ? null : BigInt(file.sizeBytes),
      urlPrivate: file.urlPrivate,
      createdAt: to.now,
    })),
    skipDuplicates: true,
  });
  return count > 0;
}

export type CommentChange = { change: Change & { sourceKey: string }; actorId: number };

/**
 * Every changelog entry that a comment's state stands for: a function of the state and not of the events, so that it does not
 * matter in which order they came. None while it is pending, because its visibility is not known. Slack does not say who deleted a
 * message; the entry names its author.
 */
export function changesOf(
  comment: Omit<MessageComment, 'historyIds' | 'files' | 'redactedAt'>,
): CommentChange[] {
  if (comment.isPending) return [];
  const { channelId, messageTs, authorId, commentType: visibility } = comment;
  const place = `${channelId}:${messageTs}`;
  const newValue = { commentId: comment.id };
  const entry = (
    action: 'comment_added' | 'comment_edited' | 'comment_deleted',
    sourceKey: string,
    occurredAt: Date,
    actorId: number,
  ): CommentChange => ({ change: { action, newValue, visibility, occurredAt, sourceKey }, actorId });
  return [
    entry('comment_added', commentAddedKey(channelId, messageTs), tsToDate(messageTs), authorId),
    ...comment.versions.history.map((row) =>
      entry('comment_edited', `edit:${place}:${row.editedAtTs}`, editTime(messageTs, row), row.editedById),
    ),
    ...(comment.deletedAt === null
      ? []
      : [entry('comment_deleted', `delete:${place}`, comment.deletedAt, authorId)]),
  ];
}

/** Slack tells the time of an edit in whole seconds, which puts a quick one before its own message. */
function editTime(messageTs: string, { editedAtTs }: { editedAtTs: string }): Date {
  return tsToDate(compareTs(editedAtTs, messageTs) < 0 ? messageTs : editedAtTs);
}
