/** Reads a ticket's moves from one project to another out of its changelog. */
import { z } from 'zod';
import type { Tx } from '../../database/transaction.js';
import type { TicketMove } from '../../domain/ticket-moves.js';

/** What an entry of a move says of the ticket before and after it. `policyId`: what its targets were counted by. */
export const moveSide = z.object({
  projectId: z.int(),
  ticketNumber: z.string(),
  policyId: z.int().nullable(),
  notesOf: z.array(z.int()).default([]),
});
export type MoveSide = z.input<typeof moveSide>;

export async function readMoves(db: Tx, ticketId: number): Promise<TicketMove[]> {
  const entries = await db.changelogEntry.findMany({
    where: { ticketId, action: 'project' },
    orderBy: { id: 'asc' },
    select: { id: true, occurredAt: true, oldValue: true, newValue: true },
  });
  return entries.map(({ id: entryId, occurredAt: at, oldValue, newValue }) => {
    const to = moveSide.parse(newValue);
    const { projectId: fromProjectId } = moveSide.parse(oldValue);
    return { entryId, at, fromProjectId, toProjectId: to.projectId, notesOf: to.notesOf };
  });
}
