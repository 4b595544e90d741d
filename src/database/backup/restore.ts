/** Puts a backup back, whole or not at all. */
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { LOCKS } from '../lock-spaces.js';
import { migrate } from '../migrations.js';
import { RESTORED_POST } from '../unsent-posts.js';
import { BackupError } from './backup-error.js';
import { copyTarget, readTables } from './catalogue.js';
import type { BackupHeader } from './header.js';
import { type Backup, openBackup } from './open-backup.js';
import { readScripts, rebuildSchema, refuseUnlessFree } from './rebuild-schema.js';
import { readSections } from './sections.js';
import { withSession } from './session.js';

export type RestoreOptions = {
  /** Deletes what the database holds, in the same transaction. */
  isReplacing?: boolean;
};

const LOCK_WAIT_MAX_MS = 30_000;

/**
 * Slack's messages hold ids of rows in their buttons and metadata, and those from after the backup are not in the file: an id
 * that one of them has must not become another row's. More than a day's work of a large desk.
 */
export const IDS_SKIPPED = 10_000;

/**
 * One transaction: the schema as it was when the backup was made, its rows, its sequences. Then come the migrations that the backup
 * does not have. Rules that hold between tables are checked again; triggers, which speak of changes, are not run.
 *
 * @throws BackupError before anything is changed; any other error after a rollback.
 */
export async function restore(
  url: string,
  path: string,
  { isReplacing = false }: RestoreOptions = {},
): Promise<BackupHeader> {
  const backup = await openBackup(path);
  const scripts = await readScripts(backup.header.migrations);
  await withSession(url, async (client) => {
    await client.query(`SET lock_timeout = ${LOCK_WAIT_MAX_MS}`);
    // A bot that starts meanwhile waits for it.
    await client.query('SELECT pg_advisory_lock($1)', [LOCKS.migration]);
    await client.query('BEGIN');
    await refuseUnlessFree(client, isReplacing);
    await rebuildSchema(client, scripts);
    await load(client, backup);
    await client.query('COMMIT');
    await client.query('ANALYZE');
  });
  await migrate(url);
  return backup.header;
}

async function load(client: pg.Client, { header, body }: Backup): Promise<void> {
  const { tables, sequences } = header;
  await refuseOtherTables(client, header);
  const constraints = await dropForeignKeys(client);
  for (const { name } of tables)
    await client.query(`ALTER TABLE ${pg.escapeIdentifier(name)} DISABLE TRIGGER USER`);
  // What the migrations put there is in the file as well, or was changed since.
  await client.query(`TRUNCATE ${tables.map(({ name }) => pg.escapeIdentifier(name)).join(', ')}`);
  const sections = readSections(body());
  for (const table of tables) {
    const copying = client.query(copyFrom(`COPY ${copyTarget(table)} FROM STDIN`));
    await pipeline(sections.next(), copying);
    if (copying.rowCount !== table.rows) {
      throw new BackupError('damaged', `${copying.rowCount} of ${table.rows} rows of ${table.name}`);
    }
  }
  if (!(await sections.isAtEnd())) throw new BackupError('damaged', 'more than its header says');
  for (const { name, lastValue } of sequences) {
    if (lastValue === null) continue;
    await client.query('SELECT setval($1::regclass, $2::bigint + $3)', [
      `public.${pg.escapeIdentifier(name)}`,
      lastValue,
      IDS_SKIPPED,
    ]);
  }
  await doubtPosts(client);
  for (const sql of constraints) await client.query(sql);
  for (const { name } of tables)
    await client.query(`ALTER TABLE ${pg.escapeIdentifier(name)} ENABLE TRIGGER USER`);
}

/** The scripts are the backup's own, so another shape means another kind of file. */
async function refuseOtherTables(client: pg.Client, { tables }: BackupHeader): Promise<void> {
  const shape = (all: readonly { name: string; columns: string[] }[]) =>
    JSON.stringify(all.map(({ name, columns }) => [name, [...columns].sort()]).sort());
  if (shape(tables) !== shape(await readTables(client))) {
    throw new BackupError('damaged', 'its tables are not those of its migrations');
  }
}

/** Returns what puts them back, which checks every row: only a superuser could leave them in place and load in any order. */
async function dropForeignKeys(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  return rows.map(
    ({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`,
  );
}

/** What was still to be posted when the backup was made may be in Slack by now: the sender looks before it posts. */
async function doubtPosts(client: pg.Client): Promise<void> {
  await client.query(`UPDATE posts SET last_error = $1 WHERE state = 'pending'`, [RESTORED_POST]);
}
