/** Tells the admins, once each, that background work has stopped, and that it runs again. */
import type { Database } from '../../database/client.js';
import type { JobOutage } from '../../database/generated/client.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { Desk } from '../desk.js';
import { WHOLE_DESK } from './downtime.js';
import { type LateJob, lateJobs, type Pulse } from './heartbeats.js';
import { beginOutages, tellOutages } from './tell-outages.js';

export type OutageReport = { began: number; ended: number };

/** Past these it is the whole desk that stands still, and the first say so. */
export const OUTAGES_MAX = 50;

/** @param isCertain whether what looks late is to be told already. */
export async function reportOutages(
  { database, clock }: Pulse,
  isCertain: (late: LateJob) => boolean = () => true,
): Promise<OutageReport> {
  const late = (await lateJobs({ database, clock })).filter(isCertain).slice(0, OUTAGES_MAX);
  const now = clock.now();
  const begun = late.length === 0 ? [] : await inTransaction(database, (tx) => beginOutages(tx, late, now));
  const ended = await endOutages(database, now);
  return { began: begun.length, ended };
}

/**
 * For the timetable: what looks late is told when it still does at the next look. A process that was asleep (a suspended machine, a
 * clock set right) finds everything late, and a moment later nothing.
 */
export function outageWatch(desk: Desk): () => Promise<OutageReport> {
  let suspects = new Set<string>();
  return async () => {
    const seen = new Set<string>();
    const report = await reportOutages(desk, (late) => {
      const name = `${late.job} ${late.sinceAt.getTime()}`;
      seen.add(name);
      return suspects.has(name);
    });
    suspects = seen;
    return report;
  };
}

/** A job that has no heartbeat is one that this version does not have: its outage is over, and nobody is told. */
async function endOutages(database: Database, now: Date): Promise<number> {
  const open = await database.prisma.jobOutage.findMany({ where: { endedAt: null }, take: OUTAGES_MAX });
  if (open.length === 0) return 0;
  const beats = await database.prisma.jobHeartbeat.findMany({
    where: { job: { in: open.map(({ job }) => job) } },
  });
  const over = open.filter(({ job, sinceAt }) => {
    const beat = beats.find((each) => each.job === job);
    return beat === undefined || (beat.succeededAt !== null && beat.succeededAt > sinceAt);
  });
  if (over.length === 0) return 0;
  return inTransaction(database, async (tx) => {
    const ended = await tx.jobOutage.updateManyAndReturn({
      where: { id: { in: over.map(({ id }) => id) }, endedAt: null },
      data: { endedAt: now },
    });
    await tellOver(tx, ended, now);
    return ended.length;
  });
}

/** Jobs that were told in one message are told once more in one, when the last of them runs again. */
async function tellOver(tx: Tx, ended: readonly JobOutage[], now: Date): Promise<void> {
  const moments = new Set(ended.map(({ noticedAt }) => noticedAt.getTime()));
  for (const moment of moments) {
    const together = await tx.jobOutage.findMany({
      where: { noticedAt: new Date(moment), job: { not: WHOLE_DESK } },
    });
    if (together.some(({ endedAt }) => endedAt === null)) continue;
    const known = await tx.jobHeartbeat.findMany({
      where: { job: { in: together.map(({ job }) => job) } },
      select: { job: true },
    });
    const again = together.filter(({ job }) => known.some((each) => each.job === job));
    await tellOutages(tx, again, { isOver: true, now });
  }
}
