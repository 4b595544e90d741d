/** What a run of a job puts together from several services. */
import { tellNotices } from '../services/alerts/tell-notices.js';
import type { Desk } from '../services/desk.js';
import type { Pace } from '../services/reconcile/pace.js';
import { reconcile } from '../services/reconcile/reconcile.js';
import { recomputeClocks } from '../services/sla/recompute-clocks.js';

/** A sweep tells of what it finds when it is through, many at once; what is older was left by one that was killed. */
const SWEEP_TELLS_WITHIN_MS = 60_000;
/** A run; the rest is for the next. */
const RECOMPUTE_BATCHES_MAX = 100;

/** What waited for opening hours or was put off, and what nobody came to tell. */
export function tellWaiting(desk: Desk): Promise<object> {
  const now = desk.clock.now();
  return tellNotices(desk, now, { writtenBefore: new Date(now.getTime() - SWEEP_TELLS_WITHIN_MS) });
}

/** Breaches wait for their threads to be read, and no longer. */
export async function reconcileAndTell(desk: Desk, pace: Pace): Promise<object> {
  const done = await reconcile(desk, pace);
  const waiting = await desk.database.prisma.alertNotice.count({
    where: { toldAt: null, awaitsCheckSinceAt: { not: null }, deliverAt: { lte: desk.clock.now() } },
  });
  return waiting === 0 ? done : { ...done, ...(await tellWaiting(desk)) };
}

/** Until all are of the newest policy, or a run has had enough. */
export async function recomputeAll(desk: Desk): Promise<object> {
  let moved = 0;
  for (let batch = 0; batch < RECOMPUTE_BATCHES_MAX; batch += 1) {
    const count = await recomputeClocks(desk);
    if (count === 0) break;
    moved += count;
  }
  return { moved };
}
