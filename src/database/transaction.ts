/** Runs a unit of work whole or not at all, and again where PostgreSQL asks for that. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Database, Tx } from './client.js';
import { isTransientConflict } from './errors.js';

export type { Tx } from './client.js';
export { isUniqueViolation } from './errors.js';

export type TransactionOptions = {
  /** How often it is run when it keeps losing to deadlocks or serialization failures. */
  attemptsMax?: number;
  /** For a connection from the pool. */
  waitMaxMs?: number;
  /** For the work itself; past it everything is rolled back. */
  timeoutMs?: number;
};

const ATTEMPTS_MAX = 4;
const WAIT_MAX_MS = 8_000;
const TIMEOUT_MS = 10_000;
const BACKOFF_MS = 15;

/**
 * Read committed, PostgreSQL's default. `work` may run several times: it does nothing outside of `tx`.
 *
 * @throws what `work` throws, after a rollback; the last conflict once `attemptsMax` runs have failed.
 */
export async function inTransaction<T>(
  { prisma }: Pick<Database, 'prisma'>,
  work: (tx: Tx) => Promise<T>,
  { attemptsMax = ATTEMPTS_MAX, waitMaxMs = WAIT_MAX_MS, timeoutMs = TIMEOUT_MS }: TransactionOptions = {},
): Promise<T> {
  return retried(() => prisma.$transaction(work, { maxWait: waitMaxMs, timeout: timeoutMs }), attemptsMax);
}

/** For a statement that is a transaction by itself, too. @throws the last conflict once `attemptsMax` runs have failed. */
export async function retried<T>(run: () => Promise<T>, attemptsMax: number = ATTEMPTS_MAX): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= attemptsMax || !isTransientConflict(error)) throw error;
      // Random, so that two that collided do not collide again in step.
      await delay(BACKOFF_MS * 2 ** attempt * Math.random());
    }
  }
}
