/** Policies as a line has them, with what is left out as a new desk has it. */

import { z } from 'zod';
import { everyPriority, PRIORITIES, type Priority } from '../../priority.js';
import { STATUSES } from '../../ticket-status.js';
import type { Calendar } from '../calendar.js';
import {
  type ClockPolicy,
  defaultPolicy,
  type PolicyProblem,
  type PriorityTarget,
  validatePolicy,
} from '../policy.js';
import { readCalendar, type WrittenCalendar, writtenCalendar } from './read-calendar.js';
import { choice, type LineProblem, list, RefusedLineError, shape } from './shape.js';

const seconds = z
  .int({ error: 'Give whole business seconds, such as 14400 for four hours; null or nothing for no target.' })
  .nullable()
  .optional();
const target = shape({ response: seconds, resolution: seconds, calendar: writtenCalendar }).optional();
const yesOrNo = z.boolean({ error: 'Give true or false.' });
const percent = z.number({ error: 'Give whole percentages from 1 to 99.' });

export const writtenPolicy = shape({
  targets: shape(everyPriority(() => target)),
  calendar: writtenCalendar,
  pausesIn: list(choice(STATUSES), 'statuses').optional(),
  responsePauses: yesOrNo.optional(),
  warnPercents: list(percent, 'percentages').optional(),
  onPriorityChange: choice(['keep', 'restart']).optional(),
  onReopen: choice(['continue', 'new_cycle']).optional(),
});
export type WrittenPolicy = z.output<typeof writtenPolicy>;

/** A policy that can be used; `warnings` is what could still be a mistake. */
export type ReadPolicy = { readonly policy: ClockPolicy; readonly warnings: readonly LineProblem[] };

/**
 * The engine's policy. One without a calendar counts in that of the line. `path` is where it stands there. Throws
 * RefusedLineError with every problem of its calendars, or else of its values.
 */
export function readPolicy(written: WrittenPolicy, lineCalendar: Calendar, path: string): ReadPolicy {
  const standard = defaultPolicy('UTC');
  const policy: ClockPolicy = {
    targets: everyPriority((priority) => readTarget(written, priority, path)),
    calendar:
      written.calendar === undefined ? lineCalendar : readCalendar(written.calendar, `${path}.calendar`),
    resolutionPausesIn: written.pausesIn ?? standard.resolutionPausesIn,
    responsePauses: written.responsePauses ?? standard.responsePauses,
    warnPercents: written.warnPercents ?? standard.warnPercents,
    onPriorityChange: written.onPriorityChange ?? standard.onPriorityChange,
    onReopen: written.onReopen ?? standard.onReopen,
  };
  const problems = validatePolicy(policy);
  const toLine = (problem: PolicyProblem): LineProblem => ({
    severity: problem.severity,
    path: `${path}.${writtenPath(problem)}`,
    reason: problem.reason,
    expected: problem.expected,
  });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new RefusedLineError(errors.map(toLine));
  return { policy, warnings: problems.map(toLine) };
}

/** Every calendar that a policy names. */
export function calendarsIn(written: WrittenPolicy): WrittenCalendar[] {
  return [written.calendar, ...PRIORITIES.map((priority) => written.targets[priority]?.calendar)];
}

function readTarget(written: WrittenPolicy, priority: Priority, path: string): PriorityTarget {
  const { response = null, resolution = null, calendar } = written.targets[priority] ?? {};
  return {
    responseSeconds: response,
    resolutionSeconds: resolution,
    ...(calendar === undefined
      ? {}
      : { calendar: readCalendar(calendar, `${path}.targets.${priority}.calendar`) }),
  };
}

function writtenPath({ path }: PolicyProblem): string {
  return path.replace(/\.(response|resolution)Seconds$/, '.$1').replace(/^resolutionPausesIn$/, 'pausesIn');
}
