/** Decides as whom PostgreSQL runs, because it refuses to run as root. */
import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './errors.js';

const run = promisify(execFile);

export type Account = { uid: number; gid: number };

/** `account` is null where PostgreSQL runs as whoever runs us; `prefix` is put before each of its commands. */
export type RunAs = { account: Account | null; prefix: readonly string[] };

/** Read and enter folders, and nothing else: https://man7.org/linux/man-pages/man7/capabilities.7.html */
const ENTER_CAPABILITY = 'dac_read_search';

/**
 * An ordinary user runs the server itself. Root lets the owner of the data run it, at first the user `postgres`.
 * Root in a folder that only root can enter (a clone under /root or in a `mktemp -d`) is common, so on Linux the
 * server then keeps the one capability to pass through.
 *
 * @param paths what the server must reach.
 * @param owned the folder of the data, which need not be there yet.
 * @throws EmbeddedPostgresError `no_postgres_user` or `folder_not_enterable`.
 */
export async function chooseRunAs({
  paths,
  owned,
  onUserMade,
}: {
  paths: readonly string[];
  owned: string;
  onUserMade: () => void;
}): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { account: null, prefix: [] };
  const account = (await ownerOf(owned)) ?? (await lookUpPostgres()) ?? (await makePostgres(onUserMade));
  const blocked = await blockedFolders(paths, account);
  if (blocked.length === 0) return { account, prefix: [] };
  const [command, ...options] = passThroughPrefix(account);
  for (const path of paths) {
    // Not for the kernel alone: PostgreSQL asks by `access`, which has a rule of its own.
    await run(command, [...options, 'test', '-x', path]).catch((cause: unknown) => {
      throw new EmbeddedPostgresError('folder_not_enterable', blocked.join(', '), { cause });
    });
  }
  return { account, prefix: [command, ...options] };
}

async function ownerOf(folder: string): Promise<Account | null> {
  const { uid, gid } = await stat(folder).catch(() => ({ uid: 0, gid: 0 }));
  return uid === 0 ? null : { uid, gid };
}

function passThroughPrefix({ uid, gid }: Account): [string, ...string[]] {
  const capability = `+${ENTER_CAPABILITY}`;
  return [
    'setpriv',
    // Else `access` answers as if there were no capability.
    '--securebits=+no_setuid_fixup',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    '--',
  ];
}

async function lookUpPostgres(): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function makePostgres(onUserMade: () => void): Promise<Account> {
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new EmbeddedPostgresError('no_postgres_user', detail, { cause });
  }
  const account = await lookUpPostgres();
  if (account === null) throw new EmbeddedPostgresError('no_postgres_user', 'useradd made no user');
  onUserMade();
  return account;
}

async function blockedFolders(paths: readonly string[], account: Account): Promise<string[]> {
  const blocked = new Set<string>();
  for (const path of paths) {
    for (let folder = await realpath(path); ; folder = dirname(folder)) {
      if (!canEnter(await stat(folder), account)) blocked.add(folder);
      if (folder === dirname(folder)) break;
    }
  }
  return [...blocked];
}

/** The kernel's rule for the execute bit of a folder; supplementary groups are given up and so do not count. */
export function canEnter(folder: { uid: number; gid: number; mode: number }, { uid, gid }: Account): boolean {
  if (folder.uid === uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
