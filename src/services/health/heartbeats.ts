/** Remembers when each job last did its work, so that one that has stopped is noticed by whoever still runs. */
import type { Desk } from '../desk.js';
import { type Downtime, downMsSince, knownDowntimes } from './downtime.js';

export type Pulse = Pick<Desk, 'database' | 'clock'>;

/** A job, and for how long it may be silent before it is late. */
export type ExpectedJob = { job: string; silenceMaxMs: number };

export type LateJob = {
  job: string;
  /** The last success, or since when it was expected if it never had one. */
  sinceAt: Date;
  hasEverRun: boolean;
  /** In a row; 0 where it is not even tried. */
  failures: number;
};

/**
 * Before the first sign of a process. A job that is new is late from now on, one that is known from its last success on, by today's
 * schedule; while the desk stood still nothing could run, and that time does not count. What the timetable has no more is forgotten.
 *
 * @param down the time until now, whether or not somebody has told of it.
 */
export async function expectJobs(
  { database, clock }: Pulse,
  expected: readonly ExpectedJob[],
  down: Downtime | null = null,
): Promise<void> {
  const { prisma } = database;
  const now = clock.now();
  const jobs = expected.map(({ job }) => job);
  await prisma.jobHeartbeat.deleteMany({ where: { job: { notIn: jobs } } });
  await prisma.jobHeartbeat.createMany({
    data: expected.map(({ job, silenceMaxMs }) => ({
      job,
      expectedSinceAt: now,
      lateAt: after(now, silenceMaxMs),
    })),
    skipDuplicates: true,
  });
  const told = (await knownDowntimes({ database })).filter(
    ({ fromAt }) => fromAt.getTime() !== down?.fromAt.getTime(),
  );
  const downtimes = down === null ? told : [...told, down];
  const known = await prisma.jobHeartbeat.findMany();
  for (const { job, expectedSinceAt, succeededAt } of known) {
    const silenceMaxMs = expected.find((each) => each.job === job)?.silenceMaxMs ?? 0;
    const sinceAt = succeededAt ?? expectedSinceAt;
    const lateAt = after(sinceAt, silenceMaxMs + downMsSince(sinceAt, downtimes));
    await prisma.jobHeartbeat.updateMany({ where: { job, succeededAt }, data: { lateAt } });
  }
}

export async function recordSuccess({ database, clock }: Pulse, { job, silenceMaxMs }: ExpectedJob) {
  const now = clock.now();
  const beat = { succeededAt: now, failures: 0, lateAt: after(now, silenceMaxMs) };
  await database.prisma.jobHeartbeat.upsert({
    where: { job },
    create: { job, expectedSinceAt: now, ...beat },
    update: beat,
  });
}

export async function recordFailure({ database, clock }: Pulse, job: string): Promise<void> {
  await database.prisma.jobHeartbeat.updateMany({
    where: { job },
    data: { failedAt: clock.now(), failures: { increment: 1 } },
  });
}

/** Those that should have succeeded by now and have not, the longest silent first. */
export async function lateJobs({ database, clock }: Pulse): Promise<LateJob[]> {
  const late = await database.prisma.jobHeartbeat.findMany({ where: { lateAt: { lt: clock.now() } } });
  return late
    .map(({ job, succeededAt, expectedSinceAt, failures }) => ({
      job,
      sinceAt: succeededAt ?? expectedSinceAt,
      hasEverRun: succeededAt !== null,
      failures,
    }))
    .sort((a, b) => a.sinceAt.getTime() - b.sinceAt.getTime() || a.job.localeCompare(b.job));
}

function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
