/** What a job is, and the names of all of them: each has its row in the table of its subject, in `tables/`. */
import type { Desk } from '../services/desk.js';
import type { Pace } from '../services/reconcile/pace.js';
import type { Homes } from './homes.js';
import type { Listening } from './listening.js';
import type { Sender } from './send-posts.js';

/** In the order of the tables. */
export const JOB_NAMES = [
  // saying.ts
  'send-posts',
  'tell-held',
  'reword-posts',
  'publish-homes',
  // clocks.ts
  'sweep-clocks',
  'tell-alerts',
  'recompute-clocks',
  // tickets.ts
  'follow-up-tickets',
  'tell-leavers',
  'remind-drafts',
  'forget-tickets',
  // reading.ts
  'import-threads',
  'decide-pending-comments',
  'place-early-events',
  'note-listening',
  'reconcile',
  'begin-reconciling',
  // directory.ts
  'sync-users',
  'sync-agents',
  'sync-channels',
  // upkeep.ts
  'watch-jobs',
  'prune-ticks',
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
  /** The schedule of `sweep-clocks`. */
  slaSweepCron: string;
  listening: Listening;
  reconcilePace: Pace;
};
