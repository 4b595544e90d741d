/** Lets one process run what the timetable calls for, however many hear the same tick. */
import type { Database } from '../../database/client.js';

type Ticking = Pick<Database, 'prisma'>;

export type Tick = { job: string; tickAt: Date };

/** Whoever inserts the row has the tick. A process that dies with it costs one tick, because the next is another row. */
export async function claimTick({ prisma }: Ticking, { job, tickAt }: Tick, now: Date): Promise<boolean> {
  const { count } = await prisma.timetableTick.createMany({
    data: [{ job, tickAt, claimedAt: now }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** For whoever reads the table: a tick that was claimed and not finished was killed, or still runs. */
export async function finishTick({ prisma }: Ticking, { job, tickAt }: Tick, now: Date): Promise<void> {
  await prisma.timetableTick.updateMany({ where: { job, tickAt }, data: { finishedAt: now } });
}

/** @returns how many were forgotten. */
export async function pruneTicks({ prisma }: Ticking, olderThan: Date): Promise<number> {
  const { count } = await prisma.timetableTick.deleteMany({ where: { tickAt: { lt: olderThan } } });
  return count;
}
