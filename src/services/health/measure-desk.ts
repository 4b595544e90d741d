/** The desk's figures for whoever watches it from outside. Names of jobs are the only words in them. */
import type { JobHeartbeat } from '../../database/generated/client.js';
import { type DeskFigures, deskFiguresSql } from '../../database/sql/desk-figures.js';
import type { Pulse } from './heartbeats.js';

/** As `src/http/metrics.ts` writes them. */
export type Metric = {
  name: string;
  type: 'gauge' | 'counter';
  help: string;
  samples: readonly { labels?: Readonly<Record<string, string>>; value: number }[];
};

type Facts = { figures: DeskFigures; beats: readonly JobHeartbeat[]; now: Date };

/** The same from every process of the desk: they are read from the database. */
export async function measureDesk({ database, clock }: Pulse): Promise<Metric[]> {
  const [figures, beats] = await Promise.all([
    readFigures({ database }),
    database.prisma.jobHeartbeat.findMany({ orderBy: { job: 'asc' } }),
  ]);
  const facts = { figures, beats, now: clock.now() };
  return [
    ...GAUGES.map(([name, help, value]) => gauge(name, help, [{ value: value(facts) }])),
    ...jobGauges(facts),
  ];
}

export async function readFigures({ database }: Pick<Pulse, 'database'>): Promise<DeskFigures> {
  const [figures] = await database.prisma.$queryRaw<DeskFigures[]>(deskFiguresSql());
  if (figures === undefined) throw new Error('The database counted nothing');
  return figures;
}

const GAUGES: readonly (readonly [name: string, help: string, value: (facts: Facts) => number])[] = [
  ['outbox_posts', 'Messages that are still to be sent to Slack.', ({ figures }) => figures.postsToSend],
  [
    'outbox_updates',
    'Messages in Slack that do not show the present state yet.',
    ({ figures }) => figures.postsToUpdate,
  ],
  [
    'outbox_oldest_age_seconds',
    'Age of the oldest message that is still to be sent; 0 for none.',
    ({ figures, now }) => secondsSince(figures.oldestPostAt, now),
  ],
  [
    'posts_refused',
    'Messages that Slack refused for good and nobody has sent again or forgotten.',
    ({ figures }) => figures.postsRefused,
  ],
  [
    'reconcile_threads_left',
    'Threads that are still to be read again.',
    ({ figures }) => figures.threadsToRead,
  ],
  [
    'reconcile_threads_unchecked',
    'Threads that were not read since the last time in which nobody listened to Slack.',
    ({ figures }) => figures.threadsUnchecked,
  ],
  ['open_tickets', 'Tickets that are not resolved or closed.', ({ figures }) => figures.openTickets],
  [
    'targets_late_seconds',
    'By how much the look at a target is overdue; 0 where none is.',
    ({ figures, now }) => secondsSince(figures.nextWakeAt, now),
  ],
];

function jobGauges({ beats, now }: Facts): Metric[] {
  const each = (value: (beat: JobHeartbeat) => number) =>
    beats.map((beat) => ({ labels: { job: beat.job }, value: value(beat) }));
  const succeeded = beats.flatMap(({ job, succeededAt }) =>
    succeededAt === null ? [] : [{ labels: { job }, value: succeededAt.getTime() / 1_000 }],
  );
  return [
    gauge('job_last_success_timestamp_seconds', 'When the job last worked, in any process.', succeeded),
    gauge(
      'job_late_seconds',
      'For how long the job should have worked and has not; 0 where it is on time.',
      each(({ lateAt }) => secondsSince(lateAt, now)),
    ),
    gauge(
      'job_failures',
      'Failures of the job in a row.',
      each(({ failures }) => failures),
    ),
  ];
}

function gauge(name: string, help: string, samples: Metric['samples']): Metric {
  return { name: `threadesk_${name}`, type: 'gauge', help, samples };
}

function secondsSince(at: Date | null, now: Date): number {
  return at === null ? 0 : Math.max(0, now.getTime() - at.getTime()) / 1_000;
}
