/** The whole bot against a workspace in a box: real Bolt, real PostgreSQL, a clock that can be moved. */

import { type MovingClock, movingClock } from '../../playground/box/moving-clock.js';
import { untilQuiet } from '../../playground/box/quiet.js';
import { boxConfig } from '../../playground/box/start-box.js';
import { type SlackServer, type SlackServerOptions, startSlackServer } from '../../playground/server.js';
import { type App, type AppOverrides, startApp } from '../../src/app.js';
import type { Config } from '../../src/config.js';
import { createDatabase, type Database } from '../../src/database/client.js';
import type { Log } from '../../src/services/desk.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { atEndOfFile, atEndOfTest } from './ends.js';
import { openWarmPrisma } from './warm-prisma.js';

/** A Monday morning in opening hours. */
export const STORY_START_AT = new Date('2026-03-02T10:00:00.000Z');

export type BotOptions = {
  mode?: 'socket' | 'http';
  slack?: SlackServerOptions;
  config?: Partial<Config>;
  /** Gets what is logged too, at every level. */
  log?: Log;
};

export type LogLine = { level: string; message: string; fields: object };

export type Bot = {
  slack: SlackServer;
  clock: MovingClock;
  database: Database;
  databaseUrl: string;
  config: Config;
  app(): App;
  /** What the bot logged as a warning or worse. */
  troubles: readonly LogLine[];
  /** Until Slack has delivered everything, nothing is in hand, and no post or import is left. */
  settled(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
};

const RETRIES_AT_ONCE = [0, 20, 20, 20];

/** Emptied and used again by the next test of the file: a new database is dear, and cold. */
const spare: TestDatabase[] = [];

async function takeDatabase(): Promise<TestDatabase> {
  const made = spare.pop();
  if (made !== undefined) return made;
  atEndOfFile(dropSpare);
  return createTestDatabase();
}

async function dropSpare(): Promise<void> {
  for (const { drop } of spare.splice(0)) await drop();
}

async function giveBack(test: TestDatabase): Promise<void> {
  try {
    await test.reset();
    spare.push(test);
  } catch {
    // Broken on purpose.
    await test.drop();
  }
}

/** Ends by itself after the test. */
export async function startBot({
  mode = 'socket',
  slack: slackOptions,
  config = {},
  log,
}: BotOptions = {}): Promise<Bot> {
  const clock = movingClock(STORY_START_AT);
  const slack = await startSlackServer({ clock, retryDelaysMs: RETRIES_AT_ONCE, ...slackOptions });
  const test = await takeDatabase();
  const troubles: LogLine[] = [];
  const full: Config = { ...configFor(slack, mode, test.url), ...config };
  let app: App | null = null;
  const bot: Bot = {
    slack,
    clock,
    database: test.database,
    databaseUrl: test.url,
    config: full,
    troubles,
    app: () => {
      if (app === null) throw new Error('The bot is stopped');
      return app;
    },
    settled: () => (app === null ? slack.settled() : untilQuiet(slack, app)),
    stop: async () => {
      await app?.stop();
      app = null;
    },
    start: async () => {
      app = await startApp(full, testOverrides(clock, troubles, log));
      if (mode === 'http') {
        slack.setDelivery({ mode: 'http', requestUrl: `http://127.0.0.1:${app.port}/slack/events` });
      } else {
        await slack.until(() => slack.connectionCount() > 0, { what: 'the connection' });
      }
    },
  };
  atEndOfTest(async () => {
    await bot.stop();
    await slack.close();
    await giveBack(test);
  });
  await bot.start();
  await bot.settled();
  return bot;
}

/** A further process's worth of bot on the same database and workspace, which has done what it does at start. */
export async function startSecondBot(bot: Bot): Promise<{ app: App; troubles: readonly LogLine[] }> {
  const troubles: LogLine[] = [];
  const app = await startApp(bot.config, testOverrides(bot.clock, troubles));
  atEndOfTest(() => app.stop());
  await untilQuiet(bot.slack, app);
  return { app, troubles };
}

export function testOverrides(clock: MovingClock, troubles: LogLine[], also?: Log): AppOverrides {
  const keep = (level: 'warn' | 'error') => (fields: object, message: string) => {
    troubles.push({ level, message, fields });
    also?.[level](fields, message);
  };
  const log: Log = {
    debug: (fields, message) => also?.debug(fields, message),
    info: (fields, message) => also?.info(fields, message),
    warn: keep('warn'),
    error: keep('error'),
  };
  return {
    clock,
    log,
    openPrisma: openWarmPrisma,
    sender: { postIntervalMs: 0, cardRestMs: 0 },
    homes: { settleMs: 0 },
  };
}

export function configFor(slack: SlackServer, mode: 'socket' | 'http', databaseUrl: string): Config {
  const { slack: connected, ...rest } = boxConfig(slack, '');
  const { signingSecret } = slack;
  return {
    ...rest,
    port: 0,
    slack: mode === 'socket' ? connected : { ...connected, connection: { mode, signingSecret } },
    database: { kind: 'url', url: databaseUrl },
    // Never by itself: a test says when.
    slaSweepCron: '0 0 1 1 *',
  };
}

/** A connection pool of the test's own, for looking in while the bot's database is broken on purpose. */
export function openDatabase(url: string): Database {
  const database = createDatabase(url, { openPrisma: openWarmPrisma });
  atEndOfTest(() => database.close());
  return database;
}
