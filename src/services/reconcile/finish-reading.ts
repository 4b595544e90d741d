/** Ends the reading of one thread: it is due no more, alerts need not wait for it, and its agents are told what was recovered. */
import { countThreadMessagesSql, type ThreadCountRow } from '../../database/sql/count-thread-messages.js';
import { READING_RANKS } from '../../domain/reconcile/reading-rank.js';
import type { Desk } from '../desk.js';
import { changeTicket, type TicketWork } from '../tickets/act-on-ticket.js';
import { placeInThread } from '../tickets/place-in-thread.js';
import type { DueThread } from './apply-finding.js';

export type ReadingEnd = {
  /** False: part of it could not be read or stored, and alerts go on waiting for it. */
  isChecked: boolean;
  /** How many replies Slack counts; null where it did not say. */
  replyCount: number | null;
};

type Recovered = { replies: number; edits: number; deletions: number };

/** Without effect where a newer run wants the thread read again: what was found is then told at the end of that one. */
export async function finishReading(desk: Desk, thread: DueThread, end: ReadingEnd): Promise<void> {
  const { ticketId, id } = thread;
  const recovered = await changeTicket(desk, { ticketId }, async (work) => {
    const found = await takeCounts(work, thread);
    if (found === null) return null;
    await markRead(work, thread, end, found);
    if (found.replies + found.edits + found.deletions > 0) tellAgents(work, thread, found);
    return found;
  });
  if (recovered !== null) desk.log.debug({ threadId: id, ...recovered }, 'thread read again');
}

async function takeCounts({ tx }: TicketWork, { id, runId }: DueThread): Promise<Recovered | null> {
  const row = await tx.ticketThread.findFirst({
    where: { id, reconcileRunId: runId },
    select: { recoveredReplies: true, recoveredEdits: true, recoveredDeletions: true },
  });
  if (row === null) return null;
  return { replies: row.recoveredReplies, edits: row.recoveredEdits, deletions: row.recoveredDeletions };
}

async function markRead(
  { tx, now }: TicketWork,
  { id, runId, channelId, threadTs }: DueThread,
  { isChecked, replyCount }: ReadingEnd,
  { replies, edits, deletions }: Recovered,
): Promise<void> {
  const [counts] = await tx.$queryRaw<ThreadCountRow[]>(countThreadMessagesSql(channelId, threadTs));
  const isCounted = replyCount !== null && counts !== undefined;
  await tx.ticketThread.update({
    where: { id },
    data: {
      reconcileRunId: null,
      reconcileRank: READING_RANKS.in_turn,
      reconcileAfterTs: null,
      reconciledAt: now,
      ...(isChecked ? { uncheckedSinceAt: null } : {}),
      ...(isCounted ? { foreignReplies: replyCount - counts.known } : {}),
      recoveredReplies: 0,
      recoveredEdits: 0,
      recoveredDeletions: 0,
    },
    select: { id: true },
  });
  const increment = (count: number) => ({ increment: count });
  await tx.reconcileRun.update({
    where: { id: runId },
    data: {
      ...(isChecked ? { threadsRead: increment(1) } : { unreadable: increment(1) }),
      replies: increment(replies),
      edits: increment(edits),
      deletions: increment(deletions),
    },
    select: { id: true },
  });
}

/** Only the agents: what was recovered in their own threads is none of the reporter's business, nor of the next project's. */
function tellAgents({ ticket, post }: TicketWork, { id, runId }: DueThread, recovered: Recovered): void {
  const isLeft = ticket.threads.find((thread) => thread.id === id)?.projectId != null;
  const triage = placeInThread(ticket, 'triage');
  if (triage === null || isLeft) return;
  post({
    ...triage,
    key: `recovered:${runId}:${id}`,
    kind: 'recovered',
    ticketId: ticket.id,
    payload: recovered,
  });
}
