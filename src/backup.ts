/** `npm run backup -- [file]`: everything the desk knows in one file, while the bot goes on working. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemClock } from './clock.js';
import { readDatabaseConfig } from './config.js';
import { backUp } from './database/backup/back-up.js';
import { databaseName, describeFailure, withDatabase } from './with-database.js';

const FOLDER = 'backups';
const USAGE = 'Usage: npm run backup -- [file]\n';

async function main([given, ...others]: readonly string[]): Promise<void> {
  if (others.length > 0 || given?.startsWith('-')) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const madeAt = systemClock.now();
  const path = resolve(given ?? (await defaultPath(madeAt)));
  process.stdout.write(`Backing up ${databaseName(readDatabaseConfig())}.\n`);
  const { tables, body } = await withDatabase((url) => backUp(url, path, madeAt));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  process.stdout.write(
    `Wrote ${path}: ${rows.toLocaleString('en-US')} rows in ${(body.bytes / 1e6).toFixed(1)} MB.\nIt holds everything people wrote, and is not encrypted: keep it where only admins can read it, on another disk than the database.\n`,
  );
}

async function defaultPath(madeAt: Date): Promise<string> {
  await mkdir(FOLDER, { recursive: true, mode: 0o700 });
  const stamp = madeAt.toISOString().slice(0, 19).replaceAll(':', '-');
  return join(FOLDER, `threadesk-${stamp}Z.backup`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`No backup was made. ${describeFailure(error)}\n`);
  process.exitCode = 1;
});
