/** How fast the reconciler may read: its bounds in one place. */
import { holdCalls, type Pace, takeCall } from '../../database/sql/reconcile-calls.js';
import type { Desk } from '../desk.js';

export type { Pace };

/**
 * At most 20 calls in any minute (5 at once, then one in 4 s) by all processes together. Slack allows 50 of each of the two methods:
 * the rest is for live work. https://docs.slack.dev/apis/web-api/rate-limits
 */
export const RECONCILE_PACE: Pace = { spacingMs: 4_000, burst: 5 };

export type Reading = { desk: Desk; pace: Pace };

/** False: not now; somebody comes again when the timetable says so. */
export function mayCall({ desk, pace }: Reading): Promise<boolean> {
  return takeCall(desk.database.pool, desk.clock.now(), pace);
}

/** As Slack told one of us, for all. */
export async function waitAsTold({ desk, pace }: Reading, retryAfterSeconds: number): Promise<void> {
  const until = new Date(desk.clock.now().getTime() + retryAfterSeconds * 1_000);
  await holdCalls(desk.database.pool, until, pace);
  desk.log.warn({ retryAfterSeconds }, 'Slack asks the reconciler to wait');
}
