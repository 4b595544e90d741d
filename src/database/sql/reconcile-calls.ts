/** Paces what all processes together ask of Slack for reconciling, on one column that every call moves forward. */
import type pg from 'pg';

export type Pace = {
  /** What one call costs, in milliseconds. */
  spacingMs: number;
  /** How many may be made at once after a rest. */
  burst: number;
};

/** True, and the call is paid for, where the pace allows one more at `now`. */
export async function takeCall(pool: pg.Pool, now: Date, { spacingMs, burst }: Pace): Promise<boolean> {
  const latestPaid = new Date(now.getTime() + (burst - 1) * spacingMs);
  const { rowCount } = await pool.query(
    `UPDATE reconciler
     SET calls_paid_at = GREATEST(calls_paid_at, $1::timestamptz) + make_interval(secs => $2::float8 / 1000)
     WHERE id = 1 AND (calls_paid_at IS NULL OR calls_paid_at <= $3)`,
    [now, spacingMs, latestPaid],
  );
  return rowCount === 1;
}

/** No call before `until`, by any process. */
export async function holdCalls(pool: pg.Pool, until: Date, { spacingMs, burst }: Pace): Promise<void> {
  const paidAt = new Date(until.getTime() + (burst - 1) * spacingMs);
  await pool.query('UPDATE reconciler SET calls_paid_at = GREATEST(calls_paid_at, $1) WHERE id = 1', [
    paidAt,
  ]);
}
