/** `npm run restore -- file`: puts a backup back, whole or not at all. */
import { readDatabaseConfig } from './config.js';
import { restore } from './database/backup/restore.js';
import { databaseName, describeFailure, withDatabase } from './with-database.js';

const USAGE = 'Usage: npm run restore -- file [--replace --yes]\n';
const FLAGS = ['--replace', '--yes'];

async function main(args: readonly string[]): Promise<void> {
  const [path, ...others] = args.filter((arg) => !FLAGS.includes(arg));
  if (path === undefined || others.length > 0 || path.startsWith('-')) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const isReplacing = args.includes('--replace');
  const name = databaseName(readDatabaseConfig());
  if (isReplacing && !args.includes('--yes')) {
    process.stderr.write(
      `This deletes everything in ${name}, for good. Make a backup of it first (npm run backup), then add --yes.\n`,
    );
    process.exitCode = 2;
    return;
  }
  process.stdout.write(`Restoring into ${name}.\n`);
  const { tables, madeAt } = await withDatabase((url) => restore(url, path, { isReplacing }));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  process.stdout.write(
    `Restored ${rows.toLocaleString('en-US')} rows, as they were at ${madeAt}. Start the bot now.\n`,
  );
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`Nothing was restored. ${describeFailure(error)}\n`);
  process.exitCode = 1;
});
