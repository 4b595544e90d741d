/** The workspace and the real bot as one process, as `npm run playground` starts them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { type MovingClock, movingClock } from '../../playground/box/moving-clock.js';
import { type Box, startBox } from '../../playground/box/start-box.js';
import { startApp } from '../../src/app.js';
import { configFor, STORY_START_AT, testOverrides } from '../support/bot.js';
import { useTestDatabase } from '../support/database.js';
import { atEndOfTest } from '../support/ends.js';

const HOUR_MS = 3_600_000;

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

beforeEach(() => tested.reset());

const listeners = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;

it('listens on one port; over HTTP, where Slack must reach the bot itself, it does not start without one', async () => {
  const before = listeners();
  const { app, slack } = await start(await folder(), movingClock(STORY_START_AT));
  expect(listeners()).toBe(before + 1);
  expect(app.port).toBeNull();
  const overHttp = { ...configFor(slack, 'http', tested.url), port: null };
  await expect(startApp(overHttp)).rejects.toThrow('Socket Mode only');
});

it('that was stopped for a night tells nobody of an outage, and reads again what it may have missed', async () => {
  const read = async <T>(sql: string) => (await tested.database.pool.query<{ read: T }>(sql)).rows[0]?.read;
  const dataDir = await folder();
  const clock = movingClock(STORY_START_AT);
  const first = await start(dataDir, clock);
  for (const job of ['watch-jobs', 'note-listening'] as const) await first.app.runJob(job);
  await first.stop();
  const runs = (await read<number>('SELECT count(*)::int AS read FROM reconcile_runs')) ?? 0;

  clock.advance(10 * HOUR_MS);
  const second = await start(dataDir, clock);
  for (const job of ['watch-jobs', 'note-listening'] as const) await second.app.runJob(job);
  expect(await read('SELECT count(*)::int AS read FROM job_outages')).toBe(0);
  expect(await read(`SELECT count(*)::int AS read FROM posts WHERE kind = 'outage'`)).toBe(0);
  expect(
    await read(`SELECT bool_and(late_at > '${clock.now().toISOString()}') AS read FROM job_heartbeats`),
  ).toBe(true);
  expect(await read('SELECT count(*)::int AS read FROM reconcile_runs')).toBeGreaterThan(runs);
}, 60_000);
