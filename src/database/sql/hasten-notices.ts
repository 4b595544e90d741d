/** Brings forward the notices that wait for opening hours though their ticket has become urgent. */
import type { Priority } from '../../domain/priority.js';
import { Prisma } from '../generated/client.js';
import { isUrgentSql } from './urgent-tickets.js';

/**
 * `urgentPriorities`: of a policy that names none. What a reminder waits beside, somebody has put off, and it goes on waiting. One
 * that is locked is being told or put off just now and is left alone.
 */
export function hastenNoticesSql(now: Date, urgentPriorities: readonly Priority[]): Prisma.Sql {
  return Prisma.sql`
    WITH urgent AS (
      SELECT n.id FROM alert_notices n
      JOIN tickets t ON t.id = n.ticket_id
      JOIN sla_policies s ON s.id = t.sla_policy_id
      WHERE n.told_at IS NULL AND n.deliver_at > ${now} AND n.snoozed_by_id IS NULL
        AND ${isUrgentSql(urgentPriorities)}
        AND NOT EXISTS (
          SELECT FROM alert_notices r
          WHERE r.ticket_id = n.ticket_id AND r.told_at IS NULL AND r.snoozed_by_id IS NOT NULL
            AND r.channel_id IS NOT DISTINCT FROM n.channel_id AND r.user_id IS NOT DISTINCT FROM n.user_id
        )
      FOR UPDATE OF n SKIP LOCKED
    )
    UPDATE alert_notices n SET deliver_at = ${now} FROM urgent WHERE n.id = urgent.id`;
}
