/** Since when nobody who needs help has said anything on a resolved ticket. */
import type { Tx } from '../../database/transaction.js';
import { actorSelect } from '../users/actor-row.js';

/**
 * The last move of its status, or the last public comment of a requester, whichever is later: one that only says thanks leaves it resolved,
 * and shows that somebody is there. Who was an agent is a matter of the project in which the comment was written.
 */
export async function quietSince(
  db: Tx,
  ticket: { id: number; reporterId: number; statusChangedAt: Date },
): Promise<Date> {
  const { id: ticketId, reporterId, statusChangedAt } = ticket;
  const isSince = { gt: statusChangedAt };
  const said = { ticketId, commentType: 'public', deletedAt: null, createdAt: isSince } as const;
  const projects = await db.comment.groupBy({ by: ['projectId'], where: said });
  if (projects.length === 0) return statusChangedAt;
  const byRequester = projects.map(({ projectId }) => {
    const isAgent = { some: { ...actorSelect.agentOf.where, projectId } };
    return { projectId, author: { OR: [{ id: reporterId }, { NOT: { agentOf: isAgent } }] } };
  });
  const last = await db.comment.findFirst({
    where: { ...said, OR: byRequester },
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true },
  });
  return last?.createdAt ?? statusChangedAt;
}
