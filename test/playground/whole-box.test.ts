/** The workspace and the real bot as one process, as `npm run playground` starts them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Box, startBox } from '../../playground/box.js';
import { type MovingClock, movingClock } from '../../playground/moving-clock.js';
import { startApp } from '../../src/app.js';
import { configFor, STORY_START_AT, testOverrides } from '../support/bot.js';
import { useTestDatabase } from '../support/database.js';
import { atEndOfTest } from '../support/ends.js';

const tested = useTestDatabase();

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'threadesk-box-'));
  atEndOfTest(() => rm(path, { recursive: true }));
  return path;
}

async function start(dataDir: string, clock: MovingClock): Promise<Box> {
  const box = await startBox({
    dataDir,
    clock,
    slack: {},
    overrides: testOverrides(clock, []),
    config: { database: { kind: 'url', url: tested.url } },
  });
  atEndOfTest(box.stop);
  return box;
}

const listeners = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;

it('listens on one port; over HTTP, where Slack must reach the bot itself, it does not start without one', async () => {
  const before = listeners();
  const { app, slack } = await start(await folder(), movingClock(STORY_START_AT));
  expect(listeners()).toBe(before + 1);
  expect(app.port).toBeNull();
  const overHttp = { ...configFor(slack, 'http', tested.url), port: null };
  await expect(startApp(overHttp)).rejects.toThrow('Socket Mode only');
});
