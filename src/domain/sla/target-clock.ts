/** One target of a ticket measured: how far its clock has come, what it has passed and what is still to come. */

import { addBusinessMs, businessMsBetween } from './business-time.js';
import type { Calendar } from './calendar.js';
import type { Course } from './course.js';
import { type LedgerEntry, ledgerOf } from './ledger.js';
import { type ClockPolicy, calendarOf, type TargetKind, targetSecondsOf } from './policy.js';

export const TARGET_STATES = ['running', 'paused', 'met', 'breached', 'none'] as const;
export type TargetState = (typeof TARGET_STATES)[number];

export type Warning = { readonly percent: number; readonly at: Date };

/** One target of a ticket. All seconds are whole business seconds of the target's calendar. */
export type TargetClock = {
  /** A breach stays one while the clock pauses and after it stops. */
  readonly state: TargetState;
  readonly targetSeconds: number | null;
  /**
   * The earliest instant at which the target has been used up. Null while paused, since it moves until the clock goes on, and
   * without a target. Once met it is the target that the stop was measured against: what would have come next had the clock
   * run on from the stop.
   */
  readonly targetAt: Date | null;
  readonly elapsedSeconds: number;
  /** Negative by how much a breached target was passed; null without a target. */
  readonly remainingSeconds: number | null;
  /** By percentage: when it was reached and, while running, when it will be. One that a stop or a pause forestalled is absent. */
  readonly warnings: readonly Warning[];
  /**
   * The last instant at which the target had not been passed, whenever that was noticed: `targetAt`, or the next opening where
   * the target fell on closing time, or the resumption where it fell on the beginning of a pause.
   */
  readonly breachedAt: Date | null;
  readonly stoppedAt: Date | null;
  readonly ledger: readonly LedgerEntry[];
};

/** `wakesMs`: the instants at which a warning or a breach is, or was, to be noticed. */
export type MeasuredTarget = { readonly clock: TargetClock; readonly wakesMs: readonly number[] };

const NO_TARGET: TargetClock = {
  state: 'none',
  targetSeconds: null,
  targetAt: null,
  elapsedSeconds: 0,
  remainingSeconds: null,
  warnings: [],
  breachedAt: null,
  stoppedAt: null,
  ledger: [],
};

/** The state of a target after its course. Throws HorizonError when the target is past the year 2199. */
export function measureTarget(kind: TargetKind, course: Course): MeasuredTarget {
  const targetSeconds = targetSecondsOf(course.policy, course.priority, kind);
  if (targetSeconds === null) return { clock: NO_TARGET, wakesMs: [] };
  const calendar = calendarOf(course.policy, course.priority);
  const { elapsedMs, reachMs } = progressOf(course, calendar);
  const elapsedSeconds = Math.floor(elapsedMs / 1000);
  const targetMs = targetSeconds * 1000;
  const state = stateOf(course.mode, elapsedSeconds > targetSeconds);
  const warnings = warningsOf(course.policy, targetSeconds, reachMs);
  const isStopped = course.mode === 'stopped';
  const targetAtMs =
    reachMs(targetMs) ?? (isStopped ? addBusinessMs(calendar, course.endMs, targetMs - elapsedMs) : null);
  // The first millisecond that counts beyond the target; the one before it is the last that was in time.
  const pastMs = state === 'breached' ? reachMs(targetMs + 1) : null;
  const noticedMs = reachMs(targetMs + 1000);
  const clock: TargetClock = {
    state,
    targetSeconds,
    targetAt: state === 'paused' || targetAtMs === null ? null : new Date(targetAtMs),
    elapsedSeconds,
    remainingSeconds: targetSeconds - elapsedSeconds,
    warnings,
    breachedAt: pastMs === null ? null : new Date(pastMs - 1),
    stoppedAt: isStopped ? new Date(course.endMs) : null,
    ledger: ledgerOf(course, calendar),
  };
  const wakesMs = warnings.map((warning) => warning.at.getTime());
  return { clock, wakesMs: noticedMs === null ? wakesMs : [...wakesMs, noticedMs] };
}

/**
 * The business time of a course, and a function from an amount of it (ms, above 0) to the earliest instant at which it had, or
 * will have, passed: null when the clock stood still before.
 */
function progressOf(
  course: Course,
  calendar: Calendar,
): { elapsedMs: number; reachMs: (ms: number) => number | null } {
  const runs: { fromMs: number; beforeMs: number; untilMs: number }[] = [];
  let elapsedMs = 0;
  for (const { mode, fromMs, toMs } of course.spans) {
    if (mode !== 'running') continue;
    const beforeMs = elapsedMs;
    elapsedMs += businessMsBetween(calendar, fromMs, toMs);
    runs.push({ fromMs, beforeMs, untilMs: elapsedMs });
  }
  const reachMs = (ms: number) => {
    const run = runs.find(({ untilMs }) => untilMs >= ms);
    if (run !== undefined) return addBusinessMs(calendar, run.fromMs, ms - run.beforeMs);
    return course.mode === 'running' ? addBusinessMs(calendar, course.endMs, ms - elapsedMs) : null;
  };
  return { elapsedMs, reachMs };
}

function stateOf(mode: Course['mode'], isPast: boolean): TargetState {
  if (isPast) return 'breached';
  return mode === 'stopped' ? 'met' : mode;
}

function warningsOf(
  policy: ClockPolicy,
  targetSeconds: number,
  reachMs: (ms: number) => number | null,
): Warning[] {
  const percents = [...new Set(policy.warnPercents)].sort((a, b) => a - b);
  return percents.flatMap((percent) => {
    const atMs = reachMs(Math.ceil((targetSeconds * percent) / 100) * 1000);
    return atMs === null ? [] : [{ percent, at: new Date(atMs) }];
  });
}
