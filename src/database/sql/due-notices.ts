/** Finds the notices of alerts whose time has come: the places first, then what is due in one of them. */
import type { ThreadsReading } from '../../domain/sla/await-check.js';
import { Prisma } from '../generated/client.js';
import { ALERT_ENTRY_KEY } from './alert-entry-key.js';

export type DuePlace = { channelId: number | null; userId: number | null };

/**
 * `writtenBefore` leaves a sweep that is still at work the telling of its own, so that it can make one digest of it. What waits for a
 * check has been looked at by its sweep.
 */
export type Due = { now: Date; writtenBefore: Date; limit: number };

/** The place that has waited longest first. */
export function duePlacesSql(due: Due): Prisma.Sql {
  return Prisma.sql`
    SELECT channel_id AS "channelId", user_id AS "userId"
    FROM alert_notices
    WHERE told_at IS NULL AND deliver_at <= ${due.now} AND (created_at <= ${due.writtenBefore} OR awaits_check_since_at IS NOT NULL)
    GROUP BY channel_id, user_id
    ORDER BY min(deliver_at), min(id)
    LIMIT ${due.limit}`;
}

export type DueNotice = {
  id: number;
  createdAt: Date;
  alertId: number;
  ticketId: number;
  audience: 'triage' | 'assignee' | 'admin' | 'escalation';
  channelId: number | null;
  userId: number | null;
  isReminder: boolean;
  target: 'response' | 'resolution';
  percent: number;
  clockVersion: number;
  occurredAt: Date;
  isDone: boolean;
  isAnswered: boolean;
  isPaused: boolean;
  breachedAt: Date | null;
  atRiskAt: Date | null;
  isOfPresentClock: boolean;
  isToldAnew: boolean;
  /** Business seconds, as the changelog has them; null where it has no entry. */
  targetSeconds: number | null;
  reading: ThreadsReading;
  awaitsCheckSinceAt: Date | null;
};

/** Locked until the transaction ends; what another process is telling is left to it. Oldest alert first. */
export function takeDueNoticesSql(place: DuePlace, due: Due): Prisma.Sql {
  const there =
    place.channelId === null
      ? Prisma.sql`n.user_id = ${place.userId}`
      : Prisma.sql`n.channel_id = ${place.channelId}`;
  return withFacts(Prisma.sql`
      SELECT n.* FROM alert_notices n
      WHERE n.told_at IS NULL AND n.deliver_at <= ${due.now} AND ${there}
        AND (n.created_at <= ${due.writtenBefore} OR n.awaits_check_since_at IS NOT NULL)
      ORDER BY n.deliver_at, n.id
      LIMIT ${due.limit}
      FOR UPDATE SKIP LOCKED`);
}

/** The same facts of one notice, told or not; it locks nothing. */
export function noticeFactsSql(noticeId: number): Prisma.Sql {
  return withFacts(Prisma.sql`SELECT n.* FROM alert_notices n WHERE n.id = ${noticeId}`);
}

/** What decides the fate of the notices that `taken` selects. */
function withFacts(taken: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH taken AS MATERIALIZED (${taken}
    )
    SELECT n.id, n.created_at AS "createdAt", n.alert_id AS "alertId", n.ticket_id AS "ticketId", n.audience, n.channel_id AS "channelId",
           n.user_id AS "userId", n.snoozed_by_id IS NOT NULL AS "isReminder",
           a.target_kind AS target, a.threshold AS percent, a.clock_version AS "clockVersion", a.occurred_at AS "occurredAt",
           t.status_category = 'done' AS "isDone",
           a.target_kind = 'response' AND t.first_responded_at IS NOT NULL AS "isAnswered",
           a.target_kind = 'resolution' AND t.clock_paused_at IS NOT NULL AS "isPaused",
           CASE a.target_kind WHEN 'response' THEN t.response_breached_at ELSE t.resolution_breached_at END AS "breachedAt",
           CASE a.target_kind WHEN 'response' THEN t.response_at_risk_at ELSE t.resolution_at_risk_at END AS "atRiskAt",
           a.clock_version = t.clock_version OR EXISTS (
             SELECT FROM sla_alerts p
             WHERE p.ticket_id = a.ticket_id AND p.target_kind = a.target_kind AND p.threshold = a.threshold
               AND p.clock_version = t.clock_version
           ) AS "isOfPresentClock",
           EXISTS (
             SELECT FROM sla_alerts l JOIN alert_notices ln ON ln.alert_id = l.id
             WHERE l.ticket_id = a.ticket_id AND l.target_kind = a.target_kind AND l.threshold = a.threshold
               AND l.clock_version > a.clock_version
           ) AS "isToldAnew",
           (e.new_value->>'targetSeconds')::int AS "targetSeconds", n.awaits_check_since_at AS "awaitsCheckSinceAt",
           CASE WHEN r.doubted_since_at IS NOT NULL OR th.is_due THEN 'due' WHEN th.is_unchecked THEN 'failed' ELSE 'done' END AS reading
    FROM taken n
    JOIN sla_alerts a ON a.id = n.alert_id
    JOIN tickets t ON t.id = n.ticket_id
    CROSS JOIN reconciler r
    CROSS JOIN LATERAL (
      SELECT count(*) > 0 AS is_unchecked, count(*) FILTER (WHERE reconcile_run_id IS NOT NULL) > 0 AS is_due
      FROM ticket_threads WHERE ticket_id = t.id AND unchecked_since_at IS NOT NULL
    ) th
    LEFT JOIN changelog_entries e ON e.source_key = ${ALERT_ENTRY_KEY}
    ORDER BY a.occurred_at, n.id`;
}

export type SettledNotice = {
  id: number;
  outcome: 'posted' | 'digest' | 'dropped';
  postKey: string | null;
  isUnchecked: boolean;
};

/** Only for whoever has taken them. */
export function settleNoticesSql(settled: readonly SettledNotice[], now: Date): Prisma.Sql {
  return Prisma.sql`
    UPDATE alert_notices n SET told_at = ${now}, outcome = s.outcome, post_key = s."postKey", is_unchecked = s."isUnchecked"
    FROM jsonb_to_recordset(${JSON.stringify(settled)}::jsonb)
      AS s(id int, outcome notice_outcome, "postKey" text, "isUnchecked" boolean)
    WHERE n.id = s.id`;
}

/** Looked at again later. Only for whoever has taken them. */
export function postponeNoticesSql(ids: readonly number[], deliverAt: Date): Prisma.Sql {
  return Prisma.sql`UPDATE alert_notices SET deliver_at = ${deliverAt} WHERE id = ANY(${[...ids]}::int[])`;
}

/** The first time counts: it is waited for so long and no longer. Only for whoever has taken them. */
export function awaitCheckSql(ids: readonly number[], now: Date): Prisma.Sql {
  return Prisma.sql`
    UPDATE alert_notices SET awaits_check_since_at = COALESCE(awaits_check_since_at, ${now}) WHERE id = ANY(${[...ids]}::int[])`;
}

/** Locks what one place has been and is to be told of a ticket, in the order in which it is taken for telling. */
export function alertPlaceSql({ ticketId, channelId, userId }: DuePlace & { ticketId: number }): Prisma.Sql {
  return Prisma.sql`
    SELECT id FROM alert_notices
    WHERE ticket_id = ${ticketId}
      AND channel_id IS NOT DISTINCT FROM ${channelId}::int AND user_id IS NOT DISTINCT FROM ${userId}::int
    ORDER BY deliver_at, id
    FOR UPDATE`;
}
