/** What a policy calls urgent, for statements written by hand. */
import type { Priority } from '../../domain/priority.js';
import { Prisma } from '../generated/client.js';

/** Of `tickets t` with its `sla_policies s`. `byDefault`: of a policy that names none. */
export function isUrgentSql(byDefault: readonly Priority[]): Prisma.Sql {
  return Prisma.sql`COALESCE(s.options->'alerts'->'urgentPriorities', ${JSON.stringify(byDefault)}::jsonb) ? t.priority::text`;
}

/** Whether `posts p` is an alert of such a ticket, or a list of alerts with one of such a ticket in it. */
export function isUrgentAlertSql(byDefault: readonly Priority[]): Prisma.Sql {
  return Prisma.sql`(p.kind IN ('at_risk', 'breach', 'alert_digest') AND EXISTS (
    SELECT FROM tickets t JOIN sla_policies s ON s.id = t.sla_policy_id
    WHERE t.id = ANY(ARRAY(SELECT p.ticket_id UNION ALL SELECT n.ticket_id FROM alert_notices n WHERE n.post_key = p.key))
      AND ${isUrgentSql(byDefault)}))`;
}
