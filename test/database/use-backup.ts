/** A desk, a backup of it and a folder to restore from, for the tests of backups. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { backUp } from '../../src/database/backup/back-up.js';
import { deskWithRows, drops, MADE_AT } from './desk-to-back-up.js';

export function useBackup() {
  let desk: string;
  let dropDesk: () => Promise<void>;
  let made: Buffer;
  let folder: string;

  /** A backup of `desk`, or where one is to be made. */
  let path: string;

  beforeAll(async () => {
    desk = await deskWithRows();
    const [drop] = drops.splice(0);
    dropDesk = async () => drop?.();
    folder = await mkdtemp(join(tmpdir(), 'threadesk-backup-'));
    path = join(folder, 'desk.backup');
    await backUp(desk, path, MADE_AT);
    made = await readFile(path);
    await rm(folder, { recursive: true });
  });

  afterAll(() => dropDesk());

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'threadesk-backup-'));
    path = join(folder, 'desk.backup');
  });

  afterEach(async () => {
    for (const drop of drops.splice(0)) await drop();
    await rm(folder, { recursive: true });
  });

  return {
    get desk() {
      return desk;
    },
    get made() {
      return made;
    },
    get folder() {
      return folder;
    },
    get path() {
      return path;
    },
  };
}
