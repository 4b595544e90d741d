/** Starts the one PostgreSQL of a test run and migrates the template that every test file clones. */
import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/database/embedded.js';
import { migrate } from '../../src/database/migrations.js';
import { buildResetSql } from './reset-sql.js';
import { databaseUrl, runSql } from './run-sql.js';
import type { TestServer } from './test-server.js';

/**
 * Losing the data in a crash of the machine is fine here, and waiting for the disk is not. Nobody vacuums, writes back or
 * compiles what is dropped in a moment; the log of writes is kept short, for it may lie in memory.
 */
const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '128MB',
  autovacuum: 'off',
  bgwriter_lru_maxpages: '0',
  jit: 'off',
  max_connections: '300',
  shared_buffers: '64MB',
};

/** Where Linux keeps files in memory. Containers may have a few megabytes of it. */
const MEMORY = '/dev/shm';
/** Several times what the clones of two processes take. */
const MEMORY_BYTES_MIN = 2 ** 31;

type Server = Pick<TestServer, 'url' | 'cloneStrategy'> & { stop(): Promise<void> };

/** With `TEST_DATABASE_URL` (a superuser's, on a server of your own) nothing is started. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, cloneStrategy, stop } = await startServer(process.env.TEST_DATABASE_URL);
  const template = `threadesk_template_${process.pid}_${Date.now().toString(36)}`;
  try {
    await runSql(url, `CREATE DATABASE ${template}`);
    const templateUrl = databaseUrl(url, template);
    await migrate(templateUrl);
    const resetSql = await buildResetSql(templateUrl);
    project.provide('testServer', { url, template, cloneStrategy, resetSql });
  } catch (error) {
    await stop();
    throw error;
  }
  return async () => {
    await runSql(url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await stop();
  };
}

async function startServer(givenUrl: string | undefined): Promise<Server> {
  if (givenUrl) return { url: givenUrl, cloneStrategy: 'wal_log', stop: async () => undefined };
  const isInMemory = await hasMemory();
  const dataDir = await mkdtemp(join(isInMemory ? MEMORY : tmpdir(), 'threadesk-test-'));
  // Root's server runs as another user, who may otherwise not pass.
  await chmod(dataDir, 0o711);
  const log = {
    info: () => undefined,
    warn: (fields: object) => process.emitWarning(JSON.stringify(fields)),
  };
  const remove = () => rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  try {
    const server = await startEmbeddedPostgres({ dataDir, log, settings: FAST });
    return {
      url: databaseUrl(server.url, 'postgres'),
      // Copying files begins with writing back every page: on a disk that takes twice as long as logging each, in memory half.
      cloneStrategy: isInMemory ? 'file_copy' : 'wal_log',
      stop: () => server.stop().finally(remove),
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function hasMemory(): Promise<boolean> {
  const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= MEMORY_BYTES_MIN;
}
