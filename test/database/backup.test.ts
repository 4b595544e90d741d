/** A backup is the whole desk at one instant, and a restore is that whole desk or nothing. */
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../../src/database/backup/back-up.js';
import type { BackupTrouble } from '../../src/database/backup/backup-error.js';
import {
  type BackupHeader,
  HEADER_BYTES,
  parseHeader,
  writeHeader,
} from '../../src/database/backup/header.js';
import { IDS_SKIPPED, restore } from '../../src/database/backup/restore.js';
import { migrate, migrationsFolder, readMigrations } from '../../src/database/migrations.js';
import { createEmptyDatabase, createTestDatabase } from '../support/database.js';
import { rowsOf, schemaOf } from '../support/database-image.js';
import { runSql } from '../support/run-sql.js';
import { BASICS_SQL } from './insert-basics.js';

const MADE_AT = new Date('2026-03-02T10:00:00.000Z');

/** What has a meaning in `COPY`, in JSON or in a line; and a row longer than a chunk. */
const HARD_TEXTS = [
  'a\ttab, a\nline, a\rreturn and a \\ backslash',
  '\\.',
  '\\N',
  'first\n\\.\nlast',
  '',
  ' 👩🏽‍💻 \u202e ünïcode \u0001',
  'x'.repeat(300_000),
];

const ROWS_SQL = `
  ${BASICS_SQL}
  UPDATE projects SET ticket_counter = 1;
  INSERT INTO ticket_threads (ticket_id, channel_id, thread_ts, role) VALUES (1, 1, '1700000000.000100', 'origin');
  INSERT INTO changelog_entries (ticket_id, action, new_value, occurred_at) VALUES (1, 'created', '{"a": [1, null, "\\\\n"]}', now());
  INSERT INTO audit_entries (action) VALUES ('project_created');
  INSERT INTO posts (key, kind, ticket_id, channel_id) VALUES ('waiting', 'origin_card', 1, 1);
  INSERT INTO posts (key, kind, ticket_id, channel_id, state, last_error) VALUES ('refused', 'alert', 1, 1, 'failed', 'is_archived');
  INSERT INTO posts (key, kind, ticket_id, channel_id, state, message_ts, sent_version) VALUES ('shown', 'alert', 1, 1, 'sent', '1700000000.000200', 1);
  INSERT INTO early_events (slack_channel_id, thread_ts, event_key, message) VALUES ('C1', '1.000001', 'k', '{"text": "early"}');
  INSERT INTO attachments (ticket_id, slack_file_id, name, size_bytes) VALUES (1, 'F1', 'log.txt', 9007199254740993);
`;

let desk: string;
let dropDesk: () => Promise<void>;
let made: Buffer;
let folder: string;
/** A backup of `desk`, or where one is to be made. */
let path: string;
const drops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  desk = await deskWithRows();
  const [drop] = drops.splice(0);
  dropDesk = async () => drop?.();
  folder = await mkdtemp(join(tmpdir(), 'threadesk-backup-'));
  path = join(folder, 'desk.backup');
  await backUp(desk, path, MADE_AT);
  made = await readFile(path);
  await rm(folder, { recursive: true });
});

afterAll(() => dropDesk());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'threadesk-backup-'));
  path = join(folder, 'desk.backup');
});

afterEach(async () => {
  for (const drop of drops.splice(0)) await drop();
  await rm(folder, { recursive: true });
});

async function deskWithRows(): Promise<string> {
  const { database, url, drop } = await createTestDatabase();
  drops.push(drop);
  await database.pool.query(ROWS_SQL);
  for (const text of HARD_TEXTS.filter((each) => each.trim() !== '')) {
    const { rows } = await database.pool.query<{ id: number }>(
      'INSERT INTO comments (ticket_id, author_id, content) VALUES (1, 1, $1) RETURNING id',
      [text],
    );
    await database.pool.query(
      'INSERT INTO comment_edit_history (comment_id, edited_by_id, previous_content, edited_at) VALUES ($1, 1, $2, now())',
      [rows[0]?.id, text],
    );
  }
  // Its pool would count as a bot's.
  await database.close();
  return url;
}

async function emptyDatabase(): Promise<string> {
  const { url, drop } = await createEmptyDatabase();
  drops.push(drop);
  return url;
}

/** Writes the file again with another header or other rows, and honest sums: only a restore itself can find what is wrong. */
async function forge(change: {
  header?: (header: BackupHeader) => BackupHeader;
  rows?: (rows: string) => string;
}): Promise<void> {
  const bytes = await readFile(path);
  const rows = gunzipSync(bytes.subarray(HEADER_BYTES)).toString();
  const body = gzipSync(change.rows?.(rows) ?? rows);
  const sums = { bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') };
  const header = { ...parseHeader(bytes.subarray(0, HEADER_BYTES)), body: sums };
  await writeFile(path, Buffer.concat([writeHeader(change.header?.(header) ?? header), body]));
}

const troubleOf = (work: Promise<unknown>): Promise<BackupTrouble | 'none' | 'another'> =>
  work.then(
    () => 'none' as const,
    (error: { trouble?: BackupTrouble }) => error.trouble ?? ('another' as const),
  );

describe('a restored desk', () => {
  it('has every row of every table and every rule of the schema', async () => {
    await writeFile(path, made);
    const target = await emptyDatabase();
    await restore(target, path);
    const before = await rowsOf(desk);
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
    expect(await schemaOf(target)).toEqual(await schemaOf(desk));
    expect(await migrate(target)).toEqual({ applied: [] });
  });

  it('goes on with ids that nothing in Slack can have, and with the next ticket number', async () => {
    await writeFile(path, made);
    const target = await emptyDatabase();
    await restore(target, path);
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
    await writeFile(path, made);
    const target = await emptyDatabase();
    await restore(target, path);
    await expect(runSql(target, sql)).rejects.toThrow(refusal);
  });

  it('is brought to the newest version where the backup is of an older one', async () => {
    const names = (await readMigrations()).migrationDirectories.map(({ path: name }) => name);
    const older = join(folder, 'migrations');
    for (const name of names.slice(0, 3))
      await cp(join(migrationsFolder(), name), join(older, name), { recursive: true });
    const old = await emptyDatabase();
    await migrate(old, older);
    await runSql(old, BASICS_SQL);
    const header = await backUp(old, path, MADE_AT);
    expect(header.migrations.map(({ name }) => name)).toEqual(names.slice(0, 3));

    const target = await emptyDatabase();
    await restore(target, path);
    const fresh = await emptyDatabase();
    await migrate(fresh);
    expect(await schemaOf(target)).toEqual(await schemaOf(fresh));
    expect((await rowsOf(target)).tickets).toHaveLength(1);
  });

  it('replaces what is there only when it is told to, and then all of it', async () => {
    await writeFile(path, made);
    const target = await deskWithRows();
    await runSql(target, `INSERT INTO users (slack_user_id) VALUES ('U2')`);
    expect(await troubleOf(restore(target, path))).toBe('not_empty');
    expect((await rowsOf(target)).users).toHaveLength(2);
    await restore(target, path, { isReplacing: true });
    expect((await rowsOf(target)).users).toEqual((await rowsOf(desk)).users);
  });

  it('needs no superuser: whoever owns the database may restore into it', async () => {
    await writeFile(path, made);
    const target = await emptyDatabase();
    const owner = `owner_${process.pid}`;
    const name = new URL(target).pathname.slice(1);
    await runSql(
      target,
      `CREATE ROLE ${owner} LOGIN PASSWORD 'secret'; ALTER DATABASE ${name} OWNER TO ${owner}`,
    );
    drops.push(async () => void (await runSql(desk, `DROP ROLE ${owner}`)));
    const asOwner = new URL(target);
    asOwner.username = owner;
    asOwner.password = 'secret';
    expect(await troubleOf(restore(asOwner.href, path))).toBe('none');
    expect(await schemaOf(target)).toEqual(await schemaOf(desk));
    expect(await troubleOf(restore(asOwner.href, path, { isReplacing: true }))).toBe('none');
  });

  it('takes a database that was migrated and never used for an empty one', async () => {
    await writeFile(path, made);
    const target = await emptyDatabase();
    await migrate(target);
    expect(await troubleOf(restore(target, path))).toBe('none');
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
        const { tables } = await backUp(busy, `${path}-${count}`, MADE_AT);
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
    const { tables } = await restore(target, `${path}-3`);
    expect((await rowsOf(target)).users).toHaveLength(tables.find(({ name }) => name === 'users')?.rows ?? 0);
  });

  it('is read by its owner alone, says what is in it, and leaves nothing else in its folder', async () => {
    const header = await backUp(desk, path, MADE_AT);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['desk.backup']);
    const [line = ''] = (await readFile(path)).subarray(0, HEADER_BYTES).toString().split('\n');
    expect(JSON.parse(line.replace('THREADESK BACKUP 1 ', ''))).toEqual(header);
    expect(header).toMatchObject({ madeAt: MADE_AT.toISOString() });
    expect(header.tables.find(({ name }) => name === 'comments')?.rows).toBe(6);
    expect(line).not.toContain('VPN down');
  });

  it('that fails half way leaves no file', async () => {
    const broken = await deskWithRows();
    // The last table cannot be copied: by then all others are written.
    await runSql(broken, 'DROP TABLE watchers; CREATE TABLE watchers (id int) PARTITION BY LIST (id)');
    await expect(backUp(broken, path, MADE_AT)).rejects.toThrow(/watchers/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused over another file, and where its folder is missing', async () => {
    await writeFile(path, 'mine');
    expect(await troubleOf(backUp(desk, path, MADE_AT))).toBe('file_exists');
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect(await troubleOf(backUp(desk, join(folder, 'no', 'x'), MADE_AT))).toBe('folder_missing');
  });

  it('is refused of a database that no bot has migrated', async () => {
    expect(await troubleOf(backUp(await emptyDatabase(), path, MADE_AT))).toBe('not_migrated');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a restore is refused before anything is changed', () => {
  it.each<[string, BackupTrouble, () => Promise<unknown>]>([
    ['there is no file', 'file_missing', () => rm(path)],
    ['the file is something else', 'not_a_backup', () => writeFile(path, 'PGDMP'.repeat(50_000))],
    ['the file is empty', 'not_a_backup', () => writeFile(path, '')],
    ['its format is a later one', 'other_format', () => overwrite(0, 'THREADESK BACKUP 2 ')],
    ['its header was cut', 'damaged', () => truncate(path, 5_000)],
    ['it was not copied whole', 'damaged', async () => truncate(path, (await stat(path)).size - 1)],
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
    await writeFile(path, made);
    await damage();
    const target = await emptyDatabase();
    expect(await troubleOf(restore(target, path))).toBe(trouble);
    expect(await rowsOf(target)).toEqual({});
  });

  it('where the tables are another program’s, even when it may replace', async () => {
    await writeFile(path, made);
    const target = await emptyDatabase();
    await runSql(target, 'CREATE TABLE invoices (id int)');
    expect(await troubleOf(restore(target, path, { isReplacing: true }))).toBe('foreign_tables');
    expect(Object.keys(await rowsOf(target))).toEqual(['invoices']);
  });

  it('where a bot is connected', async () => {
    await writeFile(path, made);
    const bot = await createTestDatabase();
    drops.push(bot.drop);
    await bot.database.pool.query('SELECT 1');
    expect(await troubleOf(restore(bot.url, path, { isReplacing: true }))).toBe('in_use');
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
    await writeFile(path, made);
    await forge(change);
    const before = { rows: await rowsOf(desk), schema: await schemaOf(desk) };
    expect(await troubleOf(restore(desk, path, { isReplacing: true }))).not.toBe('none');
    expect({ rows: await rowsOf(desk), schema: await schemaOf(desk) }).toEqual(before);
  });
});

/** Whatever it is: one that happens to be the new byte already damages nothing. */
async function flipByte(at: number): Promise<void> {
  const bytes = await readFile(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  await writeFile(path, bytes);
}

async function overwrite(at: number, text: string): Promise<void> {
  const bytes = await readFile(path);
  bytes.write(text, at);
  await writeFile(path, bytes);
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
