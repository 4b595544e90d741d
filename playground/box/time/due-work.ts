/** What becomes due because time passes: of every job, whether a jump runs it, and which instants in the database it waits for. */
import { POST_HAS_WORK_SQL } from '../../../src/database/unsent-posts.js';
import { REMIND_AFTER_MS } from '../../../src/domain/message-draft.js';
import type { JobName } from '../../../src/jobs/job.js';
import { LEAVER_SETTLES_MS } from '../../../src/services/leavers/tell-leavers.js';

/** `where` is a condition over the table alone; `plus` is added to the column, in SQL over the table. */
export type Instant = { table: string; column: string; where: string; plus?: string };

export type DuringJump =
  /** At each stop at which one of its instants has come. */
  | { runs: 'when due'; waitsFor: readonly Instant[] }
  /** Once, half an hour into a jump of an hour or more. */
  | { runs: 'in an hour'; because: string }
  /** Once, where the jump ends: nobody could tell when on the way it had been done. */
  | { runs: 'at the end'; because: string }
  | { runs: 'by itself'; because: string };

const ms = (duration: number) => `interval '1 millisecond' * ${duration}`;
/** Asked of Slack or told by a commit: a jump is neither. */
const ASKS_SLACK = 'time changes nothing of what Slack would answer';

/** In the order in which a stop runs them: one finds what the one before it has left. */
const DURING_JUMP = {
  'follow-up-tickets': {
    runs: 'when due',
    waitsFor: [
      { table: 'tickets', column: 'follow_up_at', where: 'true' },
      { table: 'reminders', column: 'remind_at', where: 'told_at IS NULL' },
    ],
  },
  'sweep-clocks': {
    runs: 'when due',
    waitsFor: [{ table: 'tickets', column: 'next_wake_at', where: 'true' }],
  },
  reconcile: {
    runs: 'when due',
    waitsFor: [
      { table: 'ticket_threads', column: 'reconcile_not_before_at', where: 'reconcile_run_id IS NOT NULL' },
    ],
  },
  'tell-alerts': {
    runs: 'when due',
    waitsFor: [{ table: 'alert_notices', column: 'deliver_at', where: 'told_at IS NULL' }],
  },
  'remind-drafts': {
    runs: 'when due',
    waitsFor: [
      {
        table: 'message_drafts',
        column: 'touched_at',
        where: 'settled_at IS NULL AND reminded_at IS NULL',
        plus: ms(REMIND_AFTER_MS),
      },
    ],
  },
  'tell-leavers': {
    runs: 'when due',
    waitsFor: [{ table: 'leavers', column: 'left_at', where: 'true', plus: ms(LEAVER_SETTLES_MS) }],
  },
  'forget-tickets': {
    runs: 'when due',
    waitsFor: [
      {
        table: 'tickets',
        column: 'closed_at',
        where: "status = 'closed' AND forgotten_at IS NULL",
        plus: '(SELECT make_interval(days => p.forget_after_days) FROM projects p WHERE p.id = tickets.project_id)',
      },
    ],
  },
  'tell-held': {
    runs: 'when due',
    waitsFor: [{ table: 'posts', column: 'held_until_at', where: "state = 'pending'" }],
  },
  'send-posts': {
    runs: 'when due',
    // The first try follows the commit.
    waitsFor: [{ table: 'posts', column: 'next_attempt_at', where: `attempts > 0 AND ${POST_HAS_WORK_SQL}` }],
  },
  'publish-homes': {
    runs: 'when due',
    waitsFor: [
      { table: 'home_viewers', column: 'due_at', where: 'published_version < wanted_version' },
      { table: 'home_viewers', column: 'held_until', where: 'published_version < wanted_version' },
    ],
  },
  'place-early-events': { runs: 'at the end', because: 'what it forgets nobody sees' },
  'prune-ticks': { runs: 'at the end', because: 'what it forgets nobody has looked at for days' },
  'reword-posts': { runs: 'at the end', because: 'it is done a few a minute, and goes on by itself' },
  'recompute-clocks': { runs: 'by itself', because: 'a commit calls for it, not time' },
  'import-threads': { runs: 'by itself', because: 'a commit calls for it, not time' },
  'decide-pending-comments': { runs: 'by itself', because: ASKS_SLACK },
  'sync-users': { runs: 'by itself', because: ASKS_SLACK },
  'sync-agents': { runs: 'by itself', because: ASKS_SLACK },
  'sync-channels': { runs: 'by itself', because: ASKS_SLACK },
  'note-listening': { runs: 'by itself', because: 'when somebody last listened moves along' },
  'begin-reconciling': {
    runs: 'in an hour',
    because: 'nothing is missed in time that is skipped, but an event may have been lost before it',
  },
  'watch-jobs': { runs: 'by itself', because: 'when a job last ran moves along' },
} as const satisfies Readonly<Record<JobName, DuringJump>>;

type Table = Readonly<Record<string, DuringJump>>;

function jobsThat(runs: DuringJump['runs']): JobName[] {
  const names = Object.keys(DURING_JUMP) as JobName[];
  return names.filter((name) => (DURING_JUMP as Table)[name]?.runs === runs);
}

export const JOBS_IN_AN_HOUR: readonly JobName[] = jobsThat('in an hour');
export const JOBS_WHEN_DUE: readonly JobName[] = jobsThat('when due');
export const JOBS_AT_END: readonly JobName[] = jobsThat('at the end');

export function instantsOf(job: JobName): readonly Instant[] {
  const during: DuringJump = DURING_JUMP[job];
  return during.runs === 'when due' ? during.waitsFor : [];
}

const soonest = ({ table, column, where, plus }: Instant) =>
  `SELECT ${column}${plus === undefined ? '' : ` + ${plus}`} AS at FROM ${table} WHERE ${where}`;

const allOf = (jobs: readonly JobName[]) => jobs.flatMap(instantsOf).map(soonest).join('\nUNION ALL ');

/** Between two instants ($1, $2), soonest first. */
export const COMING_SQL = `SELECT DISTINCT at FROM (${allOf(JOBS_WHEN_DUE)}) due WHERE at > $1 AND at < $2 ORDER BY at`;

/** Whether it has something to do at an instant ($1). */
export function isDueSql(job: JobName): string {
  return `SELECT EXISTS (SELECT FROM (${allOf([job])}) due WHERE at <= $1) AS "isDue"`;
}
