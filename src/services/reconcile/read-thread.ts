/** Reads one thread again, page by page, and makes up for what was missed in it. */
import { LOCK_SPACES } from '../../database/lock-spaces.js';
import { compareThread } from '../../domain/reconcile/compare-thread.js';
import type { ThreadPage } from '../../domain/reconcile/thread-page.js';
import { dateToTs } from '../../domain/slack-ts.js';
import { withSessionLock } from '../threads/session-lock.js';
import { applyFinding, type DueThread, markGone } from './apply-finding.js';
import { finishReading } from './finish-reading.js';
import { mayCall, type Reading, waitAsTold } from './pace.js';
import { readKnown } from './read-known.js';
import { reconcileRoot } from './reconcile-root.js';

/** `not_now`: the pace is spent, or Slack asked to wait. `elsewhere`: another process has it, or has had it. */
export type ReadOutcome = 'read' | 'failed' | 'not_now' | 'elsewhere';

/** What is younger is on its way as an event, unless it is from a time when nobody listened. */
const SETTLED_AFTER_MS = 60_000;
/** After a failure that is not Slack's rate limit. */
const RETRY_AFTER_MS = 60_000;
/** A thread of 20,000 replies: past that something loops. */
const PAGES_MAX = 100;

/** A process that is killed lets go at once; whoever comes next goes on with the page that it was reading. */
export async function readThreadAgain(reading: Reading, threadId: number): Promise<ReadOutcome> {
  const outcome = await withSessionLock(reading.desk, [LOCK_SPACES.thread, threadId], () =>
    readLocked(reading, threadId),
  );
  return outcome ?? 'elsewhere';
}

type Progress = DueThread & {
  afterTs: string | null;
  isRootDescription: boolean;
  settledUntilTs: string | null;
};

async function readLocked(reading: Reading, threadId: number): Promise<ReadOutcome> {
  const { desk } = reading;
  try {
    const thread = await loadDue(reading, threadId);
    return thread === null ? 'elsewhere' : await readPages(reading, thread);
  } catch (error) {
    const retryAt = new Date(desk.clock.now().getTime() + RETRY_AFTER_MS);
    desk.log.warn({ threadId, retryAt, err: error }, 'a thread could not be read again yet');
    await desk.database.prisma.ticketThread.updateMany({
      where: { id: threadId },
      data: { reconcileNotBeforeAt: retryAt },
    });
    return 'failed';
  }
}

async function loadDue({ desk }: Reading, id: number): Promise<Progress | null> {
  const row = await desk.database.prisma.ticketThread.findFirst({
    where: { id, reconcileRunId: { not: null } },
    include: { channel: true, reconcileRun: true },
  });
  if (row === null || row.reconcileRun === null) return null;
  const { reconcileRun: run, channel, ticketId, channelId, threadTs, reconcileAfterTs } = row;
  return {
    id,
    runId: run.id,
    ticketId,
    channelId,
    slackChannelId: channel.slackChannelId,
    threadTs,
    afterTs: reconcileAfterTs,
    isRootDescription: row.isRootDescription,
    settledUntilTs: run.cause === 'command' ? null : settledUntil(desk.clock.now(), row.uncheckedSinceAt),
  };
}

function settledUntil(now: Date, gapUntilAt: Date | null): string {
  const settledMs = now.getTime() - SETTLED_AFTER_MS;
  return dateToTs(new Date(Math.max(settledMs, gapUntilAt?.getTime() ?? 0)));
}

async function readPages(reading: Reading, thread: Progress): Promise<ReadOutcome> {
  const { desk } = reading;
  const { slackChannelId, threadTs } = thread;
  let { afterTs } = thread;
  let hasFailed = false;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    if (!(await mayCall(reading))) return 'not_now';
    const known = await readKnown(desk, thread.id, afterTs);
    const bounds = afterTs === null ? {} : { afterTs };
    const answer = await desk.directory.readThreadPage(slackChannelId, threadTs, bounds);
    if ('refused' in answer) return endRefused(reading, thread, answer);
    if (afterTs === null) await reconcileRoot(reading, thread, answer.root);
    const applied = await applyPage(reading, { ...thread, afterTs }, known, answer);
    if (applied === 'not_now') return 'not_now';
    hasFailed ||= applied === 'failed';
    const lastTs = answer.replies.at(-1)?.ts;
    if (answer.isLast || lastTs === undefined) {
      await finishReading(desk, thread, { isChecked: !hasFailed, replyCount: answer.replyCount });
      return hasFailed ? 'failed' : 'read';
    }
    afterTs = lastTs;
    await rememberProgress(reading, thread, afterTs);
  }
  throw new Error('A thread has no end');
}

type Refusal = Extract<
  Awaited<ReturnType<Reading['desk']['directory']['readThreadPage']>>,
  { refused: string }
>;

/** A thread that is gone takes nothing with it; one that cannot be looked at says nothing. */
async function endRefused(reading: Reading, thread: Progress, refusal: Refusal): Promise<ReadOutcome> {
  if (refusal.refused === 'busy') {
    await waitAsTold(reading, refusal.retryAfterSeconds);
    return 'not_now';
  }
  const isGone = refusal.refused === 'no_thread';
  if (isGone) await markGone(reading, thread);
  await finishReading(reading.desk, thread, { isChecked: isGone, replyCount: null });
  return 'read';
}

/** One message that cannot be stored hides no other. */
async function applyPage(
  reading: Reading,
  thread: Progress,
  known: Awaited<ReturnType<typeof readKnown>>,
  { replies, isLast }: ThreadPage,
): Promise<'done' | 'failed' | 'not_now'> {
  const { afterTs, settledUntilTs } = thread;
  const findings = compareThread({ known, replies, isLast, isContinued: afterTs !== null, settledUntilTs });
  let hasFailed = false;
  for (const finding of findings) {
    try {
      if ((await applyFinding(reading, thread, finding)) === 'not_now') return 'not_now';
    } catch (error) {
      hasFailed = true;
      reading.desk.log.error({ threadId: thread.id, err: error }, 'something missed could not be stored yet');
    }
  }
  return hasFailed ? 'failed' : 'done';
}

/** A newer run wants it from the start: then there is nothing to remember. */
async function rememberProgress({ desk }: Reading, { id, runId }: Progress, afterTs: string): Promise<void> {
  await desk.database.prisma.ticketThread.updateMany({
    where: { id, reconcileRunId: runId },
    data: { reconcileAfterTs: afterTs },
  });
}
