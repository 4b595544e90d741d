/** `npm run backup` and `npm run restore`, as an operator without a database server of their own runs them. */
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../src/database/embedded.js';
import { migrate } from '../../src/database/migrations.js';
import { findPackageRoot } from '../../src/database/package-root.js';
import { compileBot } from '../support/child-bot.js';
import { runSql } from '../support/run-sql.js';
import { BASICS_SQL } from './insert-basics.js';

const log = { info: () => undefined, warn: () => undefined };
let folder: string;

beforeAll(compileBot, 60_000);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'threadesk-command-'));
  // Root's server runs as another user, who may otherwise not pass.
  await chmod(folder, 0o711);
  for (const name of ['old', 'new']) await mkdir(join(folder, name));
});

afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

type Said = { code: number | null; out: string; err: string };

/** Away from the package's own folder, whose `.env` is somebody's. */
function run(command: 'backup' | 'restore', dataDir: string, ...args: string[]): Promise<Said> {
  const program = join(findPackageRoot(), 'dist', 'src', `${command}.js`);
  const env = { PATH: process.env.PATH, DATA_DIR: join(folder, dataDir) };
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, env });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString();
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}

async function withServer<T>(dataDir: string, work: (url: string) => Promise<T>): Promise<T> {
  const server = await startEmbeddedPostgres({ dataDir: join(folder, dataDir), log });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}

it('a desk moves to a new machine with one file', async () => {
  const backup = await withServer('old', async (url) => {
    await migrate(url);
    await runSql(url, BASICS_SQL);
    // The server goes on for the bot that uses it.
    const said = await run('backup', 'old');
    expect(await runSql(url, 'SELECT 1 AS one')).toHaveLength(1);
    return said;
  });
  expect(backup).toMatchObject({ code: 0, err: '' });
  expect(backup.out).toMatch(/Wrote .*backups.*threadesk-.*Z\.backup: [\d,]+ rows in .* MB/);
  expect(backup.out).toContain('not encrypted');
  const [file = ''] = await readdir(join(folder, 'backups'));

  const restored = await run('restore', 'new', join('backups', file));
  expect(restored).toMatchObject({ code: 0, err: '' });
  expect(restored.out).toContain('Start the bot now.');
  const tickets = await withServer('new', (url) =>
    runSql<{ number: string }>(url, 'SELECT ticket_number AS number FROM tickets'),
  );
  expect(tickets).toEqual([{ number: 'IT-1' }]);

  const again = await run('restore', 'new', join('backups', file));
  expect(again.code).toBe(1);
  expect(again.err).toMatch(/^Nothing was restored\. .*--replace --yes.*1 tickets/);
  expect((await run('restore', 'new', join('backups', file), '--replace', '--yes')).code).toBe(0);
}, 60_000);

it.each<['backup' | 'restore', string[], number, RegExp]>([
  ['restore', [], 2, /^Usage: /],
  ['restore', ['a', 'b'], 2, /^Usage: /],
  ['restore', ['--force', 'a'], 2, /^Usage: /],
  ['restore', ['a', '--replace'], 2, /deletes everything in the embedded PostgreSQL in .*add --yes/],
  ['backup', ['a', 'b'], 2, /^Usage: /],
  ['backup', ['--help'], 2, /^Usage: /],
])('%s %j is answered, and no database is started', async (command, args, code, words) => {
  const said = await run(command, 'new', ...args);
  expect(said.code).toBe(code);
  expect(said.err).toMatch(words);
  expect(await readdir(join(folder, 'new'))).toEqual([]);
});

it('a file that is not there is told of', async () => {
  const said = await run('restore', 'new', 'gone.backup');
  expect(said).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^Nothing was restored\. There is no such file/),
  });
}, 30_000);
