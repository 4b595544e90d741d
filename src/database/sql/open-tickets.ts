/** Open tickets for which one policy is, or would be, in force. Not Prisma's: only a literal 'done' finds the index of open ones. */
import { Prisma } from '../generated/client.js';

/** `projectId` null: of every project without a policy of its own. */
export function openTicketsPageSql(
  projectId: number | null,
  { afterId, limit }: { afterId: number; limit: number },
): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id, t.sla_policy_id AS "slaPolicyId"
    FROM tickets t
    WHERE t.status_category <> 'done' AND ${isIn(projectId)} AND t.id > ${afterId}
    ORDER BY t.id
    LIMIT ${limit}`;
}

/** `outdatedCount`: those that were folded with another version than the newest. */
export function countOpenSql(projectId: number | null): Prisma.Sql {
  return Prisma.sql`
    SELECT count(*)::int AS "openCount",
           count(*) FILTER (WHERE t.sla_policy_id IS DISTINCT FROM newest.id)::int AS "outdatedCount"
    FROM tickets t
    CROSS JOIN (
      SELECT p.id FROM sla_policies p
      WHERE p.project_id = ${projectId}::int OR p.project_id IS NULL
      ORDER BY p.project_id NULLS LAST, p.version DESC
      LIMIT 1
    ) newest
    WHERE t.status_category <> 'done' AND ${isIn(projectId)}`;
}

function isIn(projectId: number | null): Prisma.Sql {
  return projectId === null
    ? Prisma.sql`NOT EXISTS (SELECT FROM sla_policies own WHERE own.project_id = t.project_id)`
    : Prisma.sql`t.project_id = ${projectId}`;
}
