/** Finds a project's open tickets that have no card in a triage channel. */
import { Prisma } from '../generated/client.js';

/** The newest first, because they are what the agents want to see. */
export function cardlessTicketsSql(projectId: number, limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id
    FROM tickets t
    -- LIMIT keeps it a look into an index per open ticket: PostgreSQL would hash the cards of all tickets there ever were.
    LEFT JOIN LATERAL (
      SELECT p.id FROM posts p
      WHERE p.ticket_id = t.id AND p.kind = 'triage_card' AND NOT p.is_withdrawn
      LIMIT 1
    ) card ON true
    WHERE t.project_id = ${projectId} AND t.status_category <> 'done' AND card.id IS NULL
    ORDER BY t.created_at DESC, t.id DESC
    LIMIT ${limit}`;
}
