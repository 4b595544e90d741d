/** The bundled PostgreSQL also works for a user without any rights. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../src/database/embedded.js';
import { findPackageRoot } from '../../src/database/package-root.js';
import { runSql } from '../support/run-sql.js';
import { canAnybodyEnter } from './can-anybody-enter.js';

/** `nobody` on every Linux. This file's process becomes it for good: vitest gives each file a process of its own. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const canRun = !isRoot || canAnybodyEnter(findPackageRoot());

let dataDir: string;

beforeAll(async () => {
  if (isRoot && canRun) {
    process.setgroups?.([]);
    process.setgid?.(NOBODY);
    process.setuid?.(NOBODY);
  }
  dataDir = await mkdtemp(join(tmpdir(), 'threadesk-ordinary-'));
});

afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

it.runIf(canRun)(
  'is started, used and stopped by an ordinary user (skipped where root alone can enter)',
  async () => {
    expect(process.getuid?.()).not.toBe(0);
    const log = { info: () => undefined, warn: () => undefined };
    const server = await startEmbeddedPostgres({ dataDir, log, settings: { fsync: 'off' } });
    try {
      expect(await runSql(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    } finally {
      await server.stop();
    }
  },
);
