/** The playground as its user gets it, open once for all tests of a file, with the page as its sources are now. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { movingClock } from '../../playground/box/moving-clock.js';
import { openDesk } from '../../playground/box/open-desk.js';
import { type Box, startBox } from '../../playground/box/start-box.js';
import { buildPage } from '../../scripts/page-build.js';
import { type LogLine, STORY_START_AT, testOverrides } from '../support/bot.js';
import { createTestDatabase } from '../support/database.js';
import { atEndOfFile } from '../support/ends.js';
import { runSql } from '../support/run-sql.js';

export type Playground = Box & {
  /** What the bot logged as a warning or worse. */
  troubles: readonly LogLine[];
};

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'threadesk-browser-'));
  atEndOfFile(() => rm(path, { recursive: true, maxRetries: 5, retryDelay: 100 }));
  return path;
}

/** The desk's first policy is as old as its workspace, and not as the machine's date: ledgers say since when it has held. */
async function beginWith(url: string, at: Date): Promise<void> {
  const date = `'${at.toISOString()}'`;
  await runSql(
    url,
    `UPDATE sla_policies SET created_at = ${date}; UPDATE calendars SET created_at = ${date}`,
  );
}

/** On a Monday at 10:00, an hour after the desk has opened. Ends with the file. */
async function start(): Promise<Playground> {
  const [dataDir, pageDir, { url, drop }] = await Promise.all([folder(), folder(), createTestDatabase()]);
  atEndOfFile(drop);
  await buildPage(pageDir);
  await beginWith(url, STORY_START_AT);
  const clock = movingClock(STORY_START_AT);
  const troubles: LogLine[] = [];
  const box = await startBox({
    dataDir,
    clock,
    slack: { pageDir, hasTrail: true },
    overrides: testOverrides(clock, troubles),
    config: { database: { kind: 'url', url } },
  });
  atEndOfFile(box.stop);
  await openDesk(box.slack, box.app);
  return { ...box, troubles };
}

/** To be asked for inside of tests. */
export function usePlayground(): () => Playground {
  let opened: Playground | null = null;
  beforeAll(async () => {
    opened = await start();
  });
  return () => {
    if (opened === null) throw new Error('The playground is there only while tests run');
    return opened;
  };
}
