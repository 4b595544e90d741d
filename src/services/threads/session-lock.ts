/** Lets one process at a time do what takes calls to Slack, and lets go at once of what a killed one held. */
import { SESSION_UNLOCK_SQL, TRY_SESSION_LOCK_SQL } from '../../database/lock-spaces.js';
import type { Desk } from '../desk.js';

/**
 * A session's lock, because a transaction would have to stay open while Slack is asked. Null where somebody else has it.
 *
 * @param key one of `LOCK_SPACES`, and the id of what is locked.
 */
export async function withSessionLock<T>(
  desk: Desk,
  key: readonly [space: number, id: number],
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await desk.database.pool.connect();
  let isBroken = false;
  try {
    const { rows } = await client.query<{ ok: boolean }>(TRY_SESSION_LOCK_SQL, [...key]);
    if (rows[0]?.ok !== true) return null;
    try {
      return await work();
    } finally {
      await client.query(SESSION_UNLOCK_SQL, [...key]);
    }
  } catch (error) {
    isBroken = true;
    throw error;
  } finally {
    // A connection that may still hold the lock must not go back to the pool.
    client.release(isBroken);
  }
}
