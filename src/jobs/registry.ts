/** The table of all background work: what it is, when it runs, what wakes it. */
import { IMPORTS_CHANNEL, POLICIES_CHANNEL, POSTS_CHANNEL } from '../database/listen.js';
import { tellNotices } from '../services/alerts/tell-notices.js';
import { syncChannels } from '../services/channels/sync-channels.js';
import { decidePendingComments } from '../services/comments/decide-pending.js';
import type { Desk } from '../services/desk.js';
import { remindDrafts } from '../services/drafts/remind-drafts.js';
import { rewordPosts } from '../services/erasure/reword-posts.js';
import { followUpTickets } from '../services/follow-ups/follow-up-tickets.js';
import { outageWatch } from '../services/health/report-outages.js';
import { pruneDrafts } from '../services/policies/drafts.js';
import { syncAllTriageMembers } from '../services/projects/sync-triage-members.js';
import { beginHourlyRun } from '../services/reconcile/begin-hourly-run.js';
import type { Pace } from '../services/reconcile/pace.js';
import { reconcile } from '../services/reconcile/reconcile.js';
import { forgetTickets } from '../services/redaction/forget-tickets.js';
import { recomputeClocks } from '../services/sla/recompute-clocks.js';
import { sweepClocks } from '../services/sla/sweep-clocks.js';
import { importDueThreads } from '../services/threads/import-threads.js';
import { pruneEarlyEvents } from '../services/threads/prune-early-events.js';
import { pruneTicks } from '../services/timetable/claim-tick.js';
import { syncAllUsers } from '../services/users/sync-all-users.js';
import type { Listening } from './listening.js';
import type { Sender } from './send-posts.js';

export const JOB_NAMES = [
  'send-posts',
  'sweep-clocks',
  'tell-alerts',
  'import-threads',
  'decide-pending-comments',
  'place-early-events',
  'recompute-clocks',
  'follow-up-tickets',
  'watch-jobs',
  'prune-ticks',
  'sync-users',
  'sync-agents',
  'sync-channels',
  'note-listening',
  'reconcile',
  'begin-reconciling',
  'forget-tickets',
  'reword-posts',
  'remind-drafts',
] as const;

export type JobName = (typeof JOB_NAMES)[number];

export type Job = {
  name: JobName;
  /** Five cron fields, or six with seconds first; in UTC. */
  schedule: string;
  /** A channel of NOTIFY. */
  wakeOn: string | null;
  /** One process a tick; the others would only do the same again. */
  isClaimed: boolean;
  isRunAtStart: boolean;
  /** Runs so often that only its failures are news. */
  isFrequent: boolean;
  /** May be killed anywhere and run again. Returns counts for the log. */
  run(): Promise<object | undefined>;
};

export type JobParts = {
  desk: Desk;
  sender: Sender;
  slaSweepCron: string;
  listening: Listening;
  reconcilePace: Pace;
};

const TICKS_KEPT_DAYS = 2;
const DRAFTS_KEPT_DAYS = 2;
/** A sweep tells of what it finds when it is through, many at once; what is older was left by one that was killed. */
const SWEEP_TELLS_WITHIN_MS = 60_000;
const DAY_MS = 86_400_000;
/** A run; the rest is for the next. */
const RECOMPUTE_BATCHES_MAX = 100;

/** A job for each of `JOB_NAMES`, in their order; `slaSweepCron` is `sweep-clocks`'s own schedule. */
export function jobRegistry({
  desk,
  sender,
  slaSweepCron,
  listening,
  reconcilePace,
}: JobParts): readonly Job[] {
  return [
    {
      name: 'send-posts',
      schedule: '*/5 * * * * *',
      wakeOn: POSTS_CHANNEL,
      isClaimed: false,
      isRunAtStart: true,
      isFrequent: true,
      run: async () => void (await sender.wake()),
    },
    {
      name: 'sweep-clocks',
      schedule: slaSweepCron,
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: false,
      isFrequent: false,
      run: () => sweepClocks(desk, desk.clock.now()),
    },
    {
      name: 'tell-alerts',
      schedule: '50 * * * * *',
      wakeOn: null,
      isClaimed: false,
      isRunAtStart: true,
      isFrequent: true,
      run: () => tellWaiting(desk),
    },
    {
      name: 'import-threads',
      schedule: '*/30 * * * * *',
      wakeOn: IMPORTS_CHANNEL,
      isClaimed: false,
      isRunAtStart: true,
      isFrequent: true,
      run: async () => ({ imported: await importDueThreads(desk) }),
    },
    {
      name: 'decide-pending-comments',
      schedule: '30 * * * * *',
      wakeOn: null,
      isClaimed: false,
      isRunAtStart: true,
      isFrequent: true,
      run: async () => ({ decided: await decidePendingComments(desk) }),
    },
    {
      name: 'place-early-events',
      schedule: '45 * * * * *',
      wakeOn: null,
      isClaimed: false,
      isRunAtStart: true,
      isFrequent: true,
      run: async () => ({ forgotten: await pruneEarlyEvents(desk) }),
    },
    {
      name: 'recompute-clocks',
      schedule: '15 * * * * *',
      wakeOn: POLICIES_CHANNEL,
      isClaimed: false,
      isRunAtStart: true,
      isFrequent: true,
      run: () => recomputeAll(desk),
    },
    {
      name: 'follow-up-tickets',
      schedule: '35 * * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: false,
      isFrequent: true,
      run: () => followUpTickets(desk),
    },
    {
      name: 'watch-jobs',
      schedule: '40 * * * * *',
      wakeOn: null,
      isClaimed: false,
      isRunAtStart: false,
      isFrequent: true,
      run: outageWatch(desk),
    },
    {
      name: 'prune-ticks',
      schedule: '17 * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: false,
      isFrequent: false,
      run: async () => ({
        forgotten: await pruneTicks(desk.database, daysAgo(desk, TICKS_KEPT_DAYS)),
        drafts: await pruneDrafts(desk, daysAgo(desk, DRAFTS_KEPT_DAYS)),
      }),
    },
    {
      name: 'sync-users',
      schedule: '11 * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: true,
      isFrequent: false,
      run: async () => ({ written: await syncAllUsers(desk) }),
    },
    {
      name: 'sync-agents',
      schedule: '21 * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: true,
      isFrequent: false,
      run: async () => void (await syncAllTriageMembers(desk)),
    },
    {
      name: 'sync-channels',
      schedule: '20 */5 * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: true,
      isFrequent: true,
      run: async () => ({ told: await syncChannels(desk) }),
    },
    {
      name: 'note-listening',
      schedule: '*/3 * * * * *',
      wakeOn: null,
      isClaimed: false,
      isRunAtStart: true,
      isFrequent: true,
      run: async () => void (await listening.beat()),
    },
    {
      name: 'reconcile',
      schedule: '*/5 * * * * *',
      wakeOn: null,
      isClaimed: false,
      isRunAtStart: false,
      isFrequent: true,
      run: () => reconcileAndTell(desk, reconcilePace),
    },
    {
      name: 'begin-reconciling',
      schedule: '41 * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: false,
      isFrequent: false,
      run: () => beginHourlyRun(desk),
    },
    {
      name: 'forget-tickets',
      schedule: '*/5 * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: false,
      isFrequent: true,
      run: async () => ({ forgotten: await forgetTickets(desk) }),
    },
    {
      name: 'reword-posts',
      schedule: '20 * * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: false,
      isFrequent: true,
      run: async () => ({ reworded: await rewordPosts(desk) }),
    },
    {
      name: 'remind-drafts',
      schedule: '35 * * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: false,
      isFrequent: true,
      run: async () => ({ reminded: await remindDrafts(desk) }),
    },
  ];
}

function daysAgo({ clock }: Desk, days: number): Date {
  return new Date(clock.now().getTime() - days * DAY_MS);
}

/** What waited for opening hours or was put off, and what nobody came to tell. */
function tellWaiting(desk: Desk): Promise<object> {
  const now = desk.clock.now();
  return tellNotices(desk, now, { writtenBefore: new Date(now.getTime() - SWEEP_TELLS_WITHIN_MS) });
}

/** Breaches wait for their threads to be read, and no longer. */
async function reconcileAndTell(desk: Desk, pace: Pace): Promise<object> {
  const done = await reconcile(desk, pace);
  const waiting = await desk.database.prisma.alertNotice.count({
    where: { toldAt: null, awaitsCheckSinceAt: { not: null }, deliverAt: { lte: desk.clock.now() } },
  });
  return waiting === 0 ? done : { ...done, ...(await tellWaiting(desk)) };
}

async function recomputeAll(desk: Desk): Promise<object> {
  let moved = 0;
  for (let batch = 0; batch < RECOMPUTE_BATCHES_MAX; batch += 1) {
    const count = await recomputeClocks(desk);
    if (count === 0) break;
    moved += count;
  }
  return { moved };
}
