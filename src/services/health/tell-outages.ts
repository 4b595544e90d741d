/** Puts down what has stopped and what is over, each once, and tells the admins of all that is found at once in one message. */
import type { Tx } from '../../database/transaction.js';
import { enqueueForAdmins } from '../posts/enqueue-for-admins.js';

export type Begun = { job: string; sinceAt: Date; endedAt?: Date };

/** An outage is a job and the instant since which it is silent, unique in the database: two processes that notice it tell of it once. */
export async function beginOutages(
  tx: Tx,
  found: readonly Begun[],
  now: Date,
): Promise<readonly { id: number; job: string }[]> {
  const begun = await tx.jobOutage.createManyAndReturn({
    data: [...found]
      // In one order, so that two processes never wait for each other's rows.
      .sort((a, b) => a.job.localeCompare(b.job))
      .map(({ job, sinceAt, endedAt = null }) => ({ job, sinceAt, noticedAt: now, endedAt })),
    skipDuplicates: true,
    select: { id: true, job: true },
  });
  await tellOutages(tx, begun, { isOver: false, now });
  return begun;
}

export async function tellOutages(
  tx: Tx,
  outages: readonly { id: number }[],
  { isOver, now }: { isOver: boolean; now: Date },
): Promise<void> {
  if (outages.length === 0) return;
  const outageIds = outages.map(({ id }) => id).sort((a, b) => a - b);
  const key = `${isOver ? 'outage_over' : 'outage'}:${outageIds[0]}`;
  await enqueueForAdmins(tx, { key, kind: 'outage', payload: { outageIds, isOver } }, now);
}
