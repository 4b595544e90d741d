/** Tells an admin that background work has stopped, or that it runs again. */

import { slash } from '../../domain/command-names.js';
import type { PostContent } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { jobWords } from './job-words.js';
import { textMessage } from './pieces.js';
import { capitalized, instant } from './ticket-words.js';

type Outage = Extract<PostContent, { kind: 'outage' }>;

/** Where more stand still it is the process that does, and one line says as much. */
const JOBS_SHOWN_MAX = 5;

export function outage({ jobs, isOver }: Outage): RenderedMessage {
  const lines = jobs.slice(0, JOBS_SHOWN_MAX).map((each) => `• ${lineOf(each)}`);
  const left = jobs.length - lines.length;
  const more = left > 0 ? [`• and ${left} more`] : [];
  const isGoingOn = jobs.some(({ endedAt }) => endedAt === null);
  const head = isOver
    ? ':white_check_mark: Background work runs again.'
    : isGoingOn
      ? ':warning: Background work has stopped. Nothing is lost, but it waits:'
      : ':warning: Background work had stopped, and runs again by now:';
  const foot =
    isOver || !isGoingOn
      ? []
      : [
          `What to do: look for \`job failed\` in the bot's log, and restart the bot if it goes on. I tell you when it runs again; \`${slash.desk} doctor\` says how things stand.`,
        ];
  return textMessage([head, ...lines, ...more, ...foot].join('\n'));
}

function lineOf({ job, sinceAt, endedAt }: Outage['jobs'][number]): string {
  const what = capitalized(jobWords(job));
  return endedAt === null
    ? `${what}: not since ${instant(sinceAt)}`
    : `${what}: not from ${instant(sinceAt)} until ${instant(endedAt)}`;
}
