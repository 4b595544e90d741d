/** Makes the files of a database once, and finds them and their password ever after. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { giveTo, initCluster, type Server } from './commands.js';
import { EmbeddedPostgresError } from './errors.js';

/** In the data folder; holds `data`, `password` and `log`. */
export const CLUSTER_FOLDER = 'cluster';

const DRAFT_AGE_MAX_MS = 10 * 60_000;

/** @throws EmbeddedPostgresError `init_failed`, or `foreign_data` where another user made the cluster. */
export async function openCluster(
  server: Server,
  dataDir: string,
): Promise<{ password: string; isNew: boolean }> {
  const cluster = join(dataDir, CLUSTER_FOLDER);
  const isNew = !(await isThere(cluster));
  if (isNew) await makeCluster(server, dataDir, cluster);
  return { password: await readPassword(cluster), isNew };
}

/**
 * Made aside and moved into place whole, so that a kill half way, or two first starts at once, never leave half a
 * cluster where the next start looks.
 */
async function makeCluster(server: Server, dataDir: string, cluster: string): Promise<void> {
  const draft = `${cluster}.new-${randomBytes(6).toString('hex')}`;
  const password = randomBytes(24).toString('base64url');
  await removeDrafts(dataDir);
  await mkdir(draft, { mode: 0o700 });
  try {
    await giveTo(draft, server.runAs);
    await initCluster(server, join(draft, 'data'), password);
    await writeFile(join(draft, 'password'), password, { mode: 0o600 });
    await giveTo(join(draft, 'password'), server.runAs);
    await rename(draft, cluster);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await isThere(cluster))) throw error;
  }
}

/** What killed first starts left behind; a younger one may be another process's, still at work. */
async function removeDrafts(dataDir: string): Promise<void> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith(`${CLUSTER_FOLDER}.new-`));
  for (const draft of names.map((name) => join(dataDir, name))) {
    const { mtimeMs } = await stat(draft).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > DRAFT_AGE_MAX_MS) await rm(draft, { recursive: true, force: true });
  }
}

async function readPassword(cluster: string): Promise<string> {
  const path = join(cluster, 'password');
  try {
    await chmod(path, 0o600);
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    throw new EmbeddedPostgresError('foreign_data', path, { cause });
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
