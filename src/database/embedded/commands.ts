/** Runs the commands that came with PostgreSQL: make a cluster, start it, stop it. */
import { spawn } from 'node:child_process';
import { chmod, chown, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './errors.js';
import { readPostmaster } from './postmaster.js';
import type { RunAs } from './run-as.js';

export type Server = { binaries: Binaries; runAs: RunAs };

/** Name and value of a PostgreSQL setting. */
export type Settings = Readonly<Record<string, string>>;

export const SUPERUSER = 'postgres';
export const LOOPBACK = '127.0.0.1';

const START_SECONDS_MAX = 60;
const STOP_MAX_MS = 8_000;
const STOP_POLL_MS = 25;
const LOG_BYTES_MAX = 5_000_000;
const LOG_TAIL_CHARACTERS = 2_000;
const OWNER_ONLY = 0o600;

/**
 * `log` leaves out failed statements and terse their details: both quote what people wrote.
 * No Unix socket: its path may be too long for the kernel, and the password travels over loopback only.
 */
const ALWAYS: Settings = {
  listen_addresses: LOOPBACK,
  unix_socket_directories: '',
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** Makes a cluster in the empty or missing folder `data`. @throws EmbeddedPostgresError `init_failed`. */
export async function initCluster(server: Server, data: string, password: string): Promise<void> {
  const passwordFile = `${data}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: OWNER_ONLY });
  try {
    if (server.runAs.account !== null) await giveTo(passwordFile, server.runAs);
    const { code, output } = await run(server, server.binaries.initdb, [
      `--pgdata=${data}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
      '--no-sync',
    ]);
    if (code !== 0) throw new EmbeddedPostgresError('init_failed', output);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Resolves once the server takes connections. @throws EmbeddedPostgresError `start_failed` with the log's end. */
export async function startServer(
  server: Server,
  { data, logFile, port, settings }: { data: string; logFile: string; port: number; settings: Settings },
): Promise<void> {
  await prepareLog(logFile, server.runAs);
  const options = Object.entries({ ...ALWAYS, ...settings, port: String(port) });
  const flags = options.map(([name, value]) => `-c ${name}=${value}`).join(' ');
  const wait = ['--wait', `--timeout=${START_SECONDS_MAX}`, '--silent'];
  const { code } = await run(
    server,
    server.binaries.pgCtl,
    ['start', `--pgdata=${data}`, `--log=${logFile}`, `--options=${flags}`, ...wait],
    'ignore',
  );
  if (code !== 0) throw new EmbeddedPostgresError('start_failed', await tail(logFile));
}

/**
 * Ends every session and stops the server. Its own wait would be fooled by the next user's start: it takes any server
 * in the folder for the one that it stopped.
 *
 * @throws EmbeddedPostgresError `stop_failed`.
 */
export async function stopServer(server: Server, data: string): Promise<void> {
  const stopping = await readPostmaster(data);
  const parameters = ['stop', `--pgdata=${data}`, '--no-wait', '--mode=fast'];
  const { code, output } = await run(server, server.binaries.pgCtl, parameters);
  if (code !== 0) throw new EmbeddedPostgresError('stop_failed', output);
  for (let waitedMs = 0; waitedMs < STOP_MAX_MS; waitedMs += STOP_POLL_MS) {
    if ((await readPostmaster(data))?.pid !== stopping?.pid) return;
    await delay(STOP_POLL_MS);
  }
  throw new EmbeddedPostgresError('stop_failed', `it still runs after ${STOP_MAX_MS} ms`);
}

/** Hands a file or folder to the account that PostgreSQL runs as. */
export async function giveTo(path: string, { account }: RunAs): Promise<void> {
  if (account !== null) await chown(path, account.uid, account.gid);
}

async function prepareLog(logFile: string, runAs: RunAs): Promise<void> {
  const handle = await open(logFile, 'a', OWNER_ONLY);
  const { size } = await handle.stat();
  await handle.close();
  if (size > LOG_BYTES_MAX) await truncate(logFile);
  await chmod(logFile, OWNER_ONLY);
  await giveTo(logFile, runAs);
}

async function tail(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.slice(-LOG_TAIL_CHARACTERS).trim() || 'the log is empty';
}

/**
 * `ignore` is for the command that leaves a server behind: it would inherit our pipe and keep it open. `exit` is
 * awaited, not `close`, for the same reason. `detached` keeps Ctrl-C in a terminal from reaching the server.
 */
function run(
  { runAs }: Server,
  command: string,
  parameters: readonly string[],
  output: 'pipe' | 'ignore' = 'pipe',
): Promise<{ code: number | null; output: string }> {
  const [file = command, ...prefixed] = [...runAs.prefix, command];
  const isPrefixed = runAs.prefix.length > 0;
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...prefixed, ...parameters], {
      ...(isPrefixed ? {} : runAs.account),
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' },
      stdio: ['ignore', output, output],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let text = '';
    const collect = (chunk: Buffer) => {
      text += chunk.toString('utf8');
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', reject);
    child.once('exit', (code) => resolve({ code, output: text.trim() }));
  });
}
