/** Reads what a running server wrote about itself, and tells a live one from what a kill or a restart left. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type Postmaster = { pid: number; port: number };

/** Above every system's highest process number. */
const PID_OF_NOBODY = 2_147_483_646;

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
 * `gone`: nothing runs under that number, and PostgreSQL clears up after itself.
 * `stranger`: something runs that is certainly no PostgreSQL. A restarted container hands the old numbers out again,
 * and the server then refuses to start for the sake of it.
 * `alive`: a PostgreSQL, or it cannot be told.
 */
export async function examine({ pid }: Postmaster): Promise<'alive' | 'gone' | 'stranger'> {
  if (pid === process.pid || pid === process.ppid) return 'stranger';
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'gone';
  }
  const seen = await describeProcess(pid);
  return seen === null || (!seen.startsWith('Z') && seen.includes('postgres')) ? 'alive' : 'stranger';
}

/**
 * Puts a number that no process has in place of the stranger's. The rest of the file stays, because by it PostgreSQL
 * finds out whether an orphan of the old server still writes: without the file two could write to one folder.
 */
export async function disownPostmasterFile(dataFolder: string, { pid }: Postmaster): Promise<void> {
  const path = join(dataFolder, 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => '');
  // Another process may have been faster: then the file is gone, or a living server's.
  if (parsePostmaster(text)?.pid === pid) await writeFile(path, text.replace(/^\d+/, String(PID_OF_NOBODY)));
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
