/** A restore that cannot be whole changes nothing: it is refused, or what was there stays. */

import { createHash } from 'node:crypto';
import { readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { BackupTrouble } from '../../src/database/backup/backup-error.js';
import {
  type BackupHeader,
  HEADER_BYTES,
  parseHeader,
  writeHeader,
} from '../../src/database/backup/header.js';
import { restore } from '../../src/database/backup/restore.js';
import { createTestDatabase } from '../support/database.js';
import { rowsOf, schemaOf } from '../support/database-image.js';
import { runSql } from '../support/run-sql.js';
import { drops, emptyDatabase, troubleOf } from './desk-to-back-up.js';
import { useBackup } from './use-backup.js';

const backup = useBackup();

/** Writes the file again with another header or other rows, and honest sums: only a restore itself can find what is wrong. */
async function forge(change: {
  header?: (header: BackupHeader) => BackupHeader;
  rows?: (rows: string) => string;
}): Promise<void> {
  const bytes = await readFile(backup.path);
  const rows = gunzipSync(bytes.subarray(HEADER_BYTES)).toString();
  const body = gzipSync(change.rows?.(rows) ?? rows);
  const sums = { bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') };
  const header = { ...parseHeader(bytes.subarray(0, HEADER_BYTES)), body: sums };
  await writeFile(backup.path, Buffer.concat([writeHeader(change.header?.(header) ?? header), body]));
}

describe('a restore is refused before anything is changed', () => {
  it.each<[string, BackupTrouble, () => Promise<unknown>]>([
    ['there is no file', 'file_missing', () => rm(backup.path)],
    ['the file is something else', 'not_a_backup', () => writeFile(backup.path, 'PGDMP'.repeat(50_000))],
    ['the file is empty', 'not_a_backup', () => writeFile(backup.path, '')],
    ['its format is a later one', 'other_format', () => overwrite(0, 'THREADESK BACKUP 2 ')],
    ['its header was cut', 'damaged', () => truncate(backup.path, 5_000)],
    [
      'it was not copied whole',
      'damaged',
      async () => truncate(backup.path, (await stat(backup.path)).size - 1),
    ],
    ['one byte is another', 'damaged', () => flipByte(HEADER_BYTES + 500)],
    [
      'it has a migration that this code has not',
      'unknown_migrations',
      () => forge({ header: (header) => withMigration(header, { name: '29990101000000_later' }) }),
    ],
    [
      'it has a migration that says something else here',
      'unknown_migrations',
      () => forge({ header: (header) => withMigration(header, { checksum: '0'.repeat(64) }) }),
    ],
    [
      'the name of a migration leads elsewhere',
      'unknown_migrations',
      () => forge({ header: (header) => withMigration(header, { name: '../../etc' }) }),
    ],
  ])('where %s', async (_name, trouble, damage) => {
    await writeFile(backup.path, backup.made);
    await damage();
    const target = await emptyDatabase();
    expect(await troubleOf(restore(target, backup.path))).toBe(trouble);
    expect(await rowsOf(target)).toEqual({});
  });

  it('where the tables are another program’s, even when it may replace', async () => {
    await writeFile(backup.path, backup.made);
    const target = await emptyDatabase();
    await runSql(target, 'CREATE TABLE invoices (id int)');
    expect(await troubleOf(restore(target, backup.path, { isReplacing: true }))).toBe('foreign_tables');
    expect(Object.keys(await rowsOf(target))).toEqual(['invoices']);
  });

  it('where a bot is connected', async () => {
    await writeFile(backup.path, backup.made);
    const bot = await createTestDatabase();
    drops.push(bot.drop);
    await bot.database.pool.query('SELECT 1');
    expect(await troubleOf(restore(bot.url, backup.path, { isReplacing: true }))).toBe('in_use');
  });
});

describe('a restore that fails half way leaves what was there', () => {
  it.each<[string, Parameters<typeof forge>[0]]>([
    ['a row belongs to nobody', { rows: (rows) => rows.replace(/^1\tU1\t/m, '77\tU1\t') }],
    ['a value is of another kind', { rows: (rows) => rows.replace(/^1\tU1\t/m, 'one\tU1\t') }],
    ['a row is missing', { rows: (rows) => rows.replace(/^1\tU1\t.*\n/m, '') }],
    ['it ends within a table', { rows: (rows) => rows.slice(0, -20) }],
    ['there is more than there should be', { rows: (rows) => `${rows}1\t2\n\\.\n` }],
    [
      'it has a table that nobody made',
      {
        header: (header) => ({
          ...header,
          tables: [...header.tables, { name: 'pg_authid', columns: ['oid'], rows: 0 }],
        }),
      },
    ],
  ])('where %s', async (_name, change) => {
    await writeFile(backup.path, backup.made);
    await forge(change);
    const before = { rows: await rowsOf(backup.desk), schema: await schemaOf(backup.desk) };
    expect(await troubleOf(restore(backup.desk, backup.path, { isReplacing: true }))).not.toBe('none');
    expect({ rows: await rowsOf(backup.desk), schema: await schemaOf(backup.desk) }).toEqual(before);
  });
});

/** Whatever it is: one that happens to be the new byte already damages nothing. */
async function flipByte(at: number): Promise<void> {
  const bytes = await readFile(backup.path);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  await writeFile(backup.path, bytes);
}

async function overwrite(at: number, text: string): Promise<void> {
  const bytes = await readFile(backup.path);
  bytes.write(text, at);
  await writeFile(backup.path, bytes);
}

function withMigration(
  header: BackupHeader,
  change: Partial<BackupHeader['migrations'][number]>,
): BackupHeader {
  return {
    ...header,
    migrations: header.migrations.map((each, at) => (at === 1 ? { ...each, ...change } : each)),
  };
}
