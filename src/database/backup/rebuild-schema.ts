/** Empties a database and builds the schema that a backup was made of, inside of the transaction that restores it. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { migrationsFolder } from '../migrations.js';
import { BackupError } from './backup-error.js';
import { type AppliedMigration, readTables } from './catalogue.js';

/** As Prisma's engine makes it; test/database/backup.test.ts compares the two. */
const MIGRATIONS_TABLE_SQL = `
  CREATE TABLE _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

/** What extensions own stays, and so do they. */
const DROPS_SQL = `
  SELECT format(CASE c.relkind WHEN 'v' THEN 'DROP VIEW %s CASCADE' WHEN 'm' THEN 'DROP MATERIALIZED VIEW %s CASCADE'
                WHEN 'S' THEN 'DROP SEQUENCE IF EXISTS %s CASCADE' ELSE 'DROP TABLE %s CASCADE' END, c.oid::regclass) AS sql, 1 AS turn
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('e', 'a', 'i'))
  UNION ALL
  SELECT format('DROP ROUTINE %s CASCADE', p.oid::regprocedure), 2 FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  UNION ALL
  SELECT format('DROP TYPE %s CASCADE', t.oid::regtype), 3 FROM pg_type t
  WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
  ORDER BY turn`;

/** The scripts of a backup's migrations, in order. @throws BackupError `unknown_migrations`. */
export async function readScripts(migrations: readonly AppliedMigration[]): Promise<string[]> {
  const unknown: string[] = [];
  const scripts: string[] = [];
  for (const { name, checksum } of migrations) {
    // A name out of a file is no path.
    const isName = /^\w+$/.test(name);
    const script = isName ? await readScript(name) : null;
    if (script === null || createHash('sha256').update(script).digest('hex') !== checksum) unknown.push(name);
    else scripts.push(script);
  }
  if (unknown.length > 0) throw new BackupError('unknown_migrations', unknown.join(', '));
  return scripts;
}

/** @throws BackupError `in_use`, `foreign_tables`, or `not_empty` unless `isReplacing`. */
export async function refuseUnlessFree(client: pg.Client, isReplacing: boolean): Promise<void> {
  const { rows } = await client.query<{ connections: number }>(
    `SELECT count(*)::int AS connections FROM pg_stat_activity
     WHERE datname = current_database() AND application_name IN ('threadesk', 'threadesk-listener')`,
  );
  const connections = rows[0]?.connections ?? 0;
  if (connections > 0) throw new BackupError('in_use', `${connections} connections`);
  const tables = (await readTables(client)).map(({ name }) => name);
  if (tables.length === 0) return;
  if (!['_prisma_migrations', 'tickets', 'posts', 'users'].every((name) => tables.includes(name))) {
    throw new BackupError('foreign_tables', tables.slice(0, 5).join(', '));
  }
  if (isReplacing) return;
  const held = await countRows(client);
  if (Object.values(held).some((rowCount) => rowCount > 0)) {
    throw new BackupError('not_empty', describeRows(held));
  }
}

export async function rebuildSchema(client: pg.Client, scripts: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ sql: string }>(DROPS_SQL);
  for (const { sql } of rows) await client.query(sql);
  await client.query(MIGRATIONS_TABLE_SQL);
  for (const script of scripts) await client.query(script);
}

type RowCounts = { tickets: number; users: number; posts: number };

async function countRows(client: pg.Client): Promise<RowCounts> {
  const { rows } = await client.query<RowCounts>(
    `SELECT (SELECT count(*)::int FROM tickets) AS tickets, (SELECT count(*)::int FROM users) AS users,
            (SELECT count(*)::int FROM posts) AS posts`,
  );
  return rows[0] ?? { tickets: 0, users: 0, posts: 0 };
}

function describeRows({ tickets, users }: RowCounts): string {
  return `${tickets} tickets and ${users} people`;
}

async function readScript(name: string): Promise<string | null> {
  return readFile(join(migrationsFolder(), name, 'migration.sql'), 'utf8').catch(() => null);
}
