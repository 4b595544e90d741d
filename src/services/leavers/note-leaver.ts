/** Remembers that somebody works a project's tickets no more, until it is told which of them they still have. */
import type { Tx } from '../../database/transaction.js';

/** As often as it is heard of: until it is told, the first time counts. */
export async function noteLeaver(
  tx: Tx,
  { projectIds, userId, now }: { projectIds: readonly number[]; userId: number; now: Date },
): Promise<void> {
  await tx.leaver.createMany({
    data: projectIds.map((projectId) => ({ projectId, userId, leftAt: now })),
    skipDuplicates: true,
  });
}

/** Somebody who can work nothing any more, deactivated or a guest by now: wherever they have tickets. */
export async function noteLeaverEverywhere(tx: Tx, userId: number, now: Date): Promise<void> {
  const has = await tx.ticket.findMany({
    where: { assigneeId: userId, statusCategory: { not: 'done' } },
    distinct: ['projectId'],
    select: { projectId: true },
  });
  await noteLeaver(tx, { projectIds: has.map(({ projectId }) => projectId), userId, now });
}
