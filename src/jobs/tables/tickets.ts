/** What happens to tickets, and to drafts of tickets, because time passes. */
import { followUpTickets } from '../../services/follow-ups/follow-up-tickets.js';
import { tellLeavers } from '../../services/leavers/tell-leavers.js';
import { remindMessageDrafts } from '../../services/message-drafts/remind-message-drafts.js';
import { forgetTickets } from '../../services/redaction/forget-tickets.js';
import { tellReminders } from '../../services/reminders/tell-reminders.js';
import type { Job, JobParts } from '../job.js';

export function ticketJobs({ desk }: JobParts): readonly Job[] {
  return [
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
      name: 'remind-drafts',
      schedule: '35 * * * * *',
      wakeOn: null,
      isClaimed: true,
      isRunAtStart: false,
      isFrequent: true,
      run: async () => ({ reminded: await remindMessageDrafts(desk) }),
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
  ];
}
