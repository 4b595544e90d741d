/** Brings a database to the schema that this version of the code expects. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { postgresErrorOf } from './errors.js';
import { LOCKS } from './lock-spaces.js';
import { withSchemaEngine } from './migration-engine.js';
import { findPackageRoot } from './package-root.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

const LOCK_WAIT_MAX_MS = 120_000;
const UNDEFINED_TABLE = '42P01';

export const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * Applies what is pending, in order. Any number of processes may call this at once: one works, the others wait and
 * find nothing to do.
 *
 * A migration that failed, or whose process was killed, is tried again: scripts run whole or not at all.
 *
 * @param folder of migrations; by default the package's own.
 * @throws Error of the engine, with the migration's name and PostgreSQL's words.
 */
export async function migrate(url: string, folder?: string): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: url, application_name: 'threadesk-migrations' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`SET lock_timeout = ${LOCK_WAIT_MAX_MS}`);
    await client.query('SELECT pg_advisory_lock($1)', [LOCKS.migration]);
    // Asked first, so that the usual start does not load the engine.
    if ((await findPending(client, folder)).length === 0) return { applied: [] };
    return { applied: await applyPending(client, url, folder) };
  } finally {
    await client.end();
  }
}

/** Names of migrations this version of the code has and the database has not; one cheap query. */
export async function pendingMigrations(database: { pool: pg.Pool }): Promise<string[]> {
  return findPending(database.pool);
}

/** The migrations as the engine wants them. */
export async function readMigrations(folder = migrationsFolder()): Promise<MigrationList> {
  const names = await listMigrations(folder);
  const readOne = async (name: string) => ({
    path: name,
    migrationFile: {
      path: 'migration.sql',
      content: { tag: 'ok' as const, value: await readFile(join(folder, name, 'migration.sql'), 'utf8') },
    },
  });
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.map(readOne)),
  };
}

export function migrationsFolder(): string {
  return join(findPackageRoot(), 'prisma', 'migrations');
}

async function applyPending(client: Queryable, url: string, folder?: string): Promise<string[]> {
  const migrationsList = await readMigrations(folder);
  return withSchemaEngine(url, async (engine) => {
    for (const migrationName of await findUnfinished(client)) {
      await engine.markMigrationRolledBack({ migrationName });
    }
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTER });
    return appliedMigrationNames;
  });
}

async function listMigrations(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function findPending(client: Queryable, folder = migrationsFolder()): Promise<string[]> {
  const [names, applied] = await Promise.all([
    listMigrations(folder),
    selectNames(client, 'finished_at IS NOT NULL AND rolled_back_at IS NULL'),
  ]);
  return names.filter((name) => !applied.includes(name));
}

async function findUnfinished(client: Queryable): Promise<string[]> {
  return selectNames(client, 'finished_at IS NULL AND rolled_back_at IS NULL');
}

async function selectNames(client: Queryable, condition: string): Promise<string[]> {
  try {
    const { rows } = await client.query<{ migration_name: string }>(
      `SELECT migration_name FROM _prisma_migrations WHERE ${condition} ORDER BY started_at`,
    );
    return rows.map((row) => row.migration_name);
  } catch (error) {
    if (postgresErrorOf(error)?.code === UNDEFINED_TABLE) return [];
    throw error;
  }
}
