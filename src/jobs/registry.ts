/** The table of all background work: what it is, when it runs, what wakes it. */
import { HOMES_CHANNEL, IMPORTS_CHANNEL, POLICIES_CHANNEL, POSTS_CHANNEL } from '../database/listen.js';
import { syncChannels } from '../services/channels/sync-channels.js';
import { decidePendingComments } from '../services/comments/decide-pending.js';
import type { Desk } from '../services/desk.js';
import { rewordStalePosts } from '../services/erasure/reword-stale-posts.js';
import { followUpTickets } from '../services/follow-ups/follow-up-tickets.js';
import { outageWatch } from '../services/health/report-outages.js';
import { restHomes } from '../services/home/rest-homes.js';
import { tellLeavers } from '../services/leavers/tell-leavers.js';
import { remindMessageDrafts } from '../services/message-drafts/remind-message-drafts.js';
import { tellHeld } from '../services/notices/tell-held.js';
import { prunePolicyDrafts } from '../services/policies/policy-drafts.js';
import { syncAllTriageMembers } from '../services/projects/sync-triage-members.js';
import { beginHourlyRun } from '../services/reconcile/begin-hourly-run.js';
import type { Pace } from '../services/reconcile/pace.js';
import { forgetTickets } from '../services/redaction/forget-tickets.js';
import { tellReminders } from '../services/reminders/tell-reminders.js';
import { sweepClocks } from '../services/sla/sweep-clocks.js';
import { importDueThreads } from '../services/threads/import-threads.js';
import { pruneEarlyEvents } from '../services/threads/prune-early-events.js';
import { pruneTicks } from '../services/timetable/claim-tick.js';
import { syncAllUsers } from '../services/users/sync-all-users.js';
import type { Homes } from './homes.js';
import { recomputeAll, reconcileAndTell, tellWaiting } from './joined-work.js';
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
  'tell-leavers',
  'tell-held',
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
  'publish-homes',
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
  homes: Homes;
  slaSweepCron: string;
  listening: Listening;
  reconcilePace: Pace;
};

/** Ticks, and drafts of policies. */
const KEPT_MS = 2 * 86_400_000;

/** A job for each of `JOB_NAMES`, in their order; `slaSweepCron` is `sweep-clocks`'s own schedule. */
export function jobRegistry({
  desk,
  sender,
  homes,
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
      schedule: '1 * * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: false,
      isFrequent: true,
      run: async () => ({ ...(await followUpTickets(desk)), people: await tellReminders(desk) }),
    },
    {
      name: 'tell-leavers',
      schedule: '55 * * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: true,
      isFrequent: true,
      run: async () => ({ told: await tellLeavers(desk) }),
    },
    {
      name: 'tell-held',
      schedule: '*/15 * * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: false,
      isFrequent: true,
      run: async () => ({ messages: await tellHeld(desk) }),
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
        forgotten: await pruneTicks(desk.database, keptSince(desk)),
        drafts: await prunePolicyDrafts(desk, keptSince(desk)),
        homes: await restHomes(desk),
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
      run: async () => ({ reworded: await rewordStalePosts(desk) }),
    },
    {
      name: 'remind-drafts',
      schedule: '35 * * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: false,
      isFrequent: true,
      run: async () => ({ reminded: await remindMessageDrafts(desk) }),
    },
    {
      name: 'publish-homes',
      schedule: '*/5 * * * * *',
      wakeOn: HOMES_CHANNEL,
      isClaimed: false,
      isRunAtStart: true,
      isFrequent: true,
      run: async () => void (await homes.wake()),
    },
  ];
}

function keptSince({ clock }: Desk): Date {
  return new Date(clock.now().getTime() - KEPT_MS);
}
