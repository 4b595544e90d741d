/** The tickets of a list, by id. */
import { Prisma } from '../generated/client.js';
import { allOfSql } from './matching-tickets.js';

/** Newest first. @param conditions on `tickets t`, the gate among them. */
export function listTicketsSql(conditions: readonly Prisma.Sql[], limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id FROM tickets t WHERE ${allOfSql(conditions)}
    ORDER BY t.created_at DESC, t.id DESC LIMIT ${limit}`;
}
