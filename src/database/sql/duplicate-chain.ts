/** What a ticket is a duplicate of, what that is one of, and so on: for saying so in no circle. */
import { Prisma } from '../generated/client.js';
import { LOCK_SPACES } from '../lock-spaces.js';

/** Waits for whoever is saying of any ticket that it is a duplicate; held until the transaction ends. */
export const LOCK_DUPLICATES = Prisma.sql`SELECT pg_advisory_xact_lock(${LOCK_SPACES.duplicates}::int, 0)::text AS locked`;

/** `isActive`: the ticket is resolved as a duplicate. One that was reopened keeps the link, in case that is taken back. */
export type DuplicateStep = { ticketId: number; ofTicketId: number; isActive: boolean };

/** Nobody says so a hundred times over; a longer one is not followed further. */
const STEPS_MAX = 100;

/** From the ticket on, in order. A ticket is said to be a duplicate of one other, so that this is a line. */
export function duplicateChainSql(ticketId: number): Prisma.Sql {
  return Prisma.sql`
    WITH RECURSIVE chain AS (
      SELECT l.from_ticket_id, l.to_ticket_id, 1 AS step
      FROM ticket_links l WHERE l.from_ticket_id = ${ticketId} AND l.kind = 'duplicate'
      UNION ALL
      SELECT l.from_ticket_id, l.to_ticket_id, c.step + 1
      FROM chain c JOIN ticket_links l ON l.from_ticket_id = c.to_ticket_id AND l.kind = 'duplicate'
      WHERE c.step < ${STEPS_MAX}
    )
    SELECT c.from_ticket_id AS "ticketId", c.to_ticket_id AS "ofTicketId",
           t.resolution IS NOT DISTINCT FROM 'duplicate' AS "isActive"
    FROM chain c JOIN tickets t ON t.id = c.from_ticket_id ORDER BY c.step`;
}
