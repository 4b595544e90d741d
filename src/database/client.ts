/** Opens the database: one pool that Prisma and hand-written SQL share. */
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { type Prisma, PrismaClient } from './generated/client.js';

export type Database = {
  prisma: PrismaClient;
  /** The very pool that Prisma uses, for hand-written SQL. */
  pool: pg.Pool;
  url: string;
  /** Waits for what is in hand, then closes every connection. Safe to call twice. */
  close(): Promise<void>;
};

/** A transaction's client, as `inTransaction` hands it out. */
export type Tx = Prisma.TransactionClient;

export type DatabaseOptions = {
  poolMax?: number;
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  onError?: (error: unknown) => void;
  /** Where the client comes from. Unset: it is a new one. */
  openPrisma?: OpenPrisma;
};

/** A client over these connections; `close` waits for what is in hand. */
export type OpenPrisma = (adapter: SqlDriverAdapterFactory) => {
  prisma: PrismaClient;
  close(): Promise<void>;
};

const POOL_MAX_DEFAULT = 10;
const CONNECT_TIMEOUT_MS = 10_000;

/** Connects lazily: a wrong URL is found by the first query. */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  const onError = options.onError ?? (() => undefined);
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolMax ?? POOL_MAX_DEFAULT,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'threadesk',
    onConnect: setSession,
  });
  // Without a handler, a server that goes away while a connection idles ends the process.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  const adapter = new PrismaPg(pool, { onPoolError: () => undefined, onConnectionError: () => undefined });
  const opened = (options.openPrisma ?? openNewPrisma)(adapter);
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= opened.close().then(() => pool.end());
    return closing;
  };
  return { prisma: opened.prisma, pool, url, close };
}

export function openNewPrisma(adapter: SqlDriverAdapterFactory): ReturnType<OpenPrisma> {
  const prisma = new PrismaClient({ adapter, errorFormat: 'minimal' });
  return { prisma, close: () => prisma.$disconnect() };
}

/**
 * The adapter writes instants without a zone and drops the zone it reads, so that every one is wrong in a session
 * that is not in UTC. Said after connecting and not as a start-up option, which a URL may override and poolers refuse. Statements are short and many run beside each other: compiling one, or giving it
 * more processes, takes longer than it runs.
 */
async function setSession(client: pg.ClientBase): Promise<void> {
  await client.query("SET TIME ZONE 'UTC'; SET jit = off; SET max_parallel_workers_per_gather = 0");
}
