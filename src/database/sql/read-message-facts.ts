/** Reads, in one round trip, everything that decides what a message means to the desk. */
import type pg from 'pg';
import type { ChannelKind, ChannelRole, MirrorMode, ThreadRole, TicketStatus } from '../generated/enums.js';

/** All of it null-able as a left join is: `threadId` null means that the message belongs to no ticket. */
export type MessageFactsRow = {
  channelId: number;
  channelKind: ChannelKind;
  channelRole: ChannelRole | null;
  /** What was said in the channel until then was said in private. */
  privateUntilAt: Date | null;
  threadId: number;
  threadRole: ThreadRole;
  threadTs: string;
  isRootDescription: boolean;
  threadImportAfterTs: string | null;
  threadCreatedAt: Date;
  /** The project whose triage thread it was until the ticket moved on. */
  threadProjectId: number | null;
  ticketId: number;
  ticketNumber: string;
  status: TicketStatus;
  statusChangedAt: Date;
  reporterId: number;
  firstRespondedAt: Date | null;
  clockStartedAt: Date;
  projectId: number;
  /** When the ticket last came from another project. */
  movedAt: Date | null;
  mirrorMode: MirrorMode;
  /** Where the ticket's triage thread is, or will be; null without a triage channel. */
  triageChannelId: number | null;
  authorId: number | null;
  isAuthorBot: boolean | null;
  isAuthorAgent: boolean;
  commentId: number | null;
  isCommentComplete: boolean | null;
  /** Events of this very message came before it. */
  hasEarly: boolean;
};

/**
 * Parameters: channel, message ts, root ts, author (Slack ids). The channel is found by the id it has or had, the thread by its root
 * or, where the event does not name one, by the comment that the message already is.
 */
export const MESSAGE_FACTS_SQL = `
  SELECT c.id AS "channelId", c.kind AS "channelKind", c.role AS "channelRole", c.private_until_at AS "privateUntilAt",
         th.id AS "threadId", th.role AS "threadRole", th.thread_ts AS "threadTs",
         th.is_root_description AS "isRootDescription", th.import_after_ts AS "threadImportAfterTs",
         th.created_at AS "threadCreatedAt", th.project_id AS "threadProjectId",
         t.id AS "ticketId", t.ticket_number AS "ticketNumber", t.status, t.status_changed_at AS "statusChangedAt",
         t.reporter_id AS "reporterId", t.first_responded_at AS "firstRespondedAt",
         t.clock_started_at AS "clockStartedAt", t.project_id AS "projectId", t.moved_at AS "movedAt", p.mirror_mode AS "mirrorMode",
         COALESCE(
           (SELECT tt.channel_id FROM ticket_threads tt WHERE tt.ticket_id = t.id AND tt.role = 'triage'),
           (SELECT tc.id FROM channels tc WHERE tc.project_id = t.project_id AND tc.role = 'triage')
         ) AS "triageChannelId",
         u.id AS "authorId", u.is_bot AS "isAuthorBot",
         (u.id IS NOT NULL AND NOT (u.is_guest OR u.is_external OR u.is_deactivated OR u.is_bot) AND EXISTS (
           SELECT FROM project_agents a
           WHERE a.project_id = COALESCE(th.project_id, t.project_id) AND a.user_id = u.id AND NOT a.is_removed AND (a.is_member OR a.is_added)
         )) AS "isAuthorAgent",
         cm.id AS "commentId", cm.is_original_seen AS "isCommentComplete",
         EXISTS (SELECT FROM early_events e WHERE e.slack_channel_id = c.slack_channel_id AND e.thread_ts = $2) AS "hasEarly"
  FROM channels c
  LEFT JOIN comments cm ON cm.channel_id = c.id AND cm.message_ts = $2
  JOIN ticket_threads th
    ON th.channel_id = c.id AND (th.id = cm.thread_id OR (cm.id IS NULL AND th.thread_ts = $3))
  JOIN tickets t ON t.id = th.ticket_id
  JOIN projects p ON p.id = t.project_id
  LEFT JOIN users u ON u.slack_user_id = $4
  WHERE c.id = COALESCE(
    (SELECT id FROM channels WHERE slack_channel_id = $1),
    (SELECT channel_id FROM channel_aliases WHERE slack_channel_id = $1)
  )`;

export type MessageKey = { channel: string; ts: string; rootTs: string; author: string | null };

/** Null where the message is in no ticket's thread. */
export async function readMessageFacts(pool: pg.Pool, key: MessageKey): Promise<MessageFactsRow | null> {
  const { rows } = await pool.query<MessageFactsRow>({
    name: 'read-message-facts',
    text: MESSAGE_FACTS_SQL,
    values: [key.channel, key.ts, key.rootTs, key.author],
  });
  return rows[0] ?? null;
}
