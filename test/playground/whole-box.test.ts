/** The workspace and the real bot as one process, as `npm run playground` starts them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { type MovingClock, movingClock } from '../../playground/box/moving-clock.js';
import { whatIsMissing } from '../../playground/box/older-workspace.js';
import { type Box, startBox } from '../../playground/box/start-box.js';
import { parseTs } from '../../playground/workspace/ids.js';
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

async function start(dataDir: string, clock: MovingClock, said: string[] = []): Promise<Box> {
  const box = await startBox({
    dataDir,
    clock,
    slack: { say: (line) => void said.push(line) },
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
  const said: string[] = [];
  const second = await start(dataDir, clock, said);
  expect(said).toEqual([]);
  for (const job of ['watch-jobs', 'note-listening'] as const) await second.app.runJob(job);
  expect(await read('SELECT count(*)::int AS read FROM job_outages')).toBe(0);
  expect(await read(`SELECT count(*)::int AS read FROM posts WHERE kind = 'outage'`)).toBe(0);
  expect(
    await read(`SELECT bool_and(late_at > '${clock.now().toISOString()}') AS read FROM job_heartbeats`),
  ).toBe(true);
  expect(await read('SELECT count(*)::int AS read FROM reconcile_runs')).toBeGreaterThan(runs);
}, 60_000);

it('whose workspace is older than its database says what it has not kept', async () => {
  const said: string[] = [];
  const { pool } = tested.database;
  const addPost = (name: string, ts: string) =>
    pool.query(
      `INSERT INTO posts (key, kind, channel_id, message_ts)
       SELECT $1, 'mirror', id, $2 FROM channels WHERE slack_channel_id = 'C1'`,
      [name, ts],
    );
  await pool.query(`INSERT INTO channels (slack_channel_id) VALUES ('C1')`);
  await addPost('kept', '1772445600.000001');
  const lastTsMicros = parseTs('1772445600.000001') ?? 0;
  expect(await whatIsMissing(tested.database, lastTsMicros)).toBeNull();

  await addPost('lost', '1772445600.000002');
  expect(await whatIsMissing(tested.database, lastTsMicros)).toMatch(
    /knows of one message .* 2026-03-02 10:00 UTC/,
  );
  await start(await folder(), movingClock(STORY_START_AT), said);
  expect(said).toEqual([expect.stringMatching(/knows of 2 messages.*The tickets are whole/)]);
}, 60_000);
