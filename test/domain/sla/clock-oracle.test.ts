/** The fold agrees with someone who looks at the ticket and at the wall clock every minute. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Priority } from '../../../src/domain/priority.js';
import { foldClock } from '../../../src/domain/sla/clock.js';
import type { ClockEvent } from '../../../src/domain/sla/history.js';
import { type ClockPolicy, TARGET_KINDS, type TargetKind } from '../../../src/domain/sla/policy.js';
import {
  arbitraryEditedHistory,
  arbitraryHistory,
  atMinute,
  HISTORY_FROM,
  HISTORY_MINUTES,
  HISTORY_ZONE,
} from './arbitrary-history.js';
import { openSteps, readWallClock } from './oracle.js';

const clock = readWallClock(HISTORY_ZONE, HISTORY_FROM.getTime(), 60_000, HISTORY_MINUTES);

/** What a person who looked at the ticket and at the wall clock every minute would say of one target. */
type Watched = {
  state: string;
  elapsedSeconds: number;
  /** `later`: after what was looked at. */
  targetAt: Date | 'later' | null;
  warnings: { percent: number; at: Date }[];
  breachedAt: Date | null;
  stoppedAt: Date | null;
};

type Case = { history: readonly ClockEvent[]; policy: ClockPolicy; opens: readonly boolean[]; until: number };

/** Everything happens on whole minutes; `opens[m]`: whether the desk is open in minute `m`. */
function watch(kind: TargetKind, { history, policy: current, opens, until }: Case): Watched {
  const seen = look(history, until);
  const { stopped, end } = ended(kind, seen, until);
  const policy = seen.policy(end) ?? current;
  const isPausing = (minute: number) =>
    policy.resolutionPausesIn.includes(seen.status(minute)) &&
    (kind === 'resolution' || policy.responsePauses);
  const counted: number[] = [];
  for (let minute = lastRestart(kind, policy, seen, end); minute < end; minute += 1) {
    if (opens[minute] === true && !seen.isDone(minute) && !isPausing(minute)) counted.push(minute);
  }
  const toCome = minutesFrom(end).filter((minute) => opens[minute] === true);
  const mode = stopped !== null ? 'met' : isPausing(end) ? 'paused' : 'running';
  const targetSeconds = targetOf(policy, seen.priority(end), kind);
  if (targetSeconds === null) return NO_TARGET;
  return {
    ...verdict(targetSeconds, counted, mode),
    targetAt:
      mode === 'paused' && counted.length * 60 <= targetSeconds
        ? null
        : (reached([...counted, ...toCome], targetSeconds) ?? 'later'),
    warnings: warningsSeen(policy, targetSeconds, mode === 'running' ? [...counted, ...toCome] : counted),
    stoppedAt: stopped === null ? null : atMinute(stopped),
  };
}

/** When the clock stopped, if it did, and how far it is to be looked at. */
function ended(
  kind: TargetKind,
  seen: ReturnType<typeof look>,
  until: number,
): { stopped: number | null; end: number } {
  const answered = kind === 'response' ? seen.answered : null;
  const last = Math.max(answered ?? until, seen.start);
  let stopped: number | null = answered === null ? null : last;
  for (let minute = last; minute >= seen.start && seen.isDone(minute); minute -= 1) stopped = minute;
  return { stopped, end: stopped ?? last };
}

const NO_TARGET: Watched = {
  ...{ state: 'none', elapsedSeconds: 0, targetAt: null, warnings: [], breachedAt: null, stoppedAt: null },
};

function minutesFrom(first: number): number[] {
  return Array.from({ length: Math.max(0, HISTORY_MINUTES - first) }, (_, index) => first + index);
}

/** The instant at which so many seconds of these minutes are over; null when they are not enough. */
function reached(minutes: readonly number[], seconds: number): Date | null {
  const before = Math.ceil(seconds / 60) - 1;
  const minute = minutes[before];
  return minute === undefined ? null : new Date(atMinute(minute).getTime() + (seconds - before * 60) * 1000);
}

function warningsSeen(policy: ClockPolicy, targetSeconds: number, minutes: readonly number[]) {
  return policy.warnPercents.flatMap((percent) => {
    const at = reached(minutes, Math.ceil((targetSeconds * percent) / 100));
    return at === null ? [] : [{ percent, at }];
  });
}

function lastRestart(
  kind: TargetKind,
  policy: ClockPolicy,
  seen: ReturnType<typeof look>,
  end: number,
): number {
  for (let minute = end; minute > seen.start; minute -= 1) {
    if (policy.onPriorityChange === 'restart' && seen.priority(minute) !== seen.priority(minute - 1))
      return minute;
    const isReopened = seen.isDone(minute - 1) && !seen.isDone(minute);
    if (policy.onReopen === 'new_cycle' && kind === 'resolution' && isReopened) return minute;
  }
  return seen.start;
}

function targetOf(policy: ClockPolicy, priority: Priority, kind: TargetKind): number | null {
  const { responseSeconds, resolutionSeconds } = policy.targets[priority];
  return kind === 'response' ? responseSeconds : resolutionSeconds;
}

function verdict(
  targetSeconds: number,
  counted: readonly number[],
  mode: 'met' | 'paused' | 'running',
): Pick<Watched, 'state' | 'elapsedSeconds' | 'breachedAt'> {
  const beyond = counted[targetSeconds / 60];
  return {
    state: beyond === undefined ? mode : 'breached',
    elapsedSeconds: counted.length * 60,
    breachedAt: beyond === undefined ? null : atMinute(beyond),
  };
}

/** One, and one more for everything that makes what was told before untrue. */
function versionSeen({ history, policy, until }: Case): number {
  const seen = look(history, until);
  let version = 1;
  for (let minute = 1; minute <= until; minute += 1) {
    if (seen.priority(minute) !== seen.priority(minute - 1)) version += 1;
    const isReopened = seen.isDone(minute - 1) && !seen.isDone(minute);
    if (isReopened && (seen.policy(minute) ?? policy).onReopen === 'new_cycle') version += 1;
  }
  return version + seen.revisions;
}

const REVISIONS: readonly string[] = ['policy_changed', 'project_changed', 'type_changed', 'start_moved'];

/** What the ticket shows at each minute, as far as it is known at `until`. */
function look(history: readonly ClockEvent[], until: number) {
  const started = history.find((event) => event.kind === 'started');
  if (started?.kind !== 'started') throw new Error('no start');
  const known = history.filter(({ at }) => minuteOf(at) <= until);
  const statuses = known.flatMap((event) =>
    event.kind === 'status' ? [{ ...event, minute: minuteOf(event.at) }] : [],
  );
  const priorities = known.flatMap((event) =>
    event.kind === 'priority' ? [{ ...event, minute: minuteOf(event.at) }] : [],
  );
  const status = (minute: number) => latest(statuses, minute)?.to ?? started.status;
  const edits = known
    .flatMap((event) =>
      event.kind === 'policy_changed' ? [{ was: event.was, minute: minuteOf(event.at) }] : [],
    )
    .sort((a, b) => a.minute - b.minute);
  const replies = known.filter(({ kind }) => kind === 'first_response').map(({ at }) => minuteOf(at));
  const moved = latest(
    known.flatMap((event) =>
      event.kind === 'start_moved' ? [{ ...event, minute: minuteOf(event.at) }] : [],
    ),
    until,
  );
  return {
    start: minuteOf(moved?.to ?? started.at),
    answered: replies.length === 0 ? null : Math.min(...replies),
    status,
    isDone: (minute: number) => ['resolved', 'closed'].includes(status(minute)),
    priority: (minute: number) => latest(priorities, minute)?.to ?? started.priority,
    /** The one that the first edit after a minute put an end to. */
    policy: (minute: number) => edits.find((edit) => edit.minute > minute)?.was,
    revisions: known.filter(({ kind }) => REVISIONS.includes(kind)).length,
  };
}

function latest<T extends { minute: number }>(events: readonly T[], until: number): T | undefined {
  let found: T | undefined;
  for (const event of events)
    if (event.minute <= until && event.minute >= (found?.minute ?? 0)) found = event;
  return found;
}

function minuteOf(at: Date): number {
  return (at.getTime() - HISTORY_FROM.getTime()) / 60_000;
}

/** As likely late, when much has happened, as early. */
const anyMinute = fc.noBias(fc.nat(HISTORY_MINUTES - 1));

describe('the fold', () => {
  it('says what a look at every minute says', () => {
    fc.assert(
      fc.property(arbitraryEditedHistory, anyMinute, ({ history, policy, calendar }, until) => {
        const { opens } = openSteps(calendar, clock);
        const folded = foldClock(history, policy, atMinute(until));
        for (const kind of TARGET_KINDS) {
          const { state, elapsedSeconds, targetAt, warnings, breachedAt, stoppedAt } = folded[kind];
          const seen = watch(kind, { history, policy, opens, until });
          const isLater = targetAt !== null && targetAt.getTime() > atMinute(HISTORY_MINUTES).getTime();
          expect({
            ...{ kind, state, elapsedSeconds, breachedAt, stoppedAt },
            targetAt: isLater ? 'later' : targetAt,
            warnings: warnings.filter(({ at }) => at <= atMinute(HISTORY_MINUTES)),
          }).toEqual({ kind, ...seen });
        }
        expect(folded.version).toBe(versionSeen({ history, policy, opens, until }));
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('wakes the sweep exactly when the state or a warning is next due, and never before', () => {
    fc.assert(
      fc.property(arbitraryHistory, anyMinute, ({ history, policy }, until) => {
        const known = history.filter(({ at, kind }) => kind === 'started' || at <= atMinute(until));
        const { nextWakeAt, ...now } = foldClock(known, policy, atMinute(until));
        if (nextWakeAt === null) return;
        expect(nextWakeAt.getTime()).toBeGreaterThan(atMinute(until).getTime());
        const justBefore = foldClock(known, policy, new Date(nextWakeAt.getTime() - 1));
        const then = foldClock(known, policy, nextWakeAt);
        for (const kind of TARGET_KINDS) expect(justBefore[kind].state).toBe(now[kind].state);
        const isBreach = TARGET_KINDS.some(
          (kind) => now[kind].state !== 'breached' && then[kind].state === 'breached',
        );
        const isWarning = TARGET_KINDS.some((kind) =>
          then[kind].warnings.some(({ at }) => at.getTime() === nextWakeAt.getTime()),
        );
        expect(isBreach || isWarning).toBe(true);
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});
