/** Lets one process at a time speak into a conversation; what a killed process held is free at once. */
import type pg from 'pg';
import { LOCK_SPACES, SESSION_UNLOCK_SQL, TRY_SESSION_LOCK_SQL } from '../database/lock-spaces.js';

export type ConversationLocks = {
  /** False when another process has it. */
  tryLock(lane: Lane): Promise<boolean>;
  unlock(lane: Lane): Promise<void>;
  /** False once the connection is lost that held it: then another process may have it. */
  isHeld(lane: Lane): boolean;
  close(): void;
};

export type Lane = { lane: 'channel' | 'user'; key: number };

type Connection = { client: pg.PoolClient; release(): void };

/**
 * Session locks of one connection of the pool, however many are held: a transaction's lock would keep a transaction open over
 * calls to Slack, and a lock in a table would outlive a killed process.
 */
export function createConversationLocks(pool: pg.Pool): ConversationLocks {
  const held = new Set<string>();
  let opening: Promise<Connection> | null = null;
  let asking: Promise<unknown> = Promise.resolve();

  const lose = () => {
    held.clear();
    opening = null;
  };
  const open = async (): Promise<Connection> => {
    const client = await pool.connect();
    let isReleased = false;
    // Not given back to the pool: its next user would inherit what is still locked.
    const release = () => {
      if (!isReleased) client.release(true);
      isReleased = true;
    };
    client.once('error', () => {
      lose();
      release();
    });
    return { client, release };
  };
  const connection = (): Promise<Connection> => {
    opening ??= open();
    opening.catch(lose);
    return opening;
  };
  /** One after the other: a connection answers one question at a time. */
  const ask = (question: string, { lane, key }: Lane): Promise<boolean> => {
    const answer = asking.then(async () => {
      const { client } = await connection();
      const { rows } = await client.query<{ ok: boolean }>(question, [LOCK_SPACES[lane], key]);
      return rows[0]?.ok === true;
    });
    asking = answer.catch(() => undefined);
    return answer;
  };
  return {
    tryLock: async (lane) => {
      const isLocked = await ask(TRY_SESSION_LOCK_SQL, lane);
      if (isLocked) held.add(nameOf(lane));
      return isLocked;
    },
    unlock: async (lane) => {
      if (held.delete(nameOf(lane))) await ask(SESSION_UNLOCK_SQL, lane);
    },
    isHeld: (lane) => held.has(nameOf(lane)),
    close: () => {
      opening?.then(({ release }) => release()).catch(() => undefined);
      lose();
    },
  };
}

/** One string for each conversation, to be the key of a Map or Set. */
export function nameOf({ lane, key }: Lane): string {
  return `${lane}:${key}`;
}
