/** Gives the bot a real PostgreSQL where nobody set one up: made, started, shared and stopped in a data folder. */
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './embedded/binaries.js';
import { CLUSTER_FOLDER, openCluster } from './embedded/cluster.js';
import {
  LOOPBACK,
  type Server,
  type Settings,
  SUPERUSER,
  startServer,
  stopServer,
} from './embedded/commands.js';
import { EmbeddedPostgresError } from './embedded/errors.js';
import { joinServer, type Keeper } from './embedded/keeper.js';
import { disownPostmasterFile, examine, readPostmaster } from './embedded/postmaster.js';
import { chooseRunAs } from './embedded/run-as.js';

export type EmbeddedLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
};

export type EmbeddedOptions = {
  /** Made if missing, kept between starts; holds the cluster, its password and its log. */
  dataDir: string;
  /** Unset: any free one. A server that is already running keeps its own. */
  port?: number;
  log: EmbeddedLog;
  /** PostgreSQL settings, for tests. Values without spaces or quotes. */
  settings?: Settings;
};

export type EmbeddedPostgres = {
  /** The database `threadesk`, as superuser. */
  url: string;
  /** Stops the server, unless another process still uses it. Close every pool first. Safe to call twice. */
  stop(): Promise<void>;
};

const DATABASE_NAME = 'threadesk';
const TRIES_MAX = 120;
const TRY_AGAIN_MS = 250;
const START_FAILURES_MAX = 3;

/**
 * Adopts the server of this folder if one runs (left by a killed process, or another process's), else starts it.
 *
 * @throws EmbeddedPostgresError whose message says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const cluster = join(dataDir, CLUSTER_FOLDER);
  const binaries = await findBinaries();
  const runAs = await chooseRunAs({
    paths: [binaries.folder, dataDir],
    owned: cluster,
    onUserMade: () =>
      options.log.info({}, 'Made the user postgres, because PostgreSQL refuses to run as root'),
  });
  if (runAs.prefix.length > 0) {
    options.log.info({ dataDir }, 'PostgreSQL may read everywhere, because only root can enter its folders');
  }
  const server: Server = { binaries, runAs };
  const { password, isNew } = await openCluster(server, dataDir);
  if (isNew) options.log.info({ dataDir }, 'Made a new embedded PostgreSQL cluster');
  const { keeper, port } = await joinOrStart(server, cluster, password, options);
  const url = (database: string) => `postgresql://${SUPERUSER}:${password}@${LOOPBACK}:${port}/${database}`;
  await ensureDatabase(url('postgres'));
  let stopping: Promise<void> | null = null;
  const stop = () => {
    stopping ??= leaveServer(server, cluster, keeper, options.log);
    return stopping;
  };
  return { url: url(DATABASE_NAME), stop };
}

async function joinOrStart(
  server: Server,
  cluster: string,
  password: string,
  options: EmbeddedOptions,
): Promise<{ keeper: Keeper; port: number }> {
  const data = join(cluster, 'data');
  let failures = 0;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const running = await readPostmaster(data);
    const state = running === null ? 'gone' : await examine(running);
    if (running === null || state === 'gone') {
      failures += (await tryToStart(server, cluster, options, failures)) ? 0 : 1;
      continue;
    }
    if (state === 'stranger') {
      options.log.warn({ pid: running.pid }, 'The lock file of embedded PostgreSQL names another program');
      await disownPostmasterFile(data, running);
      continue;
    }
    const joined = await joinServer(running.port, password);
    if (typeof joined === 'object') {
      options.log.info({ port: running.port, pid: running.pid }, 'Using embedded PostgreSQL');
      return { keeper: joined, port: running.port };
    }
    await delay(TRY_AGAIN_MS);
  }
  throw new EmbeddedPostgresError('start_failed', `the server in ${data} runs but cannot be reached`);
}

/** A failure may be another process that was faster, or a port just taken: only a repeated one is final. */
async function tryToStart(
  server: Server,
  cluster: string,
  { port, settings = {} }: EmbeddedOptions,
  failures: number,
): Promise<boolean> {
  const data = join(cluster, 'data');
  const logFile = join(cluster, 'log');
  try {
    await startServer(server, { data, logFile, port: port ?? (await findFreePort()), settings });
    return true;
  } catch (error) {
    if (failures + 1 >= START_FAILURES_MAX) throw error;
    await delay(TRY_AGAIN_MS);
    return false;
  }
}

async function leaveServer(server: Server, cluster: string, keeper: Keeper, log: EmbeddedLog): Promise<void> {
  try {
    if (!(await keeper.leave())) {
      log.info({}, 'Leaving embedded PostgreSQL to the processes that still use it');
      return;
    }
    await stopServer(server, join(cluster, 'data'));
    log.info({}, 'Stopped embedded PostgreSQL');
  } finally {
    await keeper.close();
  }
}

async function ensureDatabase(maintenanceUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE_NAME]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE_NAME}`);
  } catch (error) {
    const isMadeMeanwhile = ['42P04', '23505'].includes(String((error as { code?: unknown }).code));
    if (!isMadeMeanwhile) throw error;
  } finally {
    await client.end();
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, LOOPBACK, () => {
      const address = probe.address();
      probe.close(() => resolvePort(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
