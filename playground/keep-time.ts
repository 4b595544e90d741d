/** Lets time pass for the workspace and the bot at once, and has done what became due, in its order, as if it had passed by itself. */
import type { App } from '../src/app.js';
import { instantAtLocal } from '../src/domain/sla/local-instant.js';
import type { JobName } from '../src/jobs/job.js';
import type { Time, TimeJump } from './live/protocol.js';
import type { Timekeeper } from './live/timekeeper.js';
import type { MovingClock } from './moving-clock.js';
import { passTime } from './pass-time.js';
import { untilQuiet } from './quiet.js';
import type { SlackServer } from './server.js';
import { NotPossible } from './workspace/slack-error.js';

export type TimedBox = {
  slack: SlackServer;
  app: Pick<App, 'desk' | 'isIdle' | 'runJob'>;
  clock: MovingClock;
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WORKDAY_STARTS = 9 * 60;
const DEAF_MS = 10 * MINUTE_MS;
/** The bot tries again every half minute at the latest. */
const CONNECT_MAX_MS = 40_000;
/** With faults on, what is caused may never come to an end; the jump is over all the same. */
const QUIET_MAX_MS = 8_000;
/** A jump stops wherever something is due; more stops than these and the rest is passed in one go. */
const STOPS_MAX = 40;

/** What the timetable would have run, in an order in which one finds what the other has left. */
const DUE_JOBS = [
  'follow-up-tickets',
  'recompute-clocks',
  'sweep-clocks',
  'tell-alerts',
  'remind-drafts',
  'tell-leavers',
  'tell-held',
  'forget-tickets',
  'reword-posts',
  'send-posts',
  'publish-homes',
] as const satisfies readonly JobName[];

export function keepTime(box: TimedBox): Timekeeper {
  // Two jumps at once would be one: each lands from where the one before it has landed.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (move: () => Promise<void>): Promise<void> => {
    const moved = last.then(move);
    last = moved.catch(() => undefined);
    return moved;
  };
  return {
    targets: () => targetsOf(box),
    jump: (jump) => inTurn(async () => goTo(box, await landingOf(box, jump, box.clock.now()))),
    recover: () => inTurn(() => recover(box)),
  };
}

async function landingOf(box: TimedBox, jump: TimeJump, now: Date): Promise<Date> {
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
async function targetsOf({ app, clock }: TimedBox): Promise<Time['targets']> {
  type Row = { ticket: string; title: string; metric: string; at: Date };
  const { rows } = await app.desk.database.pool.query<Row>(TARGETS_SQL, [clock.now()]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

const NEXT_DUE_SQL = `
  SELECT min(at) AS at FROM (
    SELECT next_wake_at AS at FROM tickets
    UNION ALL SELECT follow_up_at FROM tickets
    UNION ALL SELECT deliver_at FROM alert_notices WHERE told_at IS NULL
    UNION ALL SELECT remind_at FROM reminders WHERE told_at IS NULL
    UNION ALL SELECT held_until_at FROM posts
  ) due WHERE at > $1`;

/** Stops where something becomes due, so that each is told in its time, the warning before the breach. */
async function goTo(box: TimedBox, target: Date): Promise<void> {
  let isCalm = true;
  for (let stops = 0; stops < STOPS_MAX; stops += 1) {
    const now = box.clock.now();
    const { rows } = await box.app.desk.database.pool.query<{ at: Date | null }>(NEXT_DUE_SQL, [now]);
    const dueAt = rows[0]?.at ?? null;
    if (dueAt === null || dueAt >= target) break;
    await passTime(box, dueAt.getTime() - now.getTime());
    isCalm = await doWhatIsDue(box, isCalm);
  }
  const leftMs = target.getTime() - box.clock.now().getTime();
  if (leftMs > 0) await passTime(box, leftMs);
  await doWhatIsDue(box, isCalm);
}

/** @returns whether all that it caused has happened; what was not quiet once is not waited for again. */
async function doWhatIsDue({ slack, app }: TimedBox, isCalm: boolean): Promise<boolean> {
  for (const job of DUE_JOBS) await app.runJob(job);
  if (!isCalm) return false;
  return untilQuiet(slack, app, QUIET_MAX_MS).then(
    () => true,
    () => false,
  );
}

/** The bot is let in again ten minutes later. It finds by itself that it was deaf, and reads what it missed. */
async function recover(box: TimedBox): Promise<void> {
  const { slack, app, clock } = box;
  await passTime(box, DEAF_MS, { isDeaf: true });
  const passedAt = clock.now();
  slack.faults.loseEvents(false);
  const isConnected = await within(slack, () => slack.connectionCount() > 0);
  if (!isConnected)
    throw new NotPossible('The bot has not come back yet. Mend everything, and give it half a minute.');
  const isRepaired = async () => {
    await app.runJob('note-listening');
    await app.runJob('reconcile');
    const { rows } = await app.desk.database.pool.query<{ isRepaired: boolean }>(
      `SELECT heard_until_at > $1 AND NOT EXISTS (SELECT FROM reconcile_runs WHERE finished_at IS NULL) AS "isRepaired"
       FROM reconciler`,
      [passedAt],
    );
    return rows[0]?.isRepaired;
  };
  // Other faults may keep it from reading: then it goes on when they are mended, and nobody waits here.
  await doWhatIsDue(box, await within(slack, isRepaired));
}

/** @returns whether it came to be so in time. */
function within(slack: SlackServer, check: () => unknown): Promise<boolean> {
  return slack.until(check, { timeoutMs: CONNECT_MAX_MS }).then(
    () => true,
    () => false,
  );
}
