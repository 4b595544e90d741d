/** Looks at a channel's newest messages, which tell in one call of replies missed in many threads, and of tickets never made. */
import { LOCK_SPACES } from '../../database/lock-spaces.js';
import { countThreadMessagesSql, type ThreadCountRow } from '../../database/sql/count-thread-messages.js';
import { isThreadInDoubt, READING_RANKS } from '../../domain/reconcile/reading-rank.js';
import type { ChannelMessage } from '../../domain/reconcile/thread-page.js';
import { dateToTs } from '../../domain/slack-ts.js';
import { withSessionLock } from '../threads/session-lock.js';
import { makeMissedTickets } from './make-missed-tickets.js';
import { mayCall, type Reading, waitAsTold } from './pace.js';
import type { ReadOutcome } from './read-thread.js';

/** As far back as a message with the project's emoji may still become a ticket by it. */
const LOOK_BACK_MS = 7 * 86_400_000;

/** One process at a time; a killed one leaves the channel due. */
export async function scanChannel(reading: Reading, channelId: number): Promise<ReadOutcome> {
  const outcome = await withSessionLock(reading.desk, [LOCK_SPACES.channelScan, channelId], () =>
    scanLocked(reading, channelId),
  );
  return outcome ?? 'elsewhere';
}

async function scanLocked(reading: Reading, channelId: number): Promise<ReadOutcome> {
  const { desk } = reading;
  const { prisma } = desk.database;
  const channel = await prisma.channel.findFirst({ where: { id: channelId, reconcileRunId: { not: null } } });
  if (channel === null || channel.reconcileRunId === null) return 'elsewhere';
  const { reconcileRunId: runId } = channel;
  if (!(await mayCall(reading))) return 'not_now';
  try {
    const afterAt = new Date(desk.clock.now().getTime() - LOOK_BACK_MS);
    const answer = await desk.directory.readChannelPage(channel.slackChannelId, dateToTs(afterAt));
    if ('refused' in answer) {
      if (answer.refused === 'busy') {
        await waitAsTold(reading, answer.retryAfterSeconds);
        return 'not_now';
      }
    } else {
      await markDoubts(reading, channelId, answer.messages);
      if (channel.role === 'request') {
        if ((await makeMissedTickets(reading, { channel, runId }, answer.messages)) === 'not_now')
          return 'not_now';
      }
    }
  } catch (error) {
    // Threads are read whether their channel was looked at or not: the next run looks again.
    desk.log.warn({ channelId, err: error }, 'a channel could not be looked at');
  }
  await prisma.channel.updateMany({
    where: { id: channelId, reconcileRunId: runId },
    data: { reconcileRunId: null },
  });
  return 'read';
}

async function markDoubts(
  { desk: { database } }: Reading,
  channelId: number,
  messages: readonly ChannelMessage[],
): Promise<void> {
  const threads = await database.prisma.$queryRaw<ThreadCountRow[]>(countThreadMessagesSql(channelId, null));
  const byTs = new Map(messages.map((message) => [message.ts, message]));
  const inDoubt = threads.filter((thread) => {
    const root = byTs.get(thread.threadTs);
    return root !== undefined && isThreadInDoubt(thread, root);
  });
  await database.prisma.ticketThread.updateMany({
    where: { id: { in: inDoubt.map(({ id }) => id) }, reconcileRank: { gt: READING_RANKS.in_doubt } },
    data: { reconcileRank: READING_RANKS.in_doubt },
  });
}
