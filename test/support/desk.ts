/** The desk as services get it, on a real database, with a clock that stands still and a workspace held in memory. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type ManualClock, manualClock } from '../../src/clock.js';
import type { Database } from '../../src/database/client.js';
import type { Desk, Log } from '../../src/services/desk.js';
import { isCommandToBot } from '../../src/slack/commands/grammar.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { createTestDirectory, type TestDirectory } from './directory.js';

export const BOT_USER_ID = 'UBOT';

/** A Monday morning within the default opening hours. */
export const TEST_START_AT = new Date('2026-03-02T10:00:00.000Z');

export type TestDesk = Desk & { clock: ManualClock; directory: TestDirectory };

export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** A desk over a database that the caller closes. */
export function deskOn(database: Database, options: { adminUserIds?: readonly string[] } = {}): TestDesk {
  return {
    database,
    clock: manualClock(TEST_START_AT),
    log: silentLog,
    directory: createTestDirectory(),
    botUserId: BOT_USER_ID,
    adminUserIds: options.adminUserIds ?? [],
    isCommandToBot: (text) => isCommandToBot(text, BOT_USER_ID),
  };
}

/** A desk with a database of its own. */
export async function createTestDesk(
  options: { adminUserIds?: readonly string[] } = {},
): Promise<{ desk: TestDesk } & Pick<TestDatabase, 'reset' | 'drop' | 'url'>> {
  const { database, url, reset, drop } = await createTestDatabase();
  return { desk: deskOn(database, options), url, reset, drop };
}

/** One database for the file, emptied before each test, with a fresh desk on it: read `desk` inside of tests and hooks only. */
export function useTestDesk(options: { adminUserIds?: readonly string[] } = {}): { readonly desk: TestDesk } {
  let database: TestDatabase | null = null;
  let desk: TestDesk | null = null;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(async () => {
    await database?.reset();
    // Another object: what services keep of a database by its ids must not outlast the rows.
    if (database !== null) desk = deskOn({ ...database.database }, options);
  });
  afterAll(async () => {
    await database?.drop();
    database = null;
  });
  return {
    get desk() {
      if (desk === null) throw new Error('The desk exists only while tests run');
      return desk;
    },
  };
}
