/** Hands the desk's database to a command that needs nothing else: a server of one's own, or the embedded one. */
import { type Config, readDatabaseConfig } from './config.js';
import { BackupError } from './database/backup/backup-error.js';
import { EmbeddedPostgresError } from './database/embedded/errors.js';
import { startEmbeddedPostgres } from './database/embedded.js';
import { isLoginRefused } from './database/errors.js';

const QUIET = { info: () => undefined, warn: () => undefined };

/** Starts the embedded server where none runs, and leaves it as it was found. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { database } = readDatabaseConfig();
  if (database.kind === 'url') return work(database.url);
  const server = await startEmbeddedPostgres({ dataDir: database.dataDir, log: QUIET });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}

export function databaseName({ database }: Pick<Config, 'database'>): string {
  return database.kind === 'embedded'
    ? `the embedded PostgreSQL in ${database.dataDir}`
    : nameOfUrl(database.url);
}

/** What to say of a failure: words that were written for whoever runs the command, or the error's own. */
export function describeFailure(error: unknown): string {
  if (error instanceof BackupError || error instanceof EmbeddedPostgresError) return error.message;
  if (isLoginRefused(error)) return 'PostgreSQL refuses DATABASE_URL: user, password or database is wrong.';
  return error instanceof Error ? error.message : String(error);
}

/** Without the password. */
function nameOfUrl(url: string): string {
  const { host, pathname } = new URL(url);
  return `${pathname.slice(1)} on ${host}`;
}
