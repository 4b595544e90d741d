/** Tells the admins, once each, that background work has stopped, and that it runs again. */
import type { Database } from '../../database/client.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { Desk } from '../desk.js';
import { enqueueForAdmins } from '../posts/enqueue-for-admins.js';
import { type Downtime, findDowntime, WHOLE_DESK } from './downtime.js';
import { type ExpectedJob, expectJobs, type LateJob, lateJobs, type Pulse } from './heartbeats.js';

export type OutageReport = { began: number; ended: number };

/** Past these it is the whole desk that stands still, and the first say so. */
const OUTAGES_MAX = 50;

/**
 * Before the first run of a process: that the desk was not running, and which jobs had stopped before, in one message. What stood still
 * only because the desk did is not told by itself, neither that it stopped nor that it runs again.
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
  const begun = await inTransaction(database, (tx) => begin(tx, [...late, ...wholeDesk(down)], now));
  const wasDown = begun.some(({ job }) => job === WHOLE_DESK);
  return { wasDown, began: begun.length - (wasDown ? 1 : 0) };
}

type Begun = Pick<LateJob, 'job' | 'sinceAt'> & { endedAt?: Date };

function wholeDesk(down: Downtime | null): Begun[] {
  return down === null ? [] : [{ job: WHOLE_DESK, sinceAt: down.fromAt, endedAt: down.untilAt }];
}

/**
 * One message for all that is found at once. An outage is a job and the instant since which it is silent, unique in the database, so
 * two processes that notice it tell of it once.
 *
 * @param isCertain whether what looks late is to be told already.
 */
export async function reportOutages(
  { database, clock }: Pulse,
  isCertain: (late: LateJob) => boolean = () => true,
): Promise<OutageReport> {
  const late = (await lateJobs({ database, clock })).filter(isCertain).slice(0, OUTAGES_MAX);
  const now = clock.now();
  const begun = late.length === 0 ? [] : await inTransaction(database, (tx) => begin(tx, late, now));
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

async function begin(
  tx: Tx,
  late: readonly Begun[],
  now: Date,
): Promise<readonly { id: number; job: string }[]> {
  const begun = await tx.jobOutage.createManyAndReturn({
    data: [...late]
      // In one order, so that two processes never wait for each other's rows.
      .sort((a, b) => a.job.localeCompare(b.job))
      .map(({ job, sinceAt, endedAt = null }) => ({ job, sinceAt, noticedAt: now, endedAt })),
    skipDuplicates: true,
    select: { id: true, job: true },
  });
  await tell(tx, begun, false, now);
  return begun;
}

async function endOutages(database: Database, now: Date): Promise<number> {
  const open = await database.prisma.jobOutage.findMany({ where: { endedAt: null }, take: OUTAGES_MAX });
  if (open.length === 0) return 0;
  const beats = await database.prisma.jobHeartbeat.findMany({
    where: { job: { in: open.map(({ job }) => job) } },
  });
  const over = open.filter(({ job, sinceAt }) => {
    const beat = beats.find((each) => each.job === job);
    return beat?.succeededAt != null && beat.succeededAt > sinceAt;
  });
  if (over.length === 0) return 0;
  return inTransaction(database, async (tx) => {
    const ended = await tx.jobOutage.updateManyAndReturn({
      where: { id: { in: over.map(({ id }) => id) }, endedAt: null },
      data: { endedAt: now },
      select: { id: true },
    });
    await tell(tx, ended, true, now);
    return ended.length;
  });
}

async function tell(tx: Tx, outages: readonly { id: number }[], isOver: boolean, now: Date): Promise<void> {
  if (outages.length === 0) return;
  const outageIds = outages.map(({ id }) => id).sort((a, b) => a - b);
  const key = `${isOver ? 'outage_over' : 'outage'}:${outageIds[0]}`;
  await enqueueForAdmins(tx, { key, kind: 'outage', payload: { outageIds, isOver } }, now);
}
