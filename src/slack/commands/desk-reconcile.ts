/** `/desk reconcile`: an admin has threads read again, and is told what comes of it. */

import { slash } from '../../domain/command-names.js';
import { askForReconciling } from '../../services/reconcile/ask-for-reconciling.js';
import { RECONCILE_PACE } from '../../services/reconcile/pace.js';
import { countWords } from '../blocks/count-words.js';
import { textMessage } from '../blocks/pieces.js';
import { answer } from '../kit.js';
import type { DeskVerbHandler } from './desk-call.js';

const THREADS_A_MINUTE = Math.round(60_000 / RECONCILE_PACE.spacingMs);

export const reconcileCommand: DeskVerbHandler<'reconcile'> = async (call, { ticket }) => {
  const { threads } = await askForReconciling(call.kit.desk, await call.actor(), ticket);
  return answer(textMessage(threads === 0 ? nothingToRead(ticket) : whatComes(ticket, threads)));
};

function nothingToRead(ticket: string | null): string {
  return ticket === null
    ? 'No ticket is open or was closed in the last 7 days: there is no thread to read.'
    : `${ticket} has no thread in Slack yet: there is nothing to read.`;
}

function whatComes(ticket: string | null, threads: number): string {
  const which =
    ticket === null ? countWords(threads, 'thread') : `${countWords(threads, 'thread')} of ${ticket}`;
  const when =
    ticket === null
      ? `About ${THREADS_A_MINUTE} a minute, which leaves room for live work; those whose targets are next due come first.`
      : 'They come before all others.';
  return [
    `I am reading ${which} again. ${when}`,
    `Replies, edits and deletions that never reached me are taken over with their own times, and each thread that had gaps gets one line in triage. \`${slash.desk} doctor\` shows how far I am.`,
  ].join('\n');
}
