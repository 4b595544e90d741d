/** Reads, for many tickets at once, what decides who is told of their alerts. */
import { Prisma } from '../generated/client.js';

export type AlertSettingRow = {
  ticketId: number;
  projectId: number;
  confidential: boolean;
  priority: 'low' | 'medium' | 'high' | 'critical';
  slaPolicyId: number;
  assigneeId: number | null;
  /** Where the ticket's triage thread is, else where it will be; null without a triage channel. */
  triageChannelId: number | null;
};

/** Tickets without a policy have no alerts and are left out. */
export function alertSettingsSql(ticketIds: readonly number[]): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id AS "ticketId", t.project_id AS "projectId", t.confidential, t.priority, t.sla_policy_id AS "slaPolicyId",
           t.assignee_id AS "assigneeId", COALESCE(thread.channel_id, triage.id) AS "triageChannelId"
    FROM tickets t
    LEFT JOIN LATERAL (
      SELECT th.channel_id FROM ticket_threads th WHERE th.ticket_id = t.id AND th.role = 'triage' LIMIT 1
    ) thread ON true
    LEFT JOIN channels triage ON triage.project_id = t.project_id AND triage.role = 'triage'
    WHERE t.id = ANY(${[...ticketIds]}::int[]) AND t.sla_policy_id IS NOT NULL`;
}
