/** Lets one process at a time speak into a conversation; what a killed process held is free at once. */
import type pg from 'pg';

export type ConversationLocks = {
  /** False when another process has it. */
  tryLock(lane: Lane): Promise<boolean>;
  unlock(lane: Lane): Promise<void>;
  /** False once the connection is lost that held it: then another process may have it. */
  isHeld(lane: Lane): boolean;
  close(): void;
};

export type Lane = { lane: 'channel' | 'user'; key: number };

/** Chosen once, in PostgreSQL's name space of advisory locks with two keys. */
const LOCK_CLASSES = { channel: 7_305_101, user: 7_305_102 } as const;

/**
 * Session locks of one connection of the pool, however many are held: a transaction's lock would keep a transaction open over
 * calls to Slack, and a lock in a table would outlive a killed process.
 */
export function createConversationLocks(pool: pg.Pool): ConversationLocks {
  const held = new Set<string>();
  let opening: Promise<pg.PoolClient> | null = null;

  const lose = () => {
    held.clear();
    opening = null;
  };
  const open = async (): Promise<pg.PoolClient> => {
    const client = await pool.connect();
    client.once('error', () => {
      lose();
      client.release(true);
    });
    return client;
  };
  const connection = (): Promise<pg.PoolClient> => {
    opening ??= open();
    opening.catch(lose);
    return opening;
  };
  return {
    tryLock: async (lane) => {
      const client = await connection();
      const { rows } = await client.query<{ ok: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS ok', [
        LOCK_CLASSES[lane.lane],
        lane.key,
      ]);
      const isLocked = rows[0]?.ok === true;
      if (isLocked) held.add(nameOf(lane));
      return isLocked;
    },
    unlock: async (lane) => {
      if (!held.delete(nameOf(lane))) return;
      const client = await connection();
      await client.query('SELECT pg_advisory_unlock($1, $2)', [LOCK_CLASSES[lane.lane], lane.key]);
    },
    isHeld: (lane) => held.has(nameOf(lane)),
    close: () => {
      // Not given back to the pool: its next user would inherit what is still locked.
      opening?.then((client) => client.release(true)).catch(() => undefined);
      lose();
    },
  };
}

export function nameOf({ lane, key }: Lane): string {
  return `${lane}:${key}`;
}
