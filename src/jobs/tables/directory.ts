/** What Slack says of people and channels, asked again. */
import { syncChannels } from '../../services/channels/sync-channels.js';
import { syncAllTriageMembers } from '../../services/projects/sync-triage-members.js';
import { syncAllUsers } from '../../services/users/sync-all-users.js';
import type { Job, JobParts } from '../job.js';

export function directoryJobs({ desk }: JobParts): readonly Job[] {
  return [
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
  ];
}
