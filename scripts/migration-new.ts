/** Writes the migration that a change of `schema.prisma` needs, without a database of one's own. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/database/embedded.js';
import { migrationsFolder } from '../src/database/migrations.js';
import { diffSchema } from '../src/database/schema-diff.js';

const NAME = /^[a-z][a-z0-9_]{2,60}$/;

/** The change as SQL, or a line to fill in where the schema has none: triggers and checks are written by hand. */
async function writeScript(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'threadesk-migration-'));
  try {
    const server = await startEmbeddedPostgres({
      dataDir,
      log: { info: () => undefined, warn: console.warn },
      settings: { fsync: 'off' },
    });
    try {
      return (
        (await diffSchema(server.url)) ?? '-- schema.prisma has not changed: write what it cannot say.\n'
      );
    } finally {
      await server.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

const name = (process.argv[2] ?? '').replaceAll('-', '_');
if (!NAME.test(name)) {
  console.error('Usage: npm run migration:new -- what_changes');
  process.exit(2);
}
const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
const folder = join(migrationsFolder(), `${stamp}_${name}`);
const script = await writeScript();
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'migration.sql'), script);
console.log(`Wrote ${join(folder, 'migration.sql')}. Read it; it runs in one transaction.`);
