/** Locks one ticket's row, and then reads what every decision about it depends on. */
import { CLOCK_ACTIONS } from '../../domain/sla/clock-actions.js';
import { Prisma } from '../generated/client.js';

export type TicketRef = { ticketId: number } | { ticketNumber: string };

/**
 * Apart from the reading: a statement that waited for the lock goes on with the new row and with the old ones of every table beside it, so
 * that a ticket which had changed its project meanwhile would be joined to neither. By number it is found before the lock is waited for,
 * because that may have become another one as well. A number that it had before finds it too.
 */
export function lockTicketSql(ref: TicketRef): Prisma.Sql {
  const id =
    'ticketId' in ref
      ? Prisma.sql`${ref.ticketId}`
      : Prisma.sql`COALESCE((SELECT id FROM tickets WHERE ticket_number = ${ref.ticketNumber}),
                              (SELECT ticket_id FROM ticket_aliases WHERE ticket_number = ${ref.ticketNumber}))`;
  return Prisma.sql`SELECT id FROM tickets WHERE id = ${id} FOR UPDATE`;
}

/** Of a ticket whose row is locked. */
export function lockedTicketSql(ticketId: number): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id, t.ticket_number AS "ticketNumber", t.title, t.description, t.status, t.priority,
           t.issue_type AS "issueType", t.resolution, t.confidential,
           t.assignee_id AS "assigneeId", t.reporter_id AS "reporterId", t.project_id AS "projectId",
           t.created_at AS "createdAt", t.first_responded_at AS "firstRespondedAt",
           t.resolved_at AS "resolvedAt", t.closed_at AS "closedAt", t.status_changed_at AS "statusChangedAt",
           t.description_redacted_at AS "descriptionRedactedAt", t.forgotten_at AS "forgottenAt",
           t.moved_at AS "movedAt", t.sla_policy_id AS "slaPolicyId", t.clock_started_at AS "clockStartedAt",
           t.clock_version AS "clockVersion", t.response_breached_at AS "responseBreachedAt",
           t.resolution_breached_at AS "resolutionBreachedAt",
           p.key AS "projectKey", p.mirror_mode AS "mirrorMode", p.show_targets AS "showTargets",
           triage.id AS "triageChannelId",
           (SELECT max(e.occurred_at) FROM changelog_entries e
            WHERE e.ticket_id = t.id AND e.action IN (${Prisma.join([...CLOCK_ACTIONS])})) AS "clockMovedAt",
           COALESCE((SELECT max(e.id) FROM changelog_entries e WHERE e.ticket_id = t.id), 0)::int AS "newestEntryId",
           card.channel_id AS "originCardChannelId", card.user_id AS "originCardUserId",
           COALESCE((SELECT json_agg(json_build_object(
               'id', th.id, 'channelId', th.channel_id, 'threadTs', th.thread_ts, 'role', th.role,
               'projectId', th.project_id, 'channelKind', c.kind, 'isExternal', c.is_external, 'wasPrivate', th.was_private) ORDER BY th.id)
             FROM ticket_threads th JOIN channels c ON c.id = th.channel_id WHERE th.ticket_id = t.id), '[]') AS threads,
           COALESCE((SELECT json_agg(w.user_id ORDER BY w.user_id) FROM watchers w WHERE w.ticket_id = t.id), '[]') AS "watcherIds"
    FROM tickets t
    JOIN projects p ON p.id = t.project_id
    LEFT JOIN channels triage ON triage.project_id = p.id AND triage.role = 'triage'
    LEFT JOIN LATERAL (
      SELECT p.channel_id, p.user_id FROM posts p
      WHERE p.ticket_id = t.id AND p.kind = 'origin_card' AND NOT p.is_withdrawn
      ORDER BY p.id DESC LIMIT 1
    ) card ON true
    WHERE t.id = ${ticketId}`;
}
