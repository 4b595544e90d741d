/** Open tickets whose clock was folded with another version than their project's newest policy. */
import { Prisma } from '../generated/client.js';

export function outdatedClocksSql(limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id
    FROM tickets t
    CROSS JOIN LATERAL (
      SELECT p.id FROM sla_policies p
      WHERE p.project_id = t.project_id OR p.project_id IS NULL
      ORDER BY p.project_id NULLS LAST, p.version DESC
      LIMIT 1
    ) newest
    WHERE t.status_category <> 'done' AND t.sla_policy_id IS DISTINCT FROM newest.id
    ORDER BY t.id
    LIMIT ${limit}`;
}
