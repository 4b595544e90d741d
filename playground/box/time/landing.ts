/** Where a jump ends: some minutes on, on Monday at nine, or just before the next target. */
import { instantAtLocal } from '../../../src/domain/sla/local-instant.js';
import type { Time, TimeJump } from '../../live/protocol.js';
import { NotPossible } from '../../workspace/slack-error.js';
import type { TimedBox } from './timed-box.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WORKDAY_STARTS = 9 * 60;

/** @throws NotPossible where there is no such instant. */
export async function landingOf(box: TimedBox, jump: TimeJump, now: Date): Promise<Date> {
  if (jump.to === 'minutes') return new Date(now.getTime() + jump.minutes * MINUTE_MS);
  if (jump.to === 'monday') return nextMonday(await zoneOf(box), now);
  const next = (await targetsOf(box))
    .map(({ at }) => Date.parse(at) - MINUTE_MS)
    .find((atMs) => atMs > now.getTime());
  if (next === undefined)
    throw new NotPossible(
      'No target is more than a minute away. Open a ticket with /ticket new, and try again.',
    );
  return new Date(next);
}

/** 09:00 of the next Monday, by the zone's own clocks; that of today where it is still to come. */
export function nextMonday(timeZone: string, now: Date): Date {
  const localDate = (at: number) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
  for (let day = 0; day <= 8; day += 1) {
    const date = localDate(now.getTime() + day * DAY_MS);
    const at =
      new Date(`${date}T00:00:00Z`).getUTCDay() === 1 ? instantAtLocal(timeZone, date, WORKDAY_STARTS) : null;
    if (at !== null && at > now) return at;
  }
  throw new NotPossible('There is no Monday, 09:00, within a week');
}

async function zoneOf({ app }: TimedBox): Promise<string> {
  const { rows } = await app.desk.database.pool.query<{ timeZone: string }>(
    'SELECT time_zone AS "timeZone" FROM calendars WHERE project_id IS NULL ORDER BY version DESC LIMIT 1',
  );
  return rows[0]?.timeZone ?? 'UTC';
}

const TARGETS_SQL = `
  SELECT ticket_number AS ticket, title, 'First response' AS metric, response_target AS at
  FROM tickets WHERE response_at_risk_at IS NOT NULL AND response_target > $1
  UNION ALL
  SELECT ticket_number, title, 'Resolution', resolution_target
  FROM tickets WHERE resolution_at_risk_at IS NOT NULL AND resolution_target > $1
  ORDER BY at, ticket LIMIT 10`;

/** The running targets that have not passed. Paused, met and breached ones have no moment at which they are at risk. */
export async function targetsOf({ app, clock }: TimedBox): Promise<Time['targets']> {
  type Row = { ticket: string; title: string; metric: string; at: Date };
  const { rows } = await app.desk.database.pool.query<Row>(TARGETS_SQL, [clock.now()]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
