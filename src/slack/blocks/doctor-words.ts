/** Each finding of the doctor in words: what is wrong, and what to do. */

import { slash } from '../../domain/command-names.js';
import { escapeText, truncate } from '../../domain/mrkdwn.js';
import type { Finding } from '../../services/doctor/findings.js';
import { countWords } from './count-words.js';
import { exactDuration } from './duration-words.js';
import { jobWords } from './job-words.js';
import { instant } from './ticket-words.js';
import { undeliveredText } from './undelivered.js';

/** Past these a list says how many it leaves out. */
const LISTED_MAX = 12;
const NAME_MAX = 80;

type Words = { [K in Finding['kind']]: (finding: Extract<Finding, { kind: K }>) => string };

const WORDS: Words = {
  slack_refuses: ({ reason }) =>
    `Slack does not say who I am (\`${escapeText(truncate(reason.replaceAll('`', "'"), NAME_MAX))}\`). What to do: if it stays so, reinstall the app in its settings under *Install App*, put the token into \`SLACK_BOT_TOKEN\`, and restart me.`,
  scopes_missing: ({ scopes }) =>
    `The app may not do all that I need. Missing: ${scopes.map((scope) => `\`${escapeText(scope)}\``).join(', ')}. What to do: update the app from \`manifest.yml\` in its settings, then *Reinstall to Workspace*.`,
  nobody_listens: ({ sinceAt }) =>
    `Nothing comes from Slack since ${instant(sinceAt)}. What to do: see what \`/readyz\` names and whether the log says \`Slack refuses the connection\`. What was missed is read again afterwards.`,
  jobs_late: ({ jobs }) =>
    `Background work stands still: ${listed(jobs.map(({ job, sinceAt, failures }) => `${jobWords(job)} (not since ${instant(sinceAt)}${failures > 0 ? `, ${countWords(failures, 'failure')} in a row` : ''})`))}. What to do: look for \`job failed\` in the log, and restart the bot if it goes on.`,
  targets_late: ({ sinceAt }) =>
    `A target should have been looked at ${instant(sinceAt)} and was not. What to do: see whether \`SLA_SWEEP_CRON\` is as you want it, and look for \`job failed\` in the log.`,
  posts_late: ({ count, oldestAt }) =>
    `${countWords(count, 'message')} to send, the oldest from ${instant(oldestAt)}. What to do: nothing while Slack has an outage (status.slack.com); else look in the log for why they wait.`,
  archived: ({ slackChannelIds }) =>
    `Archived: ${channels(slackChannelIds)}. What to do: unarchive, or choose others with \`${slash.project} edit\`.`,
  bot_missing: ({ slackChannelIds }) =>
    `I am not in ${channels(slackChannelIds)}, and hear nothing of what is said there. What to do: type \`/invite ${slash.bot}\` there, or choose others with \`${slash.project} edit\`.`,
  without_triage: ({ keys }) =>
    `No triage channel: ${projects(keys)}. Cards and alerts go to the admins' direct messages. What to do: \`${slash.project} edit ${firstOf(keys)}\`.`,
  without_agents: ({ keys }) =>
    `Nobody works the tickets of ${projects(keys)}. What to do: invite people to its triage channel, or \`${slash.project} agents ${firstOf(keys)} add @user\`.`,
  without_policy: ({ keys }) =>
    `No targets are set for ${projects(keys)}. What to do: \`${slash.project} sla ${firstOf(keys)}\`.`,
  never_open: ({ calendars }) =>
    `Calendars without a single opening hour, in which no target ever passes: ${listed(calendars.map(({ key, name }) => `${escapeText(truncate(name, NAME_MAX))} (${escapeText(key)})`))}. What to do: \`${slash.project} calendar ${escapeText(calendars[0]?.key ?? '')}\`.`,
  no_typos: () =>
    'Search finds only what is spelled right: PostgreSQL refuses me the extension `pg_trgm`. What to do: have somebody who may run `CREATE EXTENSION pg_trgm` in my database, and restart me. Without it nothing else is missing.',
  clock_apart: ({ whose, aheadMs }) =>
    `The clock of ${whose} is ${secondsWords(aheadMs)} mine. Times of comments and targets are off by as much. What to do: have both machines set their clocks by NTP.`,
  refused: ({ group }) => undeliveredText(group),
  refused_more: ({ count }) =>
    `Messages were refused in ${countWords(count, 'further case')}. What to do: settle those above, and ask me again.`,
};

export function findingText(finding: Finding): string {
  const words = WORDS[finding.kind] as (finding: Finding) => string;
  return words(finding);
}

function secondsWords(aheadMs: number): string {
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  return `${exactDuration(seconds)} ${aheadMs > 0 ? 'ahead of' : 'behind'}`;
}

function listed(words: readonly string[]): string {
  const left = words.length - LISTED_MAX;
  return words.slice(0, LISTED_MAX).join(', ') + (left > 0 ? ` and ${left} more` : '');
}

function channels(slackChannelIds: readonly string[]): string {
  return listed(slackChannelIds.map((id) => `<#${id}>`));
}

function projects(keys: readonly string[]): string {
  return listed(keys.map((key) => `*${escapeText(key)}*`));
}

function firstOf(keys: readonly string[]): string {
  return escapeText(keys[0] ?? '');
}
