/** The desk itself: whether its work goes on, and what it need not remember. */
import type { Desk } from '../../services/desk.js';
import { outageWatch } from '../../services/health/report-outages.js';
import { restHomes } from '../../services/home/rest-homes.js';
import { prunePolicyDrafts } from '../../services/policies/policy-drafts.js';
import { pruneTicks } from '../../services/timetable/claim-tick.js';
import type { Job, JobParts } from '../job.js';

/** Ticks, and drafts of policies. */
const KEPT_MS = 2 * 86_400_000;

export function upkeepJobs({ desk }: JobParts): readonly Job[] {
  return [
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
  ];
}

function keptSince({ clock }: Desk): Date {
  return new Date(clock.now().getTime() - KEPT_MS);
}
