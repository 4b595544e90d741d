/** Waits at start for what comes up at the same time, as a database beside the bot does. */
import { setTimeout as delay } from 'node:timers/promises';
import { postgresErrorOf } from './database/errors.js';
import type { Log } from './services/desk.js';
import { carryFailureOf } from './services/posts/post-carrier.js';

type Waiting = { log: Log; signal?: AbortSignal; delaysMs?: readonly number[] };

/** Two minutes in all: longer than any database needs to start, short enough for a supervisor to notice. */
const DELAYS_MS = [250, 500, 1_000, 2_000, 4_000, ...Array.from({ length: 11 }, () => 10_000)];

const NOT_THERE_YET: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  // https://www.postgresql.org/docs/current/errcodes-appendix.html: cannot connect now, shutting down, crashed.
  ...['57P03', '57P01', '57P02'],
]);

/** Tries again while the other side cannot be reached; any other failure (a wrong password, a refused token) is thrown at once. */
export async function untilReachable<T>(
  what: string,
  attempt: () => Promise<T>,
  { log, signal, delaysMs = DELAYS_MS }: Waiting,
): Promise<T> {
  for (const delayMs of delaysMs) {
    try {
      return await attempt();
    } catch (error) {
      if (!isNotThereYet(error)) throw error;
      log.warn({ err: error, what, retryInMs: delayMs }, 'cannot be reached yet');
    }
    await delay(delayMs, undefined, signal === undefined ? {} : { signal });
  }
  return attempt();
}

/** True for a Slack or a database that may come up by itself; false for what stays wrong until somebody changes it. */
export function isNotThereYet(error: unknown): boolean {
  const failure = carryFailureOf(error);
  if (failure !== null) return failure.kind === 'ambiguous' || failure.kind === 'rate_limited';
  const code = postgresErrorOf(error)?.code ?? codeOf(error);
  return NOT_THERE_YET.has(code);
}

/** A host with several addresses fails with one error each. */
function codeOf(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
