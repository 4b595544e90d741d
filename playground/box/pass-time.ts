/** Time that nobody was here for, skipped or slept through, and that is to look like no outage of the desk. */
import type { App } from '../../src/app.js';
import type { Database } from '../../src/database/client.js';
import { keepInHand } from '../workspace/in-hand.js';
import type { Workspace } from '../workspace/workspace.js';
import type { MovingClock } from './moving-clock.js';

/** Nobody was away: what says when somebody was last here moves along. */
const HEARTBEATS_SQL = `
  UPDATE job_heartbeats
  SET expected_since_at = expected_since_at + $1 * interval '1 millisecond',
      succeeded_at = succeeded_at + $1 * interval '1 millisecond',
      failed_at = failed_at + $1 * interval '1 millisecond',
      late_at = late_at + $1 * interval '1 millisecond'`;
const LISTENING_SQL = `
  UPDATE reconciler
  SET heard_until_at = heard_until_at + $1 * interval '1 millisecond',
      doubted_since_at = doubted_since_at + $1 * interval '1 millisecond'`;
/** Nobody has waited in it for a thread to be read again, either: told at once, an alert would say that it could not be checked. */
const WAITING_SQL = `
  UPDATE alert_notices SET awaits_check_since_at = awaits_check_since_at + $1 * interval '1 millisecond'
  WHERE told_at IS NULL AND awaits_check_since_at IS NOT NULL`;

/**
 * The clock moves while the rows are locked: whoever reads it before writes what is then moved along, and whoever reads it after
 * waits for the rows to be as late.
 *
 * @param isDeaf the bot really does not hear Slack in that time.
 */
export async function passTime(
  { slack, app, clock }: { slack: { workspace: Workspace }; app: Pick<App, 'desk'>; clock: MovingClock },
  ms: number,
  { isDeaf = false } = {},
): Promise<void> {
  const client = await app.desk.database.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT FROM reconciler FOR UPDATE');
    await client.query('LOCK TABLE job_heartbeats IN SHARE ROW EXCLUSIVE MODE');
    await client.query(HEARTBEATS_SQL, [ms]);
    await client.query(WAITING_SQL, [ms]);
    if (!isDeaf) await client.query(LISTENING_SQL, [ms]);
    keepInHand(slack.workspace, ms);
    clock.advance(ms);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const STOPPED_SQL = `
  SELECT extract(epoch FROM $1::timestamptz - max(greatest(succeeded_at, failed_at))) * 1000 AS "stoppedMs"
  FROM job_heartbeats`;

/**
 * Before the first sign of the bot. Whoever stops a playground for the night is told of no outage in the morning. When Slack was last
 * heard stays as it is: what was said while it stopped and not yet acked is read then.
 */
export async function passStop({ pool }: Pick<Database, 'pool'>, now: Date): Promise<void> {
  const { rows } = await pool.query<{ stoppedMs: string | null }>(STOPPED_SQL, [now]);
  const stoppedMs = Math.floor(Number(rows[0]?.stoppedMs ?? 0));
  if (stoppedMs <= 0) return;
  for (const sql of [HEARTBEATS_SQL, WAITING_SQL]) await pool.query(sql, [stoppedMs]);
}
