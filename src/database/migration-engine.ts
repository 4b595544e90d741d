/** Runs Prisma's schema engine as WebAssembly over `pg`, because its native build is a download. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';

type Exports = Readonly<Record<string, unknown>> & { __wbindgen_start(): void };

type EngineModule = { SchemaEngine: typeof SchemaEngine; __wbg_set_wasm(exports: Exports): void };

/** Node has it; the type libraries in use (no DOM) do not say so. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate(binary: Uint8Array, imports: object): Promise<{ instance: { exports: Exports } }>;
  };
};

/** PostgreSQL's internal one-byte type `"char"`, which the catalogue uses and the adapter does not know. */
const CHAR_OID = 18;
const CONNECTIONS_MAX = 2;

let loading: Promise<typeof SchemaEngine> | null = null;

/** Every connection that the engine made is closed when this settles, so its own lock is free as well. */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loading ??= loadEngine();
  const Engine = await loading;
  const opened: SqlDriverAdapter[] = [];
  const factory = bindMigrationAwareSqlAdapterFactory(createFactory(url, opened));
  const engine = await Engine.new({ datamodels: undefined }, () => undefined, factory);
  try {
    return await work(engine);
  } finally {
    engine.free();
    await Promise.all(opened.map((adapter) => adapter.dispose()));
  }
}

async function loadEngine(): Promise<typeof SchemaEngine> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bindings = (await import(pathToFileURL(entry).href)) as EngineModule;
  const binary = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine;
}

function createFactory(url: string, opened: SqlDriverAdapter[]): SqlMigrationAwareDriverAdapterFactory {
  const open = async (target: string, afterwards?: () => Promise<void>) => {
    const adapter = await connect(target, afterwards);
    opened.push(adapter);
    return adapter;
  };
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => open(url),
    connectToShadowDb: async () => {
      const name = `threadesk_shadow_${randomUUID().replaceAll('-', '')}`;
      await runOnce(url, `CREATE DATABASE ${name}`);
      const shadow = new URL(url);
      shadow.pathname = `/${name}`;
      return open(shadow.href, () => runOnce(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** The adapter as the engine needs it: `"char"` understood, scripts sent whole, connections really closed. */
async function connect(url: string, afterwards?: () => Promise<void>): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS_MAX });
  pool.on('error', () => undefined);
  const charColumns = markCharColumns(pool);
  const inner = await new PrismaPg(pool).connect();
  let disposing: Promise<void> | null = null;
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    executeRaw: (query) => inner.executeRaw(query),
    startTransaction: (level) => inner.startTransaction(level),
    getConnectionInfo: () => inner.getConnectionInfo(),
    queryRaw: async (query) => {
      const set = await inner.queryRaw(query);
      for (const column of charColumns.get(set.rows) ?? [])
        set.columnTypes[column] = ColumnTypeEnum.Character;
      return set;
    },
    // Whole, so that a function's body may hold semicolons and a script is one transaction: all of it or nothing.
    executeScript: async (script) => {
      await pool.query(script).catch(rethrowForEngine);
    },
    dispose: () => {
      disposing ??= pool.end().then(afterwards);
      return disposing;
    },
  };
}

/** The engine shows PostgreSQL's words only in this shape; of anything else it shows a number. */
function rethrowForEngine(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error;
  const { code = 'XX000', severity = 'ERROR', message, detail, column, hint } = error;
  throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
}

/** Lets the adapter read `"char"` as text, and remembers by result which columns were none. */
function markCharColumns(pool: pg.Pool): WeakMap<object, number[]> {
  const charColumns = new WeakMap<object, number[]>();
  const query = pool.query.bind(pool) as (
    config: pg.QueryArrayConfig | string,
  ) => Promise<pg.QueryArrayResult>;
  const marking = async (config: pg.QueryArrayConfig | string) => {
    const result = await query(config);
    // A script's answer is a list of results.
    if (Array.isArray(result)) return result;
    const columns = result.fields.flatMap((field, index) => (field.dataTypeID === CHAR_OID ? [index] : []));
    for (const column of columns) {
      const field = result.fields[column];
      if (field !== undefined) field.dataTypeID = pg.types.builtins.TEXT;
    }
    charColumns.set(result.rows, columns);
    return result;
  };
  Object.assign(pool, { query: marking });
  return charColumns;
}

async function runOnce(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
