/** A sweep over many open tickets: in batches, and, as the baseline, the same statements with one ticket a transaction. */
import pg from 'pg';
import { createDatabase, type Database } from '../src/database/client.js';
import type { Desk, SlackDirectory } from '../src/services/desk.js';
import { sweepClocks } from '../src/services/sla/sweep-clocks.js';
import { withTemporaryPostgres } from './temporary-postgres.js';

const OPEN = 20_000;
const DUE = 2_000;
/** Due in the round of the baseline, which is slow. */
const SINGLE_DUE = 200;
/** A Monday in the default opening hours; the due ones were opened four hours and a minute before, and are late by that minute. */
const NOW = new Date('2026-03-02T14:01:00Z');
const DUE_SINCE = '2026-03-02T10:00:00Z';
const LATER_SINCE = '2026-03-02T13:00:00Z';

export type Sweep = { ticketsPerSecond: number; roundTrips: number; looked: number };

export async function benchSweep(): Promise<{ batches: Sweep; single: Sweep; open: number; due: number }> {
  return withTemporaryPostgres(async (url) => {
    const database = createDatabase(url);
    try {
      await prepare(database);
      // The first round warms up.
      await sweepOnce(database, {});
      await makeDueAgain(database, DUE);
      const batches = await sweepOnce(database, {});
      await makeDueAgain(database, SINGLE_DUE);
      const single = await sweepOnce(database, { batchMax: 1 });
      return { batches, single, open: OPEN, due: DUE };
    } finally {
      await database.close();
    }
  });
}

async function sweepOnce(database: Database, options: { batchMax?: number }): Promise<Sweep> {
  const trips = countRoundTrips();
  const startedAt = performance.now();
  const { looked } = await sweepClocks(deskOn(database), NOW, options);
  const seconds = (performance.now() - startedAt) / 1_000;
  return { ticketsPerSecond: looked / seconds, roundTrips: trips.stop(), looked };
}

/** What the driver is asked, whoever asks. */
function countRoundTrips(): { stop(): number } {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...parameters: unknown[]) {
    count += 1;
    return Reflect.apply(query, this, parameters);
  } as typeof query;
  return {
    stop: () => {
      pg.Client.prototype.query = query;
      return count;
    },
  };
}

async function prepare({ pool }: Database): Promise<void> {
  await pool.query(`
    INSERT INTO users (slack_user_id) SELECT 'U' || n FROM generate_series(1, 100) AS n;
    INSERT INTO projects (key, name) VALUES ('BENCH', 'Bench');
    INSERT INTO channels (slack_channel_id, name, kind, project_id, role)
    SELECT 'CTRIAGE', 'bench-triage', 'private', id, 'triage' FROM projects WHERE key = 'BENCH';
    INSERT INTO tickets (ticket_number, title, reporter_id, project_id, sla_policy_id, created_at, clock_started_at, next_wake_at)
    SELECT 'BENCH-' || n, 'VPN down', 1 + n % 100, (SELECT id FROM projects WHERE key = 'BENCH'), (SELECT min(id) FROM sla_policies),
           since, since, since + interval '4 hours 1 second'
    FROM generate_series(1, ${OPEN}) AS n,
         LATERAL (SELECT CASE WHEN n % ${OPEN / DUE} = 0 THEN '${DUE_SINCE}' ELSE '${LATER_SINCE}' END::timestamptz AS since) AS s;
    INSERT INTO changelog_entries (ticket_id, action, new_value, occurred_at)
    SELECT id, 'created', '{"status":"new","priority":"medium"}', created_at FROM tickets;
    INSERT INTO changelog_entries (ticket_id, action, new_value, occurred_at)
    SELECT t.id, 'status', '{"status":"in_progress"}', t.created_at + n * interval '1 minute'
    FROM tickets t, generate_series(1, 5) AS n;
    INSERT INTO posts (key, kind, ticket_id, channel_id, state, sent_version)
    SELECT 'ticket:' || t.id || ':triage_card', 'triage_card', t.id, c.id, 'sent', 1
    FROM tickets t, channels c WHERE c.slack_channel_id = 'CTRIAGE';
    ANALYZE`);
}

/** As before the sweep, but for the changelog, which cannot be taken back: the entries' keys then exist already. */
async function makeDueAgain({ pool }: Database, due: number): Promise<void> {
  await pool.query(`
    DELETE FROM alert_notices;
    DELETE FROM sla_alerts;
    UPDATE tickets SET next_wake_at = NULL, response_breached_at = NULL WHERE clock_started_at = '${DUE_SINCE}';
    UPDATE tickets SET next_wake_at = clock_started_at + interval '4 hours 1 second'
    WHERE id IN (SELECT id FROM tickets WHERE clock_started_at = '${DUE_SINCE}' ORDER BY id LIMIT ${due})`);
  await pool.query('VACUUM ANALYZE');
}

function deskOn(database: Database): Desk {
  const never = () => Promise.reject(new Error('Slack is not asked here'));
  const directory = new Proxy({} as SlackDirectory, { get: () => never });
  const quiet = () => undefined;
  return {
    database,
    clock: { now: () => NOW },
    log: { debug: quiet, info: quiet, warn: console.warn, error: console.error },
    directory,
    botUserId: 'UBENCHBOT',
    adminUserIds: [],
    isCommandToBot: () => false,
  };
}
