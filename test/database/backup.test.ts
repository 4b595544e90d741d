/** A backup is the whole desk at one instant, and a restore is that whole desk or nothing. */
import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backUp } from '../../src/database/backup/back-up.js';
import { HEADER_BYTES } from '../../src/database/backup/header.js';
import { IDS_SKIPPED, restore } from '../../src/database/backup/restore.js';
import { migrate, migrationsFolder, readMigrations } from '../../src/database/migrations.js';
import { rowsOf, schemaOf } from '../support/database-image.js';
import { runSql } from '../support/run-sql.js';
import { deskWithRows, drops, emptyDatabase, MADE_AT, troubleOf } from './desk-to-back-up.js';
import { BASICS_SQL } from './insert-basics.js';
import { useBackup } from './use-backup.js';

const backup = useBackup();

describe('a restored desk', () => {
  it('has every row of every table and every rule of the schema', async () => {
    await writeFile(backup.path, backup.made);
    const target = await emptyDatabase();
    await restore(target, backup.path);
    const before = await rowsOf(backup.desk);
    const { posts = [], ...others } = await rowsOf(target);
    expect(others).toEqual({ ...before, posts: undefined });
    expect(posts).toEqual(
      (before.posts ?? []).map((row) =>
        row.includes('"pending"')
          ? row.replace('"last_error": null', '"last_error": "restored from a backup"')
          : row,
      ),
    );
    expect(before.comments).toHaveLength(6);
    expect(await schemaOf(target)).toEqual(await schemaOf(backup.desk));
    expect(await migrate(target)).toEqual({ applied: [] });
  });

  it('goes on with ids that nothing in Slack can have, and with the next ticket number', async () => {
    await writeFile(backup.path, backup.made);
    const target = await emptyDatabase();
    await restore(target, backup.path);
    const [post] = await runSql<{ id: number }>(
      target,
      `INSERT INTO posts (key, kind, channel_id) VALUES ('next', 'alert', 1) RETURNING id`,
    );
    expect(post?.id).toBe(3 + IDS_SKIPPED + 1);
    const [asset] = await runSql<{ id: number }>(
      target,
      `INSERT INTO assets (name, asset_type, project_id) VALUES ('Laptop', 'laptop', 1) RETURNING id`,
    );
    expect(asset?.id).toBe(1);
    const [project] = await runSql<{ counter: number }>(
      target,
      'SELECT ticket_counter AS counter FROM projects',
    );
    expect(project?.counter).toBe(1);
  });

  it.each([
    ['its history is append-only', 'UPDATE changelog_entries SET field = NULL', /append-only|never|refuse/i],
    ['its tickets are kept', 'DELETE FROM tickets', /kept|never|closed/i],
    ['its rows agree with each other', 'UPDATE comments SET author_id = 99', /comments_author_id_fkey/],
  ])('%s', async (_name, sql, refusal) => {
    await writeFile(backup.path, backup.made);
    const target = await emptyDatabase();
    await restore(target, backup.path);
    await expect(runSql(target, sql)).rejects.toThrow(refusal);
  });

  it('is brought to the newest version where the backup is of an older one', async () => {
    const names = (await readMigrations()).migrationDirectories.map(({ path: name }) => name);
    const older = join(backup.folder, 'migrations');
    for (const name of names.slice(0, 3))
      await cp(join(migrationsFolder(), name), join(older, name), { recursive: true });
    const old = await emptyDatabase();
    await migrate(old, older);
    await runSql(old, BASICS_SQL);
    const header = await backUp(old, backup.path, MADE_AT);
    expect(header.migrations.map(({ name }) => name)).toEqual(names.slice(0, 3));

    const target = await emptyDatabase();
    await restore(target, backup.path);
    const fresh = await emptyDatabase();
    await migrate(fresh);
    expect(await schemaOf(target)).toEqual(await schemaOf(fresh));
    expect((await rowsOf(target)).tickets).toHaveLength(1);
  });

  it('replaces what is there only when it is told to, and then all of it', async () => {
    await writeFile(backup.path, backup.made);
    const target = await deskWithRows();
    await runSql(target, `INSERT INTO users (slack_user_id) VALUES ('U2')`);
    expect(await troubleOf(restore(target, backup.path))).toBe('not_empty');
    expect((await rowsOf(target)).users).toHaveLength(2);
    await restore(target, backup.path, { isReplacing: true });
    expect((await rowsOf(target)).users).toEqual((await rowsOf(backup.desk)).users);
  });

  it('needs no superuser: whoever owns the database may restore into it', async () => {
    await writeFile(backup.path, backup.made);
    const target = await emptyDatabase();
    const owner = `owner_${process.pid}`;
    const name = new URL(target).pathname.slice(1);
    await runSql(
      target,
      `CREATE ROLE ${owner} LOGIN PASSWORD 'secret'; ALTER DATABASE ${name} OWNER TO ${owner}`,
    );
    drops.push(async () => void (await runSql(backup.desk, `DROP ROLE ${owner}`)));
    const asOwner = new URL(target);
    asOwner.username = owner;
    asOwner.password = 'secret';
    expect(await troubleOf(restore(asOwner.href, backup.path))).toBe('none');
    expect(await schemaOf(target)).toEqual(await schemaOf(backup.desk));
    expect(await troubleOf(restore(asOwner.href, backup.path, { isReplacing: true }))).toBe('none');
  });

  it('takes a database that was migrated and never used for an empty one', async () => {
    await writeFile(backup.path, backup.made);
    const target = await emptyDatabase();
    await migrate(target);
    expect(await troubleOf(restore(target, backup.path))).toBe('none');
  });
});

describe('a backup', () => {
  it('is one instant of a desk that goes on writing', async () => {
    const busy = await deskWithRows();
    let written = 0;
    let isOver = false;
    const writing = (async () => {
      for (; !isOver; written += 1) {
        await runSql(
          busy,
          `BEGIN; INSERT INTO users (slack_user_id) VALUES ('W${written}');
           INSERT INTO audit_entries (actor_id, action) SELECT max(id), 'wrote' FROM users; COMMIT`,
        );
      }
    })();
    try {
      for (let count = 0; count < 4; count += 1) {
        const { tables } = await backUp(busy, `${backup.path}-${count}`, MADE_AT);
        const rows = Object.fromEntries(tables.map(({ name, rows: held }) => [name, held]));
        // One of each stood there before.
        expect(rows.users).toBe(rows.audit_entries);
      }
    } finally {
      isOver = true;
      await writing;
    }
    expect(written).toBeGreaterThan(0);
    const target = await emptyDatabase();
    const { tables } = await restore(target, `${backup.path}-3`);
    expect((await rowsOf(target)).users).toHaveLength(tables.find(({ name }) => name === 'users')?.rows ?? 0);
  });

  it('is read by its owner alone, says what is in it, and leaves nothing else in its folder', async () => {
    const header = await backUp(backup.desk, backup.path, MADE_AT);
    expect((await stat(backup.path)).mode & 0o777).toBe(0o600);
    expect(await readdir(backup.folder)).toEqual(['desk.backup']);
    const [line = ''] = (await readFile(backup.path)).subarray(0, HEADER_BYTES).toString().split('\n');
    expect(JSON.parse(line.replace('THREADESK BACKUP 1 ', ''))).toEqual(header);
    expect(header).toMatchObject({ madeAt: MADE_AT.toISOString() });
    expect(header.tables.find(({ name }) => name === 'comments')?.rows).toBe(6);
    expect(line).not.toContain('VPN down');
  });

  it('that fails half way leaves no file', async () => {
    const broken = await deskWithRows();
    // The last table cannot be copied: by then all others are written.
    await runSql(broken, 'DROP TABLE watchers; CREATE TABLE watchers (id int) PARTITION BY LIST (id)');
    await expect(backUp(broken, backup.path, MADE_AT)).rejects.toThrow(/watchers/);
    expect(await readdir(backup.folder)).toEqual([]);
  });

  it('is refused over another file, and where its folder is missing', async () => {
    await writeFile(backup.path, 'mine');
    expect(await troubleOf(backUp(backup.desk, backup.path, MADE_AT))).toBe('file_exists');
    expect(await readFile(backup.path, 'utf8')).toBe('mine');
    expect(await troubleOf(backUp(backup.desk, join(backup.folder, 'no', 'x'), MADE_AT))).toBe(
      'folder_missing',
    );
  });

  it('is refused of a database that no bot has migrated', async () => {
    expect(await troubleOf(backUp(await emptyDatabase(), backup.path, MADE_AT))).toBe('not_migrated');
    expect(await readdir(backup.folder)).toEqual([]);
  });
});
