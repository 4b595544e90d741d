/** What a process finds before it gives its first sign of life: the time in which the desk stood still, and what had stopped before. */
import { inTransaction, type Tx } from '../../database/transaction.js';
import { workingAdminIds } from '../users/working-admins.js';
import { type Downtime, findDowntime, WHOLE_DESK } from './downtime.js';
import { type ExpectedJob, expectJobs, lateJobs, type Pulse } from './heartbeats.js';
import { OUTAGES_MAX } from './report-outages.js';
import { type Begun, beginOutages } from './tell-outages.js';

/**
 * At its start, and once it has its database again: all in one message. What was silent only because the desk stood still is not told by
 * itself, neither that it stopped nor that it runs again.
 */
export async function lookBackOnOutages(
  { database, clock }: Pulse,
  expected: readonly ExpectedJob[],
): Promise<{ wasDown: boolean; began: number }> {
  const down = await findDowntime({ database, clock }, expected);
  await expectJobs({ database, clock }, expected, down);
  const late = (await lateJobs({ database, clock })).slice(0, OUTAGES_MAX);
  if (late.length === 0 && down === null) return { wasDown: false, began: 0 };
  const now = clock.now();
  return inTransaction(database, async (tx) => {
    const begun = await beginOutages(tx, [...late, ...wholeDesk(down)], now);
    const isNew = begun.some(({ job }) => job === WHOLE_DESK);
    const isLonger = !isNew && down !== null && (await prolong(tx, down));
    return { wasDown: isNew || isLonger, began: begun.length - (isNew ? 1 : 0) };
  });
}

function wholeDesk(down: Downtime | null): Begun[] {
  return down === null ? [] : [{ job: WHOLE_DESK, sinceAt: down.fromAt, endedAt: down.untilAt }];
}

/** Whoever noted its end came to nothing after that: the desk stood on, and the message names the later end, also where it was said. */
async function prolong(tx: Tx, { fromAt, untilAt }: Downtime): Promise<boolean> {
  const [longer] = await tx.jobOutage.updateManyAndReturn({
    where: { job: WHOLE_DESK, sinceAt: fromAt, endedAt: { lt: untilAt } },
    data: { endedAt: untilAt },
    select: { id: true },
  });
  if (longer === undefined) return false;
  await tx.post.updateMany({
    where: {
      ...{ kind: 'outage', userId: { in: await workingAdminIds(tx) }, isWithdrawn: false },
      payload: { path: ['outageIds'], array_contains: [longer.id] },
    },
    data: { isReworded: true, wantedVersion: { increment: 1 } },
  });
  return true;
}
