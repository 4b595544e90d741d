/** One playground in one folder: a second would write over what the first keeps, and `--fresh` would take it away under its feet. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';

/** The code of the error for a folder that another playground runs on. */
export const HELD = 'EHELD';

const HOLDER = z.object({ pid: z.int().positive(), bornAs: z.string().nullable(), port: z.int() });
type Holder = z.infer<typeof HOLDER>;

const TRIES_MAX = 5;
/** A file that cannot be read is being written at this moment, or was when its writer was killed. */
const WRITTEN_AFTER_MS = 200;

/**
 * The file stands beside the folder, so that forgetting the folder leaves it. What a killed process left holds nobody up.
 *
 * @returns the way to let go of it.
 * @throws an error with the code {@link HELD} and the `port` of who holds it.
 */
export async function holdFolder(folder: string, port: number): Promise<() => void> {
  const path = `${folder}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  const own = JSON.stringify({ pid: process.pid, bornAs: await bornAs(process.pid), port });
  for (let tries = 1; ; tries += 1) {
    if (tryToWrite(path, own)) return () => letGo(path, own);
    const found = readText(path);
    const holder = holderIn(found);
    if (holder !== null && (await isRunning(holder))) throw heldBy(holder);
    if (tries === TRIES_MAX) throw heldBy(holder ?? { pid: 0, port });
    if (holder === null) await delay(WRITTEN_AFTER_MS);
    clearAway(path, found);
  }
}

function heldBy({ pid, port }: Pick<Holder, 'pid' | 'port'>): Error {
  return Object.assign(new Error(`The process ${pid} holds the folder`), { code: HELD, port });
}

function tryToWrite(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function holderIn(text: string): Holder | null {
  try {
    return HOLDER.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Of two who find the same leftover one is faster, and what it has written by then is put back. */
function clearAway(path: string, found: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readText(aside) === found) rmSync(aside, { force: true });
    else renameSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function letGo(path: string, own: string): void {
  if (readText(path) === own) rmSync(path, { force: true });
}

/** Numbers of processes are given out again, so when it was born counts, too. */
async function isRunning({ pid, bornAs: then }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = await bornAs(pid);
  return now === null || then === null || now === then;
}

const GONE = 'gone';

/** What no other process of this number will say of itself; `gone` for one that was killed and not yet reaped, null where it cannot be told. */
async function bornAs(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat !== null) {
    // After the name, which may hold anything: the state, and as the 20th the ticks since the machine was started.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
    return fields[0] === 'Z' ? GONE : `${boot.trim()} ${fields[19]}`;
  }
  if (process.platform === 'win32') return null;
  const listed = await promisify(execFile)('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]).catch(
    () => null,
  );
  const [state = '', ...born] = listed?.stdout.trim().split(/\s+/) ?? [];
  if (born.length === 0) return null;
  return state.startsWith('Z') ? GONE : born.join(' ');
}
