/** Reads what a running server wrote about itself, and tells a live one from what a kill or a restart left. */
import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type Postmaster = { pid: number; port: number };

/** Null when there is no `postmaster.pid`, or one that is still being written. */
export async function readPostmaster(dataFolder: string): Promise<Postmaster | null> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => null);
  return text === null ? null : parsePostmaster(text);
}

/** Line 1 is the process, line 4 the port: https://www.postgresql.org/docs/18/storage-file-layout.html */
export function parsePostmaster(text: string): Postmaster | null {
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) && port > 0 ? { pid, port } : null;
}

/**
 * True where the process that the file names is certainly no PostgreSQL. A restarted container hands the old
 * numbers out again, and the server then refuses to start for the sake of a stranger.
 * Where it cannot be told, the answer is false: removing the file of a living server lets two write to one folder.
 */
export async function isStale({ pid }: Postmaster): Promise<boolean> {
  if (pid === process.pid || pid === process.ppid) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  const seen = await describeProcess(pid);
  return seen !== null && (seen.startsWith('Z') || !seen.includes('postgres'));
}

export async function removePostmasterFile(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, 'postmaster.pid'), { force: true });
}

/** State and name; a zombie (`Z`) is what a killed server is in a container whose first process reaps nobody. */
async function describeProcess(pid: number): Promise<string | null> {
  if (process.platform === 'win32') return null;
  const listed = await promisify(execFile)('ps', ['-o', 'stat=,comm=', '-p', String(pid)]).catch(() => null);
  if (listed !== null) return listed.stdout.trim();
  // Slim images have no `ps`; here the line is `pid (comm) state …`.
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return line?.replace(/^\d+ \((.*)\) (\S).*$/s, '$2 $1') ?? null;
}
