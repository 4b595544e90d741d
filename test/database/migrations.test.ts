/** Migrations bring any database to the schema, however many processes start at once and however they died. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../src/database/client.js';
import { migrate, pendingMigrations, readMigrations } from '../../src/database/migrations.js';
import { createEmptyDatabase } from '../support/database.js';
import { runSql } from '../support/run-sql.js';

let empty: Awaited<ReturnType<typeof createEmptyDatabase>>;

beforeEach(async () => {
  empty = await createEmptyDatabase();
});

afterEach(async () => {
  await empty.drop();
});

const ours = async () => (await readMigrations()).migrationDirectories.map(({ path }) => path);

describe('migrate', () => {
  it('applies each migration once when four processes start on an empty database', async () => {
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(empty.url)));
    expect(runs.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 0, (await ours()).length]);
    expect(runs.flatMap(({ applied }) => applied)).toEqual(await ours());
  });

  it('has nothing to do the second time', async () => {
    await migrate(empty.url);
    expect(await migrate(empty.url)).toEqual({ applied: [] });
  });

  it('leaves no connection and no lock behind', async () => {
    await migrate(empty.url);
    const others = await runSql<{ pid: number }>(
      empty.url,
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    expect(others).toEqual([]);
  });
});

describe('migrate, where no extension may be installed', () => {
  it('does all the rest; what misses the extension finds nothing until it can be had', async () => {
    await runSql(
      empty.url,
      `CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'permission denied to create extension' USING ERRCODE = 'insufficient_privilege'; END $$;
       CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('CREATE EXTENSION') EXECUTE FUNCTION refuse()`,
    );
    expect((await migrate(empty.url)).applied).toEqual(await ours());
    const asked = `SELECT tolerate_typos() AS can_be_had, (SELECT count(*)::int FROM words_like('printer')) AS found`;
    expect(await runSql(empty.url, asked)).toEqual([{ can_be_had: false, found: 0 }]);
    await runSql(empty.url, 'DROP EVENT TRIGGER refuse');
    expect(await runSql(empty.url, 'SELECT tolerate_typos() AS can_be_had')).toEqual([{ can_be_had: true }]);
  });
});

describe('pendingMigrations', () => {
  it('names every migration on an empty database and none on a migrated one', async () => {
    const database = createDatabase(empty.url);
    try {
      expect(await pendingMigrations(database)).toEqual(await ours());
      await migrate(empty.url);
      expect(await pendingMigrations(database)).toEqual([]);
    } finally {
      await database.close();
    }
  });
});

describe('a migration that cannot be finished', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'threadesk-migrations-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const write = async (name: string, sql: string) => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'migration.sql'), sql);
  };

  it('changes nothing, says why, and is applied by the next start once it is mended', async () => {
    await write('1_first', 'CREATE TABLE first (id integer);');
    await write('2_second', 'CREATE TABLE second (id integer); SELECT 1 / 0;');
    await expect(migrate(empty.url, folder)).rejects.toThrow(/division by zero[\s\S]*2_second/);
    expect(await runSql(empty.url, "SELECT to_regclass('second') AS second")).toEqual([{ second: null }]);

    await write('2_second', 'CREATE TABLE second (id integer);');
    expect(await migrate(empty.url, folder)).toEqual({ applied: ['2_second'] });
  });

  it('is applied again after the process that applied it was killed', async () => {
    await write('1_first', 'CREATE TABLE first (id integer);');
    await migrate(empty.url, folder);
    await runSql(
      empty.url,
      `DROP TABLE first; UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0`,
    );
    expect(await migrate(empty.url, folder)).toEqual({ applied: ['1_first'] });
  });
});
