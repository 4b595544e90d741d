/** Whose an internal entry of the changelog is: the agents of which project read it. */
import { z } from 'zod';
import type { Tx } from '../../database/transaction.js';
import { keeperOf } from '../../domain/ticket-moves.js';
import { readMoves } from './ticket-moves.js';

export type KeptEntry = { id: number; newValue: unknown };

/** The project of an entry. One about a comment goes wherever that goes. */
export type EntryKeepers = (entry: KeptEntry) => number;

const aboutComment = z.object({ commentId: z.int() });

export async function readEntryKeepers(
  db: Tx,
  ticket: { id: number; projectId: number },
): Promise<EntryKeepers> {
  const comments = await db.comment.findMany({
    where: { ticketId: ticket.id, commentType: 'internal' },
    select: { id: true, projectId: true },
  });
  const projects = new Map(comments.map(({ id, projectId }) => [id, projectId]));
  const moves = await readMoves(db, ticket.id);
  return ({ id, newValue }) => {
    const about = aboutComment.safeParse(newValue);
    const ofComment = about.success ? projects.get(about.data.commentId) : undefined;
    return ofComment ?? keeperOf(moves, ticket.projectId, id);
  };
}
