/** Reads the replies that were in a thread before it became a ticket's. */
import { LOCK_SPACES } from '../../database/lock-spaces.js';
import { dueImportsSql } from '../../database/sql/due-imports.js';
import type { IncomingMessage } from '../../domain/incoming-message.js';
import { ingestMessage } from '../comments/ingest-message.js';
import type { Desk } from '../desk.js';
import { withSessionLock } from './session-lock.js';

type DueThread = { id: number; slackChannelId: string; threadTs: string; importAfterTs: string };

const THREADS_MAX = 20;
const FROM_THE_START = '0.000000';
/** One message that cannot be stored must not hide the others; a database that is away refuses all of them. */
const FAILURES_MAX = 5;

/**
 * One process reads a thread at a time, and one that is killed lets go at once; whoever comes next reads it again from the start,
 * which makes no second comment. A thread that Slack does not give stays due and holds up no other. Returns how many were finished.
 */
export async function importDueThreads(desk: Desk): Promise<number> {
  const due = await desk.database.prisma.$queryRaw<DueThread[]>(dueImportsSql(THREADS_MAX));
  let finished = 0;
  for (const thread of due) {
    const isFinished = await withSessionLock(desk, [LOCK_SPACES.thread, thread.id], () =>
      importThread(desk, thread),
    );
    if (isFinished === true) finished += 1;
  }
  return finished;
}

async function importThread(desk: Desk, thread: DueThread): Promise<boolean> {
  const { id, slackChannelId, threadTs, importAfterTs } = thread;
  const { prisma } = desk.database;
  const stillDue = await prisma.ticketThread.count({ where: { id, importedAt: null } });
  if (stillDue === 0) return false;
  const afterTs = importAfterTs === FROM_THE_START ? undefined : importAfterTs;
  let failures = 0;
  try {
    for await (const message of desk.directory.readThread(slackChannelId, threadTs, afterTs)) {
      const isStored = await tryToIngest(desk, id, message);
      if (!isStored) failures += 1;
      if (failures >= FAILURES_MAX) break;
    }
  } catch (error) {
    desk.log.warn({ threadId: id, err: error }, 'thread not read yet');
    return false;
  }
  if (failures > 0) return false;
  await prisma.ticketThread.update({
    where: { id },
    data: { importedAt: desk.clock.now() },
    select: { id: true },
  });
  return true;
}

async function tryToIngest(desk: Desk, threadId: number, message: IncomingMessage): Promise<boolean> {
  try {
    await ingestMessage(desk, message);
    return true;
  } catch (error) {
    desk.log.error({ threadId, err: error }, 'earlier reply not stored yet');
    return false;
  }
}
