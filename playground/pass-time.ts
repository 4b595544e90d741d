/** Moves the clock ahead without making the time that was skipped look like an outage of the desk. */
import type { App } from '../src/app.js';
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

/**
 * The clock moves while the rows are locked: whoever reads it before writes what is then moved along, and whoever reads it after
 * waits for the rows to be as late.
 *
 * @param isDeaf the bot really does not hear Slack in that time.
 */
export async function passTime(
  { app, clock }: { app: Pick<App, 'desk'>; clock: MovingClock },
  ms: number,
  { isDeaf = false } = {},
): Promise<void> {
  const client = await app.desk.database.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT FROM reconciler FOR UPDATE');
    await client.query('LOCK TABLE job_heartbeats IN SHARE ROW EXCLUSIVE MODE');
    await client.query(HEARTBEATS_SQL, [ms]);
    if (!isDeaf) await client.query(LISTENING_SQL, [ms]);
    clock.advance(ms);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
