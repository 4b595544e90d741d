/** Keeps a reply that changes nothing else: comment, attachments, changelog entry and mirror, in one statement. */
import type pg from 'pg';
import type { ChannelKind, ChannelRole, CommentType, TicketStatus } from '../generated/enums.js';
import { retried } from '../transaction.js';

export type ReplyRow = {
  ticketId: number;
  authorId: number;
  content: string;
  commentType: CommentType;
  writtenAt: Date;
  channelId: number;
  messageTs: string;
  threadId: number;
  /** In which it is written: the ticket's, or that of a triage thread which the ticket has left. */
  projectId: number;
  recordedAt: Date;
  sourceKey: string;
  files: readonly object[];
  /** Null: no mirror. */
  mirrorChannelId: number | null;
  /** What the decision rested on: where any of it has changed, nothing is written. */
  expected: {
    projectId: number;
    status: TicketStatus;
    firstRespondedAt: Date | null;
    channelKind: ChannelKind;
    channelRole: ChannelRole | null;
  };
};

export type InsertedReply = {
  /** False: the ticket or channel is not what it was, nothing was written. */
  isAsExpected: boolean;
  /** Null where the message was a comment already. */
  commentId: number | null;
  /** The author's first internal comment on this ticket. */
  isFirstInternal: boolean;
};

/**
 * The lock is the one that the foreign key takes anyway; taken first, it waits for whoever is changing the ticket and then looks
 * again, so that the guard holds until the row is there.
 */
const TEXT = `
  WITH guard AS MATERIALIZED (
    SELECT t.id
    FROM tickets t
    WHERE t.id = $1 AND t.project_id = $18 AND t.status = $14::ticket_status AND t.forgotten_at IS NULL
      AND t.first_responded_at IS NOT DISTINCT FROM $15::timestamptz
      AND EXISTS (SELECT FROM channels c WHERE c.id = $6
                  AND c.kind = $16::channel_kind AND c.role IS NOT DISTINCT FROM $17::channel_role)
    FOR KEY SHARE OF t
  ), said AS (
    INSERT INTO comments (ticket_id, author_id, content, comment_type, created_at, updated_at,
                          channel_id, message_ts, thread_id, project_id)
    SELECT guard.id, $2, $3, $4::comment_type, $5, $10, $6, $7, $8, $9 FROM guard
    ON CONFLICT (channel_id, message_ts) DO NOTHING
    RETURNING id
  ), attached AS (
    INSERT INTO attachments (ticket_id, comment_id, slack_file_id, name, mime_type, size_bytes, url_private, created_at)
    SELECT $1, said.id, f."slackFileId", f.name, f."mimeType", f."sizeBytes", f."urlPrivate", $10
    FROM said, jsonb_to_recordset($12::jsonb)
      AS f ("slackFileId" text, name text, "mimeType" text, "sizeBytes" bigint, "urlPrivate" text)
    ON CONFLICT (comment_id, slack_file_id) DO NOTHING
  ), logged AS (
    INSERT INTO changelog_entries (ticket_id, actor_id, action, new_value, visibility, occurred_at, recorded_at, source_key)
    SELECT $1, $2, 'comment_added', jsonb_build_object('commentId', said.id), $4::comment_type, $5, $10, $11 FROM said
    ON CONFLICT (source_key) DO NOTHING
  ), mirrored AS (
    INSERT INTO posts (key, kind, ticket_id, comment_id, channel_id, thread_role, next_attempt_at, created_at)
    SELECT 'mirror:' || said.id, 'mirror', $1, said.id, $13::int, 'triage', $10, $10 FROM said WHERE $13::int IS NOT NULL
    ON CONFLICT (key) DO NOTHING
  )
  SELECT EXISTS (SELECT FROM guard) AS "isAsExpected", (SELECT id FROM said) AS "commentId",
         CASE WHEN $4::comment_type = 'internal' THEN NOT EXISTS (
           SELECT FROM comments e WHERE e.ticket_id = $1 AND e.author_id = $2 AND e.comment_type = 'internal'
         ) ELSE false END AS "isFirstInternal"`;

/** Run again where it lost to whoever changes the ticket, its people and its channel in another order: a reply is no failed event for that. */
export async function insertReply(pool: pg.Pool, row: ReplyRow): Promise<InsertedReply> {
  const { rows } = await retried(() => pool.query<InsertedReply>(statementOf(row)));
  const [result] = rows;
  if (result === undefined) throw new Error('A statement that always returns a row returned none');
  return result;
}

function statementOf(row: ReplyRow): pg.QueryConfig {
  return {
    name: 'insert-reply',
    text: TEXT,
    values: [
      row.ticketId,
      row.authorId,
      row.content,
      row.commentType,
      row.writtenAt,
      row.channelId,
      row.messageTs,
      row.threadId,
      row.projectId,
      row.recordedAt,
      row.sourceKey,
      JSON.stringify(row.files),
      row.mirrorChannelId,
      row.expected.status,
      row.expected.firstRespondedAt,
      row.expected.channelKind,
      row.expected.channelRole,
      row.expected.projectId,
    ],
  };
}
