/** Makes up for one thing that was missed, by the way that live events go. */
import type { Finding } from '../../domain/reconcile/compare-thread.js';
import { dateToTs } from '../../domain/slack-ts.js';
import { ingestMessage } from '../comments/ingest-message.js';
import type { IngestOutcome } from '../comments/ingest-result.js';
import { mayCall, type Reading, waitAsTold } from './pace.js';

export type DueThread = {
  id: number;
  runId: number;
  ticketId: number;
  channelId: number;
  slackChannelId: string;
  threadTs: string;
};

/** `not_now`: Slack may not be asked any more for the moment. */
export type Applied = 'done' | 'not_now';

const COUNTED = {
  added: 'recoveredReplies',
  edited: 'recoveredEdits',
  deleted: 'recoveredDeletions',
} as const satisfies Partial<Record<IngestOutcome, string>>;

/** Safe to repeat: what was there already, or came as an event in the meantime, is not counted. */
export async function applyFinding(reading: Reading, thread: DueThread, finding: Finding): Promise<Applied> {
  const { desk } = reading;
  switch (finding.kind) {
    case 'reply':
    case 'edit':
      await countOutcome(reading, thread, (await ingestMessage(desk, finding.message)).outcome);
      return 'done';
    case 'deletion':
      return applyDeletion(reading, thread, finding.comment.ts);
    case 'gone':
      await markGone(reading, thread, [finding.comment.id]);
      return 'done';
    case 'back': {
      const { id } = finding.comment;
      await desk.database.prisma.comment.updateMany({ where: { id }, data: { goneFromSlackAt: null } });
      return 'done';
    }
  }
}

/** Counted beside the thread, so that a process which is killed while it reads forgets none. */
export async function countOutcome(
  { desk: { database } }: Reading,
  { id }: DueThread,
  outcome: IngestOutcome,
): Promise<void> {
  const column = outcome in COUNTED ? COUNTED[outcome as keyof typeof COUNTED] : null;
  if (column === null) return;
  await database.prisma.ticketThread.updateMany({ where: { id }, data: { [column]: { increment: 1 } } });
}

/**
 * Not believed before Slack has been asked for that very reply: a page that came incomplete would otherwise delete what nobody has
 * deleted. Slack does not tell when it happened; it is noted as of now.
 */
async function applyDeletion(reading: Reading, thread: DueThread, ts: string): Promise<Applied> {
  const { desk } = reading;
  const { slackChannelId: channel, threadTs } = thread;
  if (!(await mayCall(reading))) return 'not_now';
  const answer = await desk.directory.readThreadPage(channel, threadTs, { onlyTs: ts });
  if ('refused' in answer) {
    if (answer.refused === 'busy') await waitAsTold(reading, answer.retryAfterSeconds);
    return 'not_now';
  }
  if (answer.replies.some((reply) => reply.ts === ts)) return 'done';
  const { outcome } = await ingestMessage(desk, {
    kind: 'deleted',
    channel,
    channelType: null,
    ts,
    threadTs,
    user: null,
    previousText: null,
    deletedAtTs: dateToTs(desk.clock.now()),
    isTombstone: false,
    files: [],
  });
  await countOutcome(reading, thread, outcome);
  return 'done';
}

/** Kept and shown as before. `commentIds` left out: all of the thread. */
export async function markGone(
  { desk }: Reading,
  { id: threadId, runId }: DueThread,
  commentIds?: readonly number[],
): Promise<void> {
  const { prisma } = desk.database;
  const { count } = await prisma.comment.updateMany({
    where: {
      threadId,
      messageTs: { not: null },
      deletedAt: null,
      goneFromSlackAt: null,
      ...(commentIds === undefined ? {} : { id: { in: [...commentIds] } }),
    },
    data: { goneFromSlackAt: desk.clock.now() },
  });
  if (count === 0) return;
  await prisma.reconcileRun.updateMany({ where: { id: runId }, data: { gone: { increment: count } } });
}
