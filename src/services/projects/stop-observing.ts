/** Ends that somebody observes a project: an admin's word, or because they work its tickets from now on. */
import type { Tx } from '../../database/transaction.js';
import { recordAudit } from '../record-audit.js';

type Observer = { projectId: number; userId: number };

/** Audited where they were one. Returns whether they were. */
export async function stopObserving(
  tx: Tx,
  { projectId, userId, actorId, now }: Observer & { actorId: number | null; now: Date },
): Promise<boolean> {
  const { count } = await tx.projectObserver.deleteMany({ where: { projectId, userId } });
  if (count === 0) return false;
  await recordAudit(tx, { actorId, action: 'observer_removed', subject: { projectId, userId }, now });
  return true;
}
