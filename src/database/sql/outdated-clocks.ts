/** Open tickets whose clock was folded with another version than their project's newest policy. */
import { Prisma } from '../generated/client.js';

const NEWEST = Prisma.sql`
  WITH newest AS MATERIALIZED (
    SELECT p.id AS project_id, (
      SELECT s.id FROM sla_policies s
      WHERE s.project_id = p.id OR s.project_id IS NULL
      ORDER BY s.project_id NULLS LAST, s.version DESC
      LIMIT 1
    ) AS policy_id
    FROM projects p
  )`;

const OUTDATED = Prisma.sql`
  FROM tickets t
  JOIN newest ON newest.project_id = t.project_id
  WHERE t.status_category <> 'done' AND newest.policy_id IS NOT NULL AND t.sla_policy_id IS DISTINCT FROM newest.policy_id`;

export type OutdatedTicket = {
  id: number;
  slaPolicyId: number | null;
  newestPolicyId: number;
  clockVersion: number;
  responseTarget: Date | null;
  resolutionTarget: Date | null;
};

/**
 * Those whose newest policy is one of `policyIds`. Locked until the transaction ends; one that is locked already is left out, for the
 * next time.
 */
export function claimOutdatedSql(policyIds: readonly number[], limit: number): Prisma.Sql {
  return Prisma.sql`${NEWEST}
    SELECT t.id, t.sla_policy_id AS "slaPolicyId", newest.policy_id AS "newestPolicyId", t.clock_version AS "clockVersion",
           t.response_target AS "responseTarget", t.resolution_target AS "resolutionTarget"
    ${OUTDATED} AND newest.policy_id = ANY(${[...policyIds]}::int[])
    ORDER BY t.id
    LIMIT ${limit}
    FOR UPDATE OF t SKIP LOCKED`;
}

export function countOutdatedSql(): Prisma.Sql {
  return Prisma.sql`${NEWEST} SELECT count(*)::int AS count ${OUTDATED}`;
}
