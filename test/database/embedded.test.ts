/** The PostgreSQL that comes with the package: started, shared, found again, and stopped by the last who uses it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EmbeddedPostgresError } from '../../src/database/embedded/errors.js';
import { parsePostmaster, readPostmaster } from '../../src/database/embedded/postmaster.js';
import { canEnter } from '../../src/database/embedded/run-as.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded.js';
import { databaseUrl, runSql } from '../support/run-sql.js';

const isRoot = process.getuid?.() === 0;

let dataDir: string;
let started: EmbeddedPostgres[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'threadesk-embedded-'));
  await chmod(dataDir, 0o711);
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((server) => server.stop().catch(() => undefined)));
  await rm(dataDir, { recursive: true, force: true });
});

async function start(options: { port?: number; dataDir?: string } = {}): Promise<EmbeddedPostgres> {
  const log = { info: () => undefined, warn: () => undefined };
  const server = await startEmbeddedPostgres({ dataDir, log, settings: { fsync: 'off' }, ...options });
  started.push(server);
  return server;
}

const dataFolder = () => join(dataDir, 'cluster', 'data');
const isRunning = async () => (await readPostmaster(dataFolder())) !== null;

/** What the server sees when the process that used it is killed: its connection is gone, and nobody said goodbye. */
async function forgetUsers({ url }: EmbeddedPostgres): Promise<void> {
  await runSql(
    databaseUrl(url, 'postgres'),
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'threadesk-keeper'`,
  );
}

describe('a first start', () => {
  it('makes a server that only this machine and only the holder of the password can reach', async () => {
    const { url } = await start();
    expect(await runSql(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await runSql(url, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    expect((await stat(join(dataDir, 'cluster', 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'cluster'))).mode & 0o777).toBe(0o700);
    const guess = new URL(url);
    guess.password = 'password';
    await expect(runSql(guess.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });

  it('leaves signals to the process', async () => {
    const signals = ['SIGTERM', 'SIGINT', 'exit', 'beforeExit'] as const;
    const count = () => signals.map((signal) => process.listenerCount(signal));
    const before = count();
    await start();
    expect(count()).toEqual(before);
  });

  it('takes the port it is given, and says so when that is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = holder.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(start({ port })).rejects.toThrow(/does not start[\s\S]*Address already in use/);
    holder.close();
    await once(holder, 'close');
    expect(new URL((await start({ port })).url).port).toBe(String(port));
  });
});

describe('a later start', () => {
  it('finds the data of the earlier one', async () => {
    const first = await start();
    await runSql(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(await isRunning()).toBe(false);
    const second = await start();
    expect(await runSql(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('adopts the server that a killed process left running', async () => {
    const first = await start();
    await forgetUsers(first);
    const second = await start();
    expect(second.url).toBe(first.url);
    await second.stop();
    expect(await isRunning()).toBe(false);
  });

  it('recovers the data after the server itself was killed', async () => {
    const first = await start();
    await runSql(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const postmaster = await readPostmaster(dataFolder());
    process.kill(postmaster?.pid ?? 0, 'SIGKILL');
    const second = await start();
    expect(await runSql(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  describe('after a restart that gave the number of the server to another program', () => {
    let stranger: ChildProcess;

    beforeEach(() => {
      stranger = spawn('sleep', ['60']);
    });

    afterEach(() => {
      stranger.kill('SIGKILL');
    });

    it('is not stopped by the lock file that was left', async () => {
      const first = await start();
      const lock = await readFile(join(dataFolder(), 'postmaster.pid'), 'utf8');
      await first.stop();
      await writeFile(join(dataFolder(), 'postmaster.pid'), lock.replace(/^\d+/, String(stranger.pid)));
      await chmod(join(dataFolder(), 'postmaster.pid'), 0o644);
      expect(await runSql((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    });
  });
});

describe('several users of one folder', () => {
  it('share one server from the first start on, and the last to leave stops it', async () => {
    const [first, second, third] = await Promise.all([start(), start(), start()]);
    expect(new Set([first.url, second.url, third.url]).size).toBe(1);
    await first.stop();
    await first.stop();
    await second.stop();
    expect(await runSql(third.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await third.stop();
    expect(await isRunning()).toBe(false);
  });

  it('never meet a server that is being stopped', async () => {
    const first = await start();
    const [, second] = await Promise.all([first.stop(), start()]);
    expect(await runSql(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe.runIf(isRoot)('root, whose server runs as another user', () => {
  let closed: string;

  beforeEach(async () => {
    closed = join(dataDir, 'closed');
    await mkdir(closed, { mode: 0o700 });
  });

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('can keep the data in a folder that only root can enter', async () => {
    const { url } = await start({ dataDir: closed });
    expect(await runSql(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is told which folder to open where the system cannot let the server pass', async () => {
    const tools = join(dataDir, 'tools');
    await mkdir(tools);
    await symlink('/usr/bin/id', join(tools, 'id'));
    vi.stubEnv('PATH', tools);
    const refused = await start({ dataDir: closed }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EmbeddedPostgresError);
    expect(refused).toMatchObject({
      trouble: 'folder_not_enterable',
      detail: expect.stringContaining(closed),
    });
    expect(String(refused)).toContain('chmod o+x');
  });
});

describe('who may enter a folder', () => {
  const account = { uid: 10, gid: 20 };
  it.each([
    [{ uid: 10, gid: 99, mode: 0o700 }, true],
    [{ uid: 10, gid: 20, mode: 0o077 }, false],
    [{ uid: 99, gid: 20, mode: 0o710 }, true],
    [{ uid: 99, gid: 20, mode: 0o707 }, false],
    [{ uid: 99, gid: 99, mode: 0o711 }, true],
    [{ uid: 99, gid: 99, mode: 0o776 }, false],
  ])('%o: %s', (folder, expected) => {
    expect(canEnter(folder, account)).toBe(expected);
  });
});

describe('a lock file', () => {
  it.each([
    ['123\n/data\n1700000000\n5433\n\n127.0.0.1\n  1  2\nready   \n', { pid: 123, port: 5433 }],
    ['123\n/data\n1700000000\n', null],
    ['', null],
    ['x\ny\nz\n5433\n', null],
  ])('%j says %o', (text, expected) => {
    expect(parsePostmaster(text)).toEqual(expected);
  });
});
