/** When nobody ran the desk at all, because there was no process or no database: that is told as such, and its silence is no job's own. */
import type { Desk } from '../desk.js';

/** The name under which such a time stands among the outages of jobs, over from the start. */
export const WHOLE_DESK = 'desk';
/** More are not looked back on: a bot that is started more often has other troubles. */
const DOWNTIMES_MAX = 500;

export type Downtime = { fromAt: Date; untilAt: Date };

/**
 * Of a process that has given no sign yet: since the last sign of any job, where even the one that runs most often would be late by now. Null where the
 * desk is new, or somebody else runs it.
 */
export async function findDowntime(
  { database, clock }: Pick<Desk, 'database' | 'clock'>,
  expected: readonly { silenceMaxMs: number }[],
): Promise<Downtime | null> {
  const { _max } = await database.prisma.jobHeartbeat.aggregate({
    _max: { succeededAt: true, failedAt: true },
  });
  const signs = [_max.succeededAt, _max.failedAt].flatMap((at) => (at === null ? [] : [at.getTime()]));
  const untilAt = clock.now();
  const fromMs = Math.max(...signs);
  const silenceMaxMs = Math.min(...expected.map((each) => each.silenceMaxMs));
  if (signs.length === 0 || untilAt.getTime() - fromMs <= silenceMaxMs) return null;
  return { fromAt: new Date(fromMs), untilAt };
}

export async function knownDowntimes({ database }: Pick<Desk, 'database'>): Promise<Downtime[]> {
  const rows = await database.prisma.jobOutage.findMany({
    where: { job: WHOLE_DESK, endedAt: { not: null } },
    orderBy: { id: 'desc' },
    take: DOWNTIMES_MAX,
    select: { sinceAt: true, endedAt: true },
  });
  return rows.flatMap(({ sinceAt, endedAt }) =>
    endedAt === null ? [] : [{ fromAt: sinceAt, untilAt: endedAt }],
  );
}

/** For how much of the time since then the desk stood still, in milliseconds. */
export function downMsSince(at: Date, downtimes: readonly Downtime[]): number {
  return downtimes
    .map(({ fromAt, untilAt }) => untilAt.getTime() - Math.max(fromAt.getTime(), at.getTime()))
    .reduce((sum, ms) => sum + Math.max(0, ms), 0);
}
