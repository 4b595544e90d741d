/** Writes everything the desk knows into one file, while the bot goes on working. */
import { createHash } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { chmod, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { LOCKS } from '../lock-spaces.js';
import { BackupError } from './backup-error.js';
import { copyTarget, readApplied, readSequences, readTables, type Table } from './catalogue.js';
import { type BackupHeader, HEADER_BYTES, SECTION_END, writeHeader } from './header.js';
import { withSession } from './session.js';

/** The file holds what people wrote. */
const OWNER_ONLY = 0o600;
/** For the locks that keep migrations away; a migration under way is waited for. */
const LOCK_WAIT_MAX_MS = 120_000;
/** Half the time of zlib's default for a twentieth more bytes. */
const COMPRESSION_LEVEL = 4;

/**
 * One snapshot, read on one connection in bounded memory. Nothing stands at `path` before all of it is on disk.
 *
 * @throws BackupError `file_exists`, `folder_missing` or `not_migrated`.
 */
export async function backUp(url: string, path: string, madeAt: Date): Promise<BackupHeader> {
  await refuseExisting(path);
  // Named after the process, so that two backups to one path do not write into each other.
  const draft = `${path}.${process.pid}.unfinished`;
  try {
    const header = await withSession(url, async (client) => {
      await openSnapshot(client);
      return writeDraft(client, draft, madeAt);
    });
    await rename(draft, path);
    await syncFolder(dirname(path));
    return header;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function refuseExisting(path: string): Promise<void> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw new BackupError('file_exists', path);
}

/** Migrations are kept out from before the snapshot on; past the locks on the tables they wait for those. */
async function openSnapshot(client: pg.Client): Promise<void> {
  await client.query(`SET lock_timeout = ${LOCK_WAIT_MAX_MS}`);
  await client.query('SELECT pg_advisory_lock_shared($1)', [LOCKS.migration]);
  const tables = await readTables(client);
  if (!tables.some(({ name }) => name === '_prisma_migrations')) {
    throw new BackupError('not_migrated', 'no _prisma_migrations');
  }
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const names = tables.map(({ name }) => pg.escapeIdentifier(name));
  await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS SHARE MODE`);
  await client.query('SELECT pg_advisory_unlock_shared($1)', [LOCKS.migration]);
}

async function writeDraft(client: pg.Client, draft: string, madeAt: Date): Promise<BackupHeader> {
  const tables = await readTables(client);
  const migrations = await readApplied(client);
  await makeFile(draft);
  const rows = new Map<string, number>();
  const body = await writeBody(draft, rowsOf(client, tables, rows));
  const header: BackupHeader = {
    madeAt: madeAt.toISOString(),
    migrations,
    tables: tables.map((table) => ({ ...table, rows: rows.get(table.name) ?? 0 })),
    // After the rows, so that none of them has an id that is given out again.
    sequences: await readSequences(client),
    body,
  };
  await pipeline([writeHeader(header)], writerAt(draft, 0));
  return header;
}

/** Before anything is in it, so that nobody else reads the first bytes either. */
async function makeFile(draft: string): Promise<void> {
  const file = await open(draft, 'w', OWNER_ONLY).catch((cause: unknown) => {
    throw isMissing(cause) ? new BackupError('folder_missing', dirname(draft), { cause }) : cause;
  });
  await file.close();
  await chmod(draft, OWNER_ONLY);
}

/** On disk, and not only with the operating system, once it has closed. */
function writerAt(draft: string, start: number): WriteStream {
  return createWriteStream(draft, { flags: 'r+', start, flush: true });
}

async function* rowsOf(
  client: pg.Client,
  tables: readonly Table[],
  rows: Map<string, number>,
): AsyncGenerator<Buffer> {
  for (const table of tables) {
    const copying = client.query(copyTo(`COPY ${copyTarget(table)} TO STDOUT`));
    for await (const chunk of copying) yield chunk as Buffer;
    rows.set(table.name, copying.rowCount);
    yield Buffer.from(SECTION_END);
  }
}

/** Behind the place of the header. */
async function writeBody(
  draft: string,
  source: AsyncGenerator<Buffer>,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* measured(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const pack = createGzip({ level: COMPRESSION_LEVEL });
  await pipeline(source, pack, measured, writerAt(draft, HEADER_BYTES));
  return { bytes, sha256: hash.digest('hex') };
}

/** The new name survives a loss of power as the bytes do. Windows opens no folders. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function isMissing(cause: unknown): boolean {
  return (cause as NodeJS.ErrnoException).code === 'ENOENT';
}
