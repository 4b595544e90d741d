/** Where a story is played: a workspace, a database, and one or two bots that can be killed. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Person } from '../../../playground/people.js';
import { type SlackServer, startSlackServer } from '../../../playground/server.js';
import { createDatabase, type Database } from '../../../src/database/client.js';
import { type ChildBot, childBot } from '../child-bot.js';

/** As Slack's, but in seconds: at once, after a minute, after five. */
const RETRIES_MS = [0, 2_000, 12_000];
const RESPONSE_SECONDS = 2;

export type Stage = {
  slack: SlackServer;
  database: Database;
  bots: readonly [ChildBot, ...ChildBot[]];
  person(name: string): Person;
  close(): Promise<void>;
};

/** Over a migrated database of its own, which the caller drops. */
export async function openStage({ url, bots: count }: { url: string; bots: number }): Promise<Stage> {
  const slack = await startSlackServer({ retryDelaysMs: RETRIES_MS });
  const database = createDatabase(url);
  await hurry(database);
  const make = () => childBot(slack, { DATABASE_URL: url, SLA_SWEEP_CRON: '* * * * * *' });
  const bots: [ChildBot, ...ChildBot[]] = [make(), ...Array.from({ length: count - 1 }, make)];
  const stage: Stage = {
    slack,
    database,
    bots,
    person: (name) => slack.person(name),
    close: async () => {
      await Promise.all(bots.map((bot) => bot.kill()));
      await slack.close();
      await database.close();
    },
  };
  try {
    for (const bot of bots) await bot.start();
    return stage;
  } catch (error) {
    await stage.close();
    throw error;
  }
}

/** Open around the clock, whenever it is played; low priority is to be answered within seconds, and nobody is warned before. */
async function hurry({ pool }: Database): Promise<void> {
  await pool.query('DELETE FROM calendar_hours');
  await pool.query(
    `INSERT INTO calendar_hours (calendar_id, iso_weekday, opens_minute, closes_minute)
     SELECT id, day, 0, 1440 FROM calendars, generate_series(1, 7) AS day`,
  );
  await pool.query(`UPDATE sla_targets SET response_seconds = $1 WHERE priority = 'low'`, [RESPONSE_SECONDS]);
  // Whether a sweep comes between a warning and the breach less than a second later is chance.
  await pool.query(`UPDATE sla_policies SET options = options || '{"warnPercents": []}'`);
}

/** Asks again over a database that is being restarted. */
export async function askDatabase<Row extends object>({ database }: Stage, sql: string): Promise<Row[]> {
  const TRIES_MAX = 40;
  const TRY_AGAIN_MS = 250;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await database.pool.query<Row>(sql)).rows;
    } catch (error) {
      if (attempt === TRIES_MAX) throw error;
      await delay(TRY_AGAIN_MS);
    }
  }
}
