/** A PostgreSQL that can be stopped and killed under a bot, on one address for as long as it is used. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../src/database/embedded.js';
import { migrate } from '../../../src/database/migrations.js';
import type { Postgres } from './disturbances.js';

const QUIET = { info: () => undefined, warn: () => undefined };
/** Losing what the operating system has not written yet needs a crash of the machine, which is not played here. */
const FAST = { fsync: 'off' };
const DOWN_MS = 300;
const INTERRUPTED = 130;

export async function withOwnPostgres<T>(
  work: (own: { url: string; postgres: Postgres }) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'threadesk-chaos-'));
  // Root's server runs as another user, who may otherwise not pass.
  await chmod(dataDir, 0o711);
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir, log: QUIET, settings: FAST });
  const { url } = server;
  const startAgain = async () => {
    await delay(DOWN_MS);
    const port = Number(new URL(url).port);
    server = await startEmbeddedPostgres({ dataDir, port, log: QUIET, settings: FAST });
  };
  const postgres: Postgres = {
    restart: async () => {
      await server.stop();
      await startAgain();
    },
    crash: async () => {
      const lines = await readFile(join(dataDir, 'cluster', 'data', 'postmaster.pid'), 'utf8');
      process.kill(Number.parseInt(lines, 10), 'SIGKILL');
      await startAgain();
    },
  };
  const end = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  };
  // The server is no child of this process, and would outlast it.
  const interrupt = () => void end().finally(() => process.exit(INTERRUPTED));
  process.once('SIGINT', interrupt);
  try {
    await migrate(url);
    return await work({ url, postgres });
  } finally {
    process.off('SIGINT', interrupt);
    await end();
  }
}
