/** Writes down that somebody listens to Slack, and has the threads read again when nobody did. */
import { lockReconcilerSql } from '../../database/sql/lock-reconciler.js';
import { inTransaction } from '../../database/transaction.js';
import { type Heard, hearBeat } from '../../domain/reconcile/listening.js';
import type { Desk } from '../desk.js';
import { beginRun } from './begin-run.js';

export type Beat = {
  /** Null while this process is not connected. */
  connectedSinceAt: Date | null;
  /** The first since this process is connected to Slack: then threads are read whether there was a gap or not. */
  isStart: boolean;
};

/** Whoever notes a gap first begins the run; the others find it noted. */
export async function noteListening(desk: Desk, { connectedSinceAt, isStart }: Beat): Promise<void> {
  const begun = await inTransaction(desk.database, async (tx) => {
    const now = desk.clock.now();
    const [heard] = await tx.$queryRaw<Heard[]>(lockReconcilerSql());
    if (heard === undefined) throw new Error('The row that the reconcilers share is not there');
    const { gap, heardUntilAt, doubtedSinceAt } = hearBeat(heard, { connectedSinceAt, now });
    await tx.reconciler.update({
      where: { id: 1 },
      data: { heardUntilAt, doubtedSinceAt },
      select: { id: true },
    });
    if (gap !== null) return { gap, ...(await beginRun(tx, now, { cause: isStart ? 'start' : 'gap', gap })) };
    return isStart ? { gap, ...(await beginRun(tx, now, { cause: 'start' })) } : null;
  });
  if (begun === null) return;
  const { gap, ...run } = begun;
  const gapFields = gap === null ? {} : { gapFromAt: gap.fromAt, gapUntilAt: gap.untilAt };
  desk.log.info({ ...run, ...gapFields }, 'threads are read again');
}
