/** What each piece of background work is for, in words that an admin understands. */

import { escapeText } from '../../domain/mrkdwn.js';

const JOB_WORDS: Readonly<Record<string, string>> = {
  'send-posts': 'sending messages to Slack',
  'publish-homes': 'showing Home tabs',
  'remind-drafts': 'the reminders of what people wrote to me and did not decide about',
  'follow-up-tickets': 'reminding, closing and resuming tickets by itself',
  'tell-leavers': 'telling of the tickets of agents who have left',
  'tell-held': 'telling people what their settings had kept back',
  'sweep-clocks': 'the sweep that watches targets',
  'tell-alerts': 'telling of alerts',
  'import-threads': 'reading earlier replies',
  'decide-pending-comments': 'deciding who may read comments',
  'place-early-events': 'clearing up early events',
  'recompute-clocks': 'recomputing clocks',
  'watch-jobs': 'watching background work',
  'forget-tickets': 'forgetting texts of closed tickets',
  'reword-posts': 'taking erased names out of messages',
  'prune-ticks': 'clearing up the timetable',
  'sync-users': 'reading the list of people',
  'sync-agents': 'reading the members of triage channels',
  'note-listening': 'noting that somebody listens to Slack',
  reconcile: 'reading threads again',
  'begin-reconciling': 'beginning the hourly reading of threads',
  'sync-channels': 'asking what channels are',
};

/** A job of another version of the bot goes by its name. */
export function jobWords(job: string): string {
  return Object.hasOwn(JOB_WORDS, job) ? (JOB_WORDS[job] ?? job) : `the job ${escapeText(job)}`;
}
