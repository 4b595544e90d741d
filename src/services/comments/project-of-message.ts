/** In which project a message of a ticket's thread was written: the one that the ticket was in then, which may not be the one of now. */
import type { Tx } from '../../database/transaction.js';
import { isAgentOf } from '../../domain/permissions.js';
import { tsToDate } from '../../domain/slack-ts.js';
import { projectAt } from '../../domain/ticket-moves.js';
import { readMoves } from '../moving/ticket-moves.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';
import { actorSelect, toActor } from '../users/actor-row.js';

/** A triage thread that the ticket has left stays its agents', whatever is written there. */
export async function projectOfMessage(
  { tx, ticket }: TicketWork,
  threadId: number,
  messageTs: string,
): Promise<number> {
  const left = ticket.threads.find(({ id }) => id === threadId)?.projectId ?? null;
  if (left !== null) return left;
  const { movedAt, projectId } = ticket;
  const at = tsToDate(messageTs);
  if (movedAt === null || at > movedAt) return projectId;
  return projectAt(await readMoves(tx, ticket.id), projectId, at);
}

export async function isAgentIn(tx: Tx, userId: number, projectId: number): Promise<boolean> {
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: actorSelect });
  return isAgentOf(toActor(user), projectId);
}
