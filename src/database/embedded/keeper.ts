/** Counts the processes that use one embedded server, so that the last to leave, and only it, stops the server. */
import pg from 'pg';
import { LOCKS } from '../lock-spaces.js';
import { LOOPBACK, SUPERUSER } from './commands.js';

const CONNECT_TIMEOUT_MS = 3_000;

/** One connection that lives as long as this process uses the server; a killed process loses it at once. */
export type Keeper = {
  /** True for the last user, who then must stop the server; newcomers wait for that. */
  leave(): Promise<boolean>;
  close(): Promise<void>;
};

export type Joining = Keeper | 'stopping' | 'unreachable';

/**
 * Counts this process as a user of the server. `stopping` where its last user is just stopping it: wait, then start it or join again;
 * `unreachable` where nothing answers with this password.
 */
export async function joinServer(port: number, password: string): Promise<Joining> {
  const client = new pg.Client({
    host: LOOPBACK,
    port,
    user: SUPERUSER,
    password,
    database: 'postgres',
    application_name: 'threadesk-keeper',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  let isLost = false;
  client.on('error', () => {
    isLost = true;
  });
  const close = async () => {
    await client.end().catch(() => undefined);
  };
  const ask = async (lock: string): Promise<boolean> => {
    const { rows } = await client.query<{ ok: boolean }>(`SELECT ${lock}($1::bigint) AS ok`, [
      LOCKS.serverUsers,
    ]);
    return rows[0]?.ok === true;
  };
  try {
    await client.connect();
    if (await ask('pg_try_advisory_lock_shared')) {
      return { leave: async () => !isLost && (await leave(ask)), close };
    }
    await close();
    return 'stopping';
  } catch {
    await close();
    return 'unreachable';
  }
}

async function leave(ask: (lock: string) => Promise<boolean>): Promise<boolean> {
  try {
    await ask('pg_advisory_unlock_shared');
    return await ask('pg_try_advisory_lock');
  } catch {
    return false;
  }
}
