/** The clocks of tickets: what became late, who is told, and tickets whose policy is a newer one. */
import { POLICIES_CHANNEL } from '../../database/listen.js';
import { sweepClocks } from '../../services/sla/sweep-clocks.js';
import type { Job, JobParts } from '../job.js';
import { recomputeAll, tellWaiting } from '../joined-work.js';

export function clockJobs({ desk, slaSweepCron }: JobParts): readonly Job[] {
  return [
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
      name: 'recompute-clocks',
      schedule: '15 * * * * *',
      wakeOn: POLICIES_CHANNEL,
      isClaimed: false,
      isRunAtStart: true,
      isFrequent: true,
      run: () => recomputeAll(desk),
    },
  ];
}
