/** What the bot says and shows: messages that wait to be sent, what was kept back, and Homes. */
import { HOMES_CHANNEL, POSTS_CHANNEL } from '../../database/listen.js';
import { rewordStalePosts } from '../../services/erasure/reword-stale-posts.js';
import { tellHeld } from '../../services/notices/tell-held.js';
import type { Job, JobParts } from '../job.js';

export function sayingJobs({ desk, sender, homes }: JobParts): readonly Job[] {
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
      name: 'tell-held',
      schedule: '*/15 * * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: false,
      isFrequent: true,
      run: async () => ({ messages: await tellHeld(desk) }),
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
