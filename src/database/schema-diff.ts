/** Compares what the migrations build with what `schema.prisma` says, for new migrations and for the drift test. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiffTarget } from '@prisma/schema-engine-wasm';
import { withSchemaEngine } from './migration-engine.js';
import { NO_FILTER, readMigrations } from './migrations.js';
import { findPackageRoot } from './package-root.js';

/**
 * The SQL that leads from the migrations to the schema; null where there is nothing to do.
 *
 * @param url of a server where a database may be made and dropped; the database itself is left alone.
 * @param schema the text of a Prisma schema; by default the package's own.
 */
export async function diffSchema(url: string, schema?: string): Promise<string | null> {
  const migrations = await readMigrations();
  // Without migrations there is no history to replay, and a shadow database would only cost time.
  const from: DiffTarget =
    migrations.migrationDirectories.length === 0 ? { tag: 'empty' } : { tag: 'migrations', ...migrations };
  const path = join(findPackageRoot(), 'prisma', 'schema.prisma');
  const content = schema ?? (await readFile(path, 'utf8'));
  const { exitCode, stdout } = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from,
      to: { tag: 'schemaDatamodel', files: [{ path, content }] },
      script: true,
      exitCode: true,
      filters: NO_FILTER,
    }),
  );
  return exitCode === 0 ? null : stdout;
}
