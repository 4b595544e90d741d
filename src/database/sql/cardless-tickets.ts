/** Finds a project's open tickets that have no card in a triage channel. */
import { Prisma } from '../generated/client.js';

export function cardlessTicketsSql(projectId: number, limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id
    FROM tickets t
    WHERE t.project_id = ${projectId}
      AND t.status IN ('new', 'open', 'in_progress', 'waiting', 'on_hold', 'blocked')
      AND NOT EXISTS (
        SELECT FROM posts p WHERE p.ticket_id = t.id AND p.kind = 'triage_card' AND NOT p.is_withdrawn)
    ORDER BY t.created_at DESC, t.id DESC
    LIMIT ${limit}`;
}
