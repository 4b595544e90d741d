/** Tells how far the reconciler is, for whoever looks after the desk. */
import type { ReconcileRun } from '../../database/generated/client.js';
import type { Desk } from '../desk.js';

export type RunStatus = Omit<ReconcileRun, 'ticketId'> & { ticketNumber: string | null };

export type ReconcileStatus = {
  /** The newest run, which may still go on: then `finishedAt` is null. Null before the first. */
  lastRun: RunStatus | null;
  /** The newest run that followed a time in which nobody listened to Slack. */
  lastGap: { fromAt: Date; untilAt: Date } | null;
  /** Threads that are still to be read. */
  threadsLeft: number;
  /** Threads that were not read since somebody listens again; breach alerts of their tickets wait for a while. */
  threadsUnchecked: number;
  /** Since when nobody may be listening to Slack; null while somebody is. */
  doubtedSinceAt: Date | null;
};

export async function reconcileStatus({
  database: { prisma },
}: Pick<Desk, 'database'>): Promise<ReconcileStatus> {
  const [run, gap, threadsLeft, threadsUnchecked, reconciler] = await Promise.all([
    prisma.reconcileRun.findFirst({
      orderBy: { id: 'desc' },
      include: { ticket: { select: { ticketNumber: true } } },
    }),
    prisma.reconcileRun.findFirst({ where: { gapFromAt: { not: null } }, orderBy: { id: 'desc' } }),
    prisma.ticketThread.count({ where: { reconcileRunId: { not: null } } }),
    prisma.ticketThread.count({ where: { uncheckedSinceAt: { not: null } } }),
    prisma.reconciler.findUnique({ where: { id: 1 } }),
  ]);
  return {
    lastRun: run === null ? null : toStatus(run),
    lastGap: gapOf(gap),
    threadsLeft,
    threadsUnchecked,
    doubtedSinceAt: reconciler?.doubtedSinceAt ?? null,
  };
}

function toStatus(run: ReconcileRun & { ticket: { ticketNumber: string } | null }): RunStatus {
  const { ticket, ticketId: _ticketId, ...facts } = run;
  return { ...facts, ticketNumber: ticket?.ticketNumber ?? null };
}

function gapOf(run: ReconcileRun | null): ReconcileStatus['lastGap'] {
  if (run === null || run.gapFromAt === null || run.gapUntilAt === null) return null;
  return { fromAt: run.gapFromAt, untilAt: run.gapUntilAt };
}
