/** Everybody's Home on a desk of some years: what is read to publish it, list by list. */
import { createDatabase, type Database } from '../src/database/client.js';
import { HOME_TABS } from '../src/domain/home.js';
import type { Desk, SlackDirectory } from '../src/services/desk.js';
import { loadHome } from '../src/services/home/load-home.js';
import { fillLargeDesk, LARGE_DESK } from './large-desk.js';
import { percentile } from './statistics.js';
import { withTemporaryPostgres } from './temporary-postgres.js';

const ROUNDS = 200;
const WARM_UP = 20;

export type HomeTimes = { who: string; medianMs: number; p95Ms: number };

export async function benchHome(): Promise<HomeTimes[]> {
  return withTemporaryPostgres(async (url) => {
    const database = createDatabase(url);
    try {
      await fillLargeDesk(database);
      const { agents, people } = LARGE_DESK;
      return [
        await timesOf(database, 'an agent', (round) => 1 + (round % agents)),
        await timesOf(database, 'a requester', (round) => agents + 1 + (round % 1_000)),
        await timesOf(database, 'an admin', () => people),
      ];
    } finally {
      await database.close();
    }
  });
}

async function timesOf(
  database: Database,
  who: string,
  userOf: (round: number) => number,
): Promise<HomeTimes> {
  const desk = deskOn(database);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    const userId = userOf(round);
    const tab = HOME_TABS[round % HOME_TABS.length] ?? 'mine';
    const at = desk.clock.now();
    await database.prisma.homeViewer.upsert({
      where: { userId },
      create: { userId, tab, openedAt: at, dueAt: at },
      update: { tab },
    });
    const startedAt = performance.now();
    await loadHome(desk, userId);
    if (round >= WARM_UP) times.push(performance.now() - startedAt);
  }
  return { who, medianMs: percentile(times, 50), p95Ms: percentile(times, 95) };
}

function deskOn(database: Database): Desk {
  const never = () => Promise.reject(new Error('Slack is not asked here'));
  const directory = new Proxy({} as SlackDirectory, { get: () => never });
  const quiet = () => undefined;
  return {
    database,
    clock: { now: () => new Date() },
    log: { debug: quiet, info: quiet, warn: console.warn, error: console.error },
    directory,
    botUserId: 'UBENCHBOT',
    adminUserIds: [],
    isCommandToBot: () => false,
  };
}
