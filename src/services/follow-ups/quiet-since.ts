/** Since when nobody who needs help has said anything on a resolved ticket. */
import type { Tx } from '../../database/transaction.js';
import { actorSelect } from '../users/actor-row.js';

/**
 * The last move of its status, or the last public comment of a requester, whichever is later: one that only says thanks leaves it resolved,
 * and shows that somebody is there.
 */
export async function quietSince(
  db: Tx,
  ticket: { id: number; projectId: number; reporterId: number; statusChangedAt: Date },
): Promise<Date> {
  const { id: ticketId, projectId, reporterId, statusChangedAt } = ticket;
  const isAgent = { some: { ...actorSelect.agentOf.where, projectId } };
  const last = await db.comment.findFirst({
    where: {
      ...{ ticketId, commentType: 'public', deletedAt: null, createdAt: { gt: statusChangedAt } },
      author: { OR: [{ id: reporterId }, { NOT: { agentOf: isAgent } }] },
    },
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true },
  });
  return last?.createdAt ?? statusChangedAt;
}
