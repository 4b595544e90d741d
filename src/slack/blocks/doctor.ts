/** What the doctor found, for the admin who asked: what is wrong with what to do about it, and the figures. */

import type { DoctorFacts } from '../../services/doctor/facts.js';
import type { Finding } from '../../services/doctor/findings.js';
import type { RunStatus } from '../../services/reconcile/reconcile-status.js';
import type { RenderedMessage } from '../gateway.js';
import { countWords } from './count-words.js';
import { findingText } from './doctor-words.js';
import { actions, type Block, context, message, section } from './pieces.js';
import { instant } from './ticket-words.js';
import { refusedButtons } from './undelivered.js';

/** At most some twenty findings, two blocks each: under Slack's 50. */
export function doctorReport({
  facts,
  findings,
}: {
  facts: DoctorFacts;
  findings: readonly Finding[];
}): RenderedMessage {
  const head =
    findings.length === 0
      ? ':white_check_mark: All is well with the desk.'
      : `:warning: ${countWords(findings.length, 'thing')} to look at.`;
  return message(head, [section(head), ...findings.flatMap(blocksOf), context(figuresOf(facts).join('\n'))]);
}

function blocksOf(finding: Finding): Block[] {
  const text = section(`• ${findingText(finding)}`);
  if (finding.kind !== 'refused') return [text];
  const { postId } = finding.group;
  return [text, actions(`refused:${postId}`, refusedButtons(postId))];
}

function figuresOf({ figures, sweptAt, reconcile, refused }: DoctorFacts): string[] {
  const oldest = figures.oldestPostAt === null ? '' : `, the oldest from ${instant(figures.oldestPostAt)}`;
  const updates = figures.postsToUpdate > 0 ? ` and ${countWords(figures.postsToUpdate, 'update')}` : '';
  return [
    `${countWords(figures.openTickets, 'open ticket')}. Targets were ${sweptAt === null ? 'never checked so far' : `last checked ${instant(sweptAt)}`}.`,
    `${countWords(figures.postsToSend, 'message')}${updates} to send${oldest}. ${countWords(figures.postsRefused, 'message')} refused${refused.total > 1 ? `, of ${refused.total} kinds` : ''}.`,
    ...(reconcile.lastRun === null
      ? ['Threads have not been read again yet.']
      : [runText(reconcile.lastRun, reconcile.threadsLeft)]),
    ...(reconcile.lastGap === null
      ? []
      : [
          `Nobody listened to Slack from ${instant(reconcile.lastGap.fromAt)} until ${instant(reconcile.lastGap.untilAt)}; ${reconcile.threadsUnchecked === 0 ? 'everything was read since' : `${countWords(reconcile.threadsUnchecked, 'thread')} still to be read since`}.`,
        ]),
  ];
}

const CAUSES: Record<RunStatus['cause'], string> = {
  start: 'after a start',
  gap: 'after a gap',
  hourly: 'as every hour',
  command: 'on command',
  channel_back: 'where I am back in a channel',
};

function runText(run: RunStatus, threadsLeft: number): string {
  const what = run.ticketNumber === null ? 'Threads' : `The threads of ${run.ticketNumber}`;
  const found = [
    ...(run.replies > 0 ? [countWords(run.replies, 'reply', 'replies')] : []),
    ...(run.edits > 0 ? [countWords(run.edits, 'edit')] : []),
    ...(run.deletions > 0 ? [countWords(run.deletions, 'deletion')] : []),
    ...(run.tickets > 0 ? [countWords(run.tickets, 'ticket')] : []),
  ];
  const recovered = found.length === 0 ? 'nothing was missing' : `recovered: ${found.join(', ')}`;
  const unreadable = run.unreadable > 0 ? `, ${run.unreadable} could not be read` : '';
  const state =
    run.finishedAt === null
      ? `going on: ${run.threadsRead} of ${run.threads} read, ${threadsLeft} left in all`
      : `done ${instant(run.finishedAt)}: ${run.threadsRead} of ${run.threads} read`;
  return `${what} read again ${CAUSES[run.cause]}, begun ${instant(run.startedAt)}, ${state}${unreadable}; ${recovered}.`;
}
