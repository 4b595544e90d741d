/** The facts of a ledger in words. Names are plain text: whoever puts them into mrkdwn escapes them. */

import { priorityLabel } from '../../domain/priority.js';
import type {
  CalendarName,
  Doer,
  ExplainedRow,
  ExplainedTarget,
  PolicyFacts,
  RowCause,
} from '../../domain/sla/explain/clock-explanation.js';
import type { ClosedWhy } from '../../domain/sla/explain/closed-why.js';
import type { LedgerRow, ShortLine } from '../../domain/sla/explain/ledger-rows.js';
import type { TargetKind } from '../../domain/sla/policy.js';
import type { ClockChange } from '../../domain/sla/zone.js';
import { statusLabel } from '../../domain/ticket-status.js';
import { durationWords, exactDuration } from './duration-words.js';

export const TARGET_LABELS: Record<TargetKind, string> = {
  response: 'First response',
  resolution: 'Resolution',
};

/** What stops the clock, as what somebody does. */
export const STOPPER: Record<TargetKind, string> = {
  response: "An agent's public answer",
  resolution: 'Resolving it',
};

export function doerWords(doer: Doer): string {
  if (doer.kind === 'person') return doer.name.replace(/[*_~`\n]/g, ' ').trim() || 'somebody';
  return doer.kind === 'agent' ? 'an agent' : 'the desk';
}

/** "counted", "closed: Christmas Day", "paused: waiting, since a comment by Ana". */
export function whyWords(row: ExplainedRow): string {
  return withClockChanges(reasonWords(row), row);
}

/** "counted 23 h; clocks went forward 1 h". */
export function countedWords(row: LedgerRow): string {
  return withClockChanges(`counted ${exactDuration(row.seconds)}`, row);
}

/** "; closed 1 h in between" of a day with a break, so that it can be worked out. */
export function breakWords({ breakSeconds }: ShortLine): string {
  return breakSeconds === 0 ? '' : `; closed ${exactDuration(breakSeconds)} in between`;
}

function withClockChanges(words: string, { clockChanges }: LedgerRow): string {
  return [words, ...clockChanges.map(clockChangeWords)].join('; ');
}

/** " (10 h of working time left out)" of a pause or a stop. */
export function leftOutWords({ what, seconds }: LedgerRow): string {
  return what === 'counted' || seconds === 0 ? '' : ` (${exactDuration(seconds)} of working time left out)`;
}

function reasonWords(row: ExplainedRow): string {
  if (row.what === 'counted') return 'counted';
  if (row.what === 'closed') return `closed: ${closedWords(row.why)}`;
  if (row.why.kind === 'restarted') {
    const event = row.why.by === 'priority' ? 'the priority changed' : 'it was reopened';
    return `no longer counts: the clock began again when ${event}${by(row.cause)}`;
  }
  const status = statusLabel(row.why.status);
  return row.what === 'paused' ? `paused: ${status}${since(row.cause)}` : `done: ${status}${by(row.cause)}`;
}

function since(cause: RowCause | null): string {
  if (cause === null) return '';
  return cause.message === null
    ? `, set by ${doerWords(cause.by)}`
    : `, since a ${cause.message} by ${doerWords(cause.by)}`;
}

function by(cause: RowCause | null): string {
  return cause === null ? '' : `, by ${doerWords(cause.by)}`;
}

const CLOSED: Record<ClosedWhy['kind'], string> = {
  after_hours: 'after hours',
  weekend: 'weekend',
  closed_day: 'no working day',
  holiday: 'holiday',
  closure: 'closed that day',
};

function closedWords(why: ClosedWhy): string {
  return 'name' in why && why.name !== null ? why.name : CLOSED[why.kind];
}

/** "clocks went forward 1 h". */
function clockChangeWords({ deltaMinutes }: ClockChange): string {
  const way = deltaMinutes > 0 ? 'forward' : 'back';
  return `clocks went ${way} ${durationWords(Math.abs(deltaMinutes) * 60)}`;
}

/** "the desk's default policy, version 3". */
export function policyWords({ scope, version }: PolicyFacts): string {
  return `${scope === null ? "the desk's default policy" : `the policy of ${scope}`}, version ${version}`;
}

/** "“Office hours” of IT Support". */
export function calendarWords({ scope, name }: CalendarName): string {
  return `“${name}” of ${scope ?? "the desk's default"}`;
}

/** What a target is, in a few words: "24 h (3 working days)". */
export function allowanceWords({ targetSeconds, calendar }: ExplainedTarget): string {
  return targetSeconds === null ? 'none' : durationWords(targetSeconds, calendar.workingDaySeconds);
}

export function noTargetWords({ kind, priority }: ExplainedTarget): string {
  const what = kind === 'response' ? 'first response' : 'resolution';
  return `Priority ${priorityLabel(priority).toLowerCase()} has no target for the ${what}.`;
}
