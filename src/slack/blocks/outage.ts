/** Tells an admin that background work has stopped, that it runs again, or that the whole desk stood still. */

import { slash } from '../../domain/command-names.js';
import type { PostContent } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { jobWords } from './job-words.js';
import { textMessage } from './pieces.js';
import { capitalized, instant } from './ticket-words.js';

type Outage = Extract<PostContent, { kind: 'outage' }>;

/** Where more stand still it is the process that does, and one line says as much. */
const JOBS_SHOWN_MAX = 3;

export function outage({ jobs, down, isOver }: Outage): RenderedMessage {
  const paragraphs = [...(down === null ? [] : [downWords(down)]), ...jobWordsOf(jobs, { isOver, down })];
  return textMessage(paragraphs.join('\n'));
}

function downWords({ fromAt, untilAt }: NonNullable<Outage['down']>): string {
  return `:warning: The desk stood still from ${instant(fromAt)} until ${instant(untilAt)}, and works again. Nothing is lost: what was written meanwhile is read now, and what was due is done.`;
}

function jobWordsOf(jobs: Outage['jobs'], { isOver, down }: Pick<Outage, 'isOver' | 'down'>): string[] {
  if (jobs.length === 0) return [];
  const lines = jobs.slice(0, JOBS_SHOWN_MAX).map((each) => `• ${lineOf(each)}`);
  const left = jobs.length - lines.length;
  const more = left > 0 ? [`• and ${left} more`] : [];
  const lasting = jobs.filter(({ endedAt }) => endedAt === null);
  const what = down === null ? 'Background work' : 'Some background work';
  const before = down === null ? '' : ' before that';
  const head = isOver
    ? ':white_check_mark: Background work runs again.'
    : lasting.length > 0
      ? `:warning: ${what} ${down === null ? 'has' : 'had'} stopped${before}. Nothing is lost, but it waits:`
      : `:warning: ${what} had stopped${before}, and runs again by now:`;
  const foot = isOver || lasting.length === 0 ? [] : [whatToDo(lasting)];
  return [head, ...lines, ...more, ...foot];
}

function whatToDo(lasting: Outage['jobs']): string {
  const look = lasting.some(({ failures }) => failures > 0)
    ? "look for `job failed` in the bot's log, and restart the bot if it goes on"
    : 'restart the bot if it goes on';
  return `What to do: ${look}. I tell you when it runs again; \`${slash.desk} doctor\` says how things stand.`;
}

function lineOf({ job, sinceAt, endedAt }: Outage['jobs'][number]): string {
  const what = capitalized(jobWords(job));
  return endedAt === null
    ? `${what}: not since ${instant(sinceAt)}`
    : `${what}: not from ${instant(sinceAt)} until ${instant(endedAt)}`;
}
