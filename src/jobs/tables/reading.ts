/** What was written in Slack and did not come, came too early, or was there before its ticket. */
import { IMPORTS_CHANNEL } from '../../database/listen.js';
import { decidePendingComments } from '../../services/comments/decide-pending.js';
import { beginHourlyRun } from '../../services/reconcile/begin-hourly-run.js';
import { importDueThreads } from '../../services/threads/import-threads.js';
import { pruneEarlyEvents } from '../../services/threads/prune-early-events.js';
import type { Job, JobParts } from '../job.js';
import { reconcileAndTell } from '../joined-work.js';

export function readingJobs({ desk, listening, reconcilePace }: JobParts): readonly Job[] {
  return [
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
  ];
}
