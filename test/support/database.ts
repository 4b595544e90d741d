/** Gives each test file a migrated PostgreSQL database of its own. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { createDatabase, type Database, type DatabaseOptions } from '../../src/database/client.js';
import { databaseUrl, runSql } from './run-sql.js';
import './test-server.js';
import { openWarmPrisma } from './warm-prisma.js';

export type TestDatabase = {
  database: Database;
  url: string;
  /** Back to what the migrations left, identities included. Needs the work in hand to be over. */
  reset(): Promise<void>;
  /** Ends every session on it, this one's included. */
  drop(): Promise<void>;
};

/** A clone of the migrated template. */
export async function createTestDatabase(options?: DatabaseOptions): Promise<TestDatabase> {
  const { url: serverUrl, template, cloneStrategy, resetSql } = inject('testServer');
  const name = `threadesk_test_${randomUUID().replaceAll('-', '')}`;
  await runSql(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY ${cloneStrategy}`);
  const url = databaseUrl(serverUrl, name);
  const database = createDatabase(url, { openPrisma: openWarmPrisma, ...options });
  const session = warmSession(url);
  const drop = async () => {
    await database.close();
    await session.end();
    await runSql(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return { database, url, reset: () => session.run(resetSql), drop };
}

/** One connection kept open: on a new one PostgreSQL reads its catalogues again, which takes ten times as long as the script itself. */
function warmSession(url: string): { run(sql: string): Promise<void>; end(): Promise<void> } {
  let client: pg.Client | null = null;
  const end = async () => {
    const ended = client;
    client = null;
    await ended?.end();
  };
  const connected = async (): Promise<pg.Client> => {
    if (client !== null) return client;
    const fresh = new pg.Client({ connectionString: url });
    // Tests restart and break databases: the next script connects again.
    fresh.on('error', () => {
      if (client === fresh) client = null;
    });
    await fresh.connect();
    client = fresh;
    return fresh;
  };
  const run = async (sql: string) => {
    try {
      await (await connected()).query(sql);
    } catch (error) {
      await end().catch(() => undefined);
      throw error;
    }
  };
  return { run, end };
}

/** The same for a whole file or `describe`: read it inside of tests and hooks only. */
export function useTestDatabase(options?: DatabaseOptions): Readonly<Omit<TestDatabase, 'drop'>> {
  let current: TestDatabase | null = null;
  beforeAll(async () => {
    current = await createTestDatabase(options);
  });
  afterAll(async () => {
    await current?.drop();
    current = null;
  });
  const get = (): TestDatabase => {
    if (current === null) throw new Error('The test database exists only while tests and hooks run');
    return current;
  };
  return {
    get database() {
      return get().database;
    },
    get url() {
      return get().url;
    },
    reset: () => get().reset(),
  };
}

/** An empty database on the same server, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const { url: serverUrl } = inject('testServer');
  const name = `threadesk_empty_${randomUUID().replaceAll('-', '')}`;
  await runSql(serverUrl, `CREATE DATABASE ${name}`);
  const drop = async () => {
    await runSql(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return { url: databaseUrl(serverUrl, name), drop };
}
