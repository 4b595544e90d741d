/** Plans anew what was planned for a time or for people that are others by now, before the telling looks at what is due. */
import { hastenNoticesSql } from '../../database/sql/hasten-notices.js';
import { type UntoldAlert, untoldAlertsSql } from '../../database/sql/untold-alerts.js';
import { inTransaction } from '../../database/transaction.js';
import { DEFAULT_ALERT_POLICY } from '../../domain/sla/alert-policy.js';
import type { Desk } from '../desk.js';
import { planNotices } from './plan-notices.js';

/** Alerts a transaction. */
const BATCH_MAX = 500;
/** Transactions a run: a desk that nobody looks after has more, and tells them to nobody. */
const BATCHES_MAX = 20;

/** What waits for the morning goes at once when its ticket has become urgent. */
export async function hastenNotices({ database }: Desk, now: Date): Promise<void> {
  await database.prisma.$executeRaw(hastenNoticesSql(now, DEFAULT_ALERT_POLICY.urgentPriorities));
}

/** Alerts that were found while there was no triage channel and nobody to tell are planned once there is. */
export async function planUntold(desk: Desk, now: Date): Promise<void> {
  let afterId = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const untold = await desk.database.prisma.$queryRaw<UntoldAlert[]>(
      untoldAlertsSql({ afterId, limit: BATCH_MAX }),
    );
    // As old as now: a sweep that is still at work tells of none of them.
    if (untold.length > 0) await inTransaction(desk.database, (tx) => planNotices(tx, desk, untold, now));
    if (untold.length < BATCH_MAX) return;
    afterId = untold.at(-1)?.id ?? afterId;
  }
}
