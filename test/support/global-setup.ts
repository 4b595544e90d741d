/** Starts the one PostgreSQL of a test run and migrates the template that every test file clones. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/database/embedded.js';
import { migrate } from '../../src/database/migrations.js';
import { buildResetSql } from './reset-sql.js';
import { databaseUrl, runSql } from './run-sql.js';

/** Losing the data in a crash of the machine is fine here, and waiting for the disk is not. */
const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '64MB',
};

/** With `TEST_DATABASE_URL` (a superuser's, on a server of your own) nothing is started. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startServer(process.env.TEST_DATABASE_URL);
  const template = `threadesk_template_${process.pid}_${Date.now().toString(36)}`;
  try {
    await runSql(url, `CREATE DATABASE ${template}`);
    const templateUrl = databaseUrl(url, template);
    await migrate(templateUrl);
    project.provide('testServer', { url, template, resetSql: await buildResetSql(templateUrl) });
  } catch (error) {
    await stop();
    throw error;
  }
  return async () => {
    await runSql(url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await stop();
  };
}

async function startServer(givenUrl: string | undefined): Promise<{ url: string; stop(): Promise<void> }> {
  if (givenUrl) return { url: givenUrl, stop: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'threadesk-test-'));
  // Root's server runs as another user, who may otherwise not pass.
  await chmod(dataDir, 0o711);
  const log = {
    info: () => undefined,
    warn: (fields: object) => process.emitWarning(JSON.stringify(fields)),
  };
  const remove = () => rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  try {
    const server = await startEmbeddedPostgres({ dataDir, log, settings: FAST });
    return { url: databaseUrl(server.url, 'postgres'), stop: () => server.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
