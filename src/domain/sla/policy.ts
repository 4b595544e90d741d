/** What a policy is: how long each priority may take, in which hours that counts, and what stops the clock. */

import { PRIORITIES, type Priority } from '../priority.js';
import { isDone, STATUSES, type TicketStatus } from '../ticket-status.js';
import { businessSecondsBetween } from './business-time.js';
import { type Calendar, officeHours } from './calendar.js';
import { type CalendarProblem, validateCalendar } from './validate-calendar.js';

export const TARGET_KINDS = ['response', 'resolution'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** Business seconds; null or 0 means no target and no clock. `calendar` stands in for the policy's. */
export type PriorityTarget = {
  readonly responseSeconds: number | null;
  readonly resolutionSeconds: number | null;
  readonly calendar?: Calendar;
};

export type ClockPolicy = {
  readonly targets: Readonly<Record<Priority, PriorityTarget>>;
  readonly calendar: Calendar;
  readonly resolutionPausesIn: readonly TicketStatus[];
  /** Whether the response clock pauses where the resolution clock does. */
  readonly responsePauses: boolean;
  /** Whole per cent of a target in business time, 1 to 99, in any order, each at most once. */
  readonly warnPercents: readonly number[];
  /** `keep`: the new priority's target counts from the start, pauses kept. `restart`: from the change. */
  readonly onPriorityChange: 'keep' | 'restart';
  /** `continue`: time while done is left out. `new_cycle`: resolution starts again; a response once given stays given. */
  readonly onReopen: 'continue' | 'new_cycle';
};

export type PolicyProblem = {
  readonly severity: 'error' | 'warning';
  readonly reason:
    | CalendarProblem['reason']
    | 'not_whole_seconds'
    | 'target_too_long'
    | 'response_longer_than_resolution'
    | 'not_a_percentage'
    | 'pauses_when_done'
    | 'never_counts';
  readonly path: string;
  readonly expected: string;
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;

export const DEFAULT_TARGETS: Readonly<Record<Priority, PriorityTarget>> = {
  critical: { responseSeconds: 30 * MINUTE, resolutionSeconds: 4 * HOUR },
  high: { responseSeconds: HOUR, resolutionSeconds: 8 * HOUR },
  medium: { responseSeconds: 4 * HOUR, resolutionSeconds: 24 * HOUR },
  low: { responseSeconds: 8 * HOUR, resolutionSeconds: 40 * HOUR },
};

/** A target that takes longer than this on its calendar is refused: it could leave the horizon of the engine. */
export const TARGET_YEARS_MAX = 50;

/** The policy of a new desk: the default targets in office hours, paused while waiting or on hold, a warning at 80 %. */
export function defaultPolicy(timeZone: string): ClockPolicy {
  return {
    targets: DEFAULT_TARGETS,
    calendar: officeHours(timeZone),
    resolutionPausesIn: ['waiting', 'on_hold'],
    responsePauses: false,
    warnPercents: [80],
    onPriorityChange: 'keep',
    onReopen: 'continue',
  };
}

/** The target of a kind at a priority in business seconds, or null for none. */
export function targetSecondsOf(policy: ClockPolicy, priority: Priority, kind: TargetKind): number | null {
  const target = policy.targets[priority];
  return (kind === 'response' ? target.responseSeconds : target.resolutionSeconds) || null;
}

/** The calendar in which a priority's targets count. */
export function calendarOf(policy: ClockPolicy, priority: Priority): Calendar {
  return policy.targets[priority].calendar ?? policy.calendar;
}

/** Everything that is wrong with a policy. It can be used when no problem is an error. */
export function validatePolicy(policy: ClockPolicy): PolicyProblem[] {
  return [
    ...calendarProblems(policy.calendar, 'calendar'),
    ...PRIORITIES.flatMap((priority) => targetProblems(policy, priority)),
    ...policy.warnPercents
      .filter((percent) => !Number.isInteger(percent) || percent < 1 || percent > 99)
      .map(
        (): PolicyProblem =>
          error('not_a_percentage', 'warnPercents', 'Give whole percentages from 1 to 99.'),
      ),
    ...policy.resolutionPausesIn
      .filter(isDone)
      .map(
        (): PolicyProblem =>
          error(
            'pauses_when_done',
            'resolutionPausesIn',
            'Pause only in statuses that are not done: done stops the clock.',
          ),
      ),
    ...pauseProblems(policy),
  ];
}

/** A policy that pauses from beginning to end is no mistake only where it has no resolution to be late with. */
function pauseProblems({ targets, resolutionPausesIn }: ClockPolicy): PolicyProblem[] {
  const isEverPaused = STATUSES.every((status) => isDone(status) || resolutionPausesIn.includes(status));
  if (!isEverPaused || PRIORITIES.every((priority) => !targets[priority].resolutionSeconds)) return [];
  const expected =
    'Resolution pauses in every status that is not done, so it never counts and is never late. Leave out those in which the team works.';
  return [{ severity: 'warning', reason: 'never_counts', path: 'resolutionPausesIn', expected }];
}

function targetProblems(policy: ClockPolicy, priority: Priority): PolicyProblem[] {
  const { responseSeconds, resolutionSeconds, calendar } = policy.targets[priority];
  const path = `targets.${priority}`;
  const problems = calendar === undefined ? [] : calendarProblems(calendar, `${path}.calendar`);
  for (const [key, seconds] of Object.entries({ responseSeconds, resolutionSeconds })) {
    if (seconds === null) continue;
    if (!Number.isSafeInteger(seconds) || seconds < 0) {
      problems.push(
        error('not_whole_seconds', `${path}.${key}`, 'Give a duration of whole seconds, or none.'),
      );
    } else if (isTooLong(calendarOf(policy, priority), seconds)) {
      const expected = `Give a target that this calendar reaches within ${TARGET_YEARS_MAX} years.`;
      problems.push(error('target_too_long', `${path}.${key}`, expected));
    }
  }
  if (responseSeconds && resolutionSeconds && responseSeconds > resolutionSeconds) {
    const expected = 'A response is expected before the resolution; resolving stops both clocks.';
    problems.push({ severity: 'warning', reason: 'response_longer_than_resolution', path, expected });
  }
  return problems;
}

/** By the weekly hours alone: an extra opening comes once, and tickets are opened after it. */
function isTooLong(whole: Calendar, seconds: number): boolean {
  if (validateCalendar(whole).length > 0) return false;
  const calendar = { ...whole, exceptions: whole.exceptions.filter(({ kind }) => kind === 'closed') };
  const from = new Date(Date.UTC(2025, 0, 1));
  const to = new Date(Date.UTC(2025 + TARGET_YEARS_MAX, 0, 1));
  return businessSecondsBetween(calendar, from, to) < seconds;
}

function calendarProblems(calendar: Calendar, path: string): PolicyProblem[] {
  return validateCalendar(calendar).map((found) =>
    error(found.reason, `${path}.${found.path}`, found.expected),
  );
}

function error(reason: PolicyProblem['reason'], path: string, expected: string): PolicyProblem {
  return { severity: 'error', reason, path, expected };
}
