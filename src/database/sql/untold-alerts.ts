/** Finds the alerts of open tickets that there was nobody to tell of. */
import { Prisma } from '../generated/client.js';
import { ALERT_ENTRY_KEY } from './alert-entry-key.js';

export type UntoldAlert = { id: number; ticketId: number; percent: number };

/**
 * In the order of their ids, from after `afterId`. One that was handed on by an earlier clock was told by that clock, and has no entry in
 * the changelog; one from before there were notices has a post. What still holds of them is decided when they are told.
 */
export function untoldAlertsSql({ afterId, limit }: { afterId: number; limit: number }): Prisma.Sql {
  return Prisma.sql`
    SELECT a.id, a.ticket_id AS "ticketId", a.threshold AS percent
    FROM tickets t
    JOIN sla_alerts a ON a.ticket_id = t.id
    WHERE t.status_category <> 'done' AND a.id > ${afterId}
      AND num_nonnulls(t.response_breached_at, t.resolution_breached_at, t.response_at_risk_at, t.resolution_at_risk_at) > 0
      AND NOT EXISTS (SELECT FROM alert_notices n WHERE n.alert_id = a.id)
      AND EXISTS (
        SELECT FROM changelog_entries e
        WHERE e.source_key = ${ALERT_ENTRY_KEY}
          AND NOT EXISTS (
            SELECT FROM posts p WHERE p.ticket_id = a.ticket_id AND starts_with(p.key, e.source_key || ':')
          )
      )
    ORDER BY a.id
    LIMIT ${limit}`;
}
