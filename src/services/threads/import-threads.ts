/** Reads the replies that were in a thread before it became a ticket's. */
import { LOCK_SPACES, SESSION_UNLOCK_SQL, TRY_SESSION_LOCK_SQL } from '../../database/lock-spaces.js';
import { dueImportsSql } from '../../database/sql/due-imports.js';
import type { IncomingMessage } from '../../domain/incoming-message.js';
import { ingestMessage } from '../comments/ingest-message.js';
import type { Desk } from '../desk.js';

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
    const isFinished = await withLock(desk, thread.id, () => importThread(desk, thread));
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

/** A session's lock, because a transaction would have to stay open while Slack is read. Null where somebody else has it. */
async function withLock<T>(desk: Desk, threadId: number, work: () => Promise<T>): Promise<T | null> {
  const key = [LOCK_SPACES.thread, threadId];
  const client = await desk.database.pool.connect();
  let isBroken = false;
  try {
    const { rows } = await client.query<{ ok: boolean }>(TRY_SESSION_LOCK_SQL, key);
    if (rows[0]?.ok !== true) return null;
    try {
      return await work();
    } finally {
      await client.query(SESSION_UNLOCK_SQL, key);
    }
  } catch (error) {
    isBroken = true;
    throw error;
  } finally {
    // A connection that may still hold the lock must not go back to the pool.
    client.release(isBroken);
  }
}
