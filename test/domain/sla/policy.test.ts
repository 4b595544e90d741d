/** What a policy may be, what the default one says, and which target and calendar a priority gets. */

import { describe, expect, it } from 'vitest';
import { PRIORITIES } from '../../../src/domain/priority.js';
import { AROUND_THE_CLOCK, officeHours } from '../../../src/domain/sla/calendar.js';
import {
  type ClockPolicy,
  calendarOf,
  defaultPolicy,
  type PolicyProblem,
  targetSecondsOf,
  validatePolicy,
} from '../../../src/domain/sla/policy.js';
import { isDone, STATUSES } from '../../../src/domain/ticket-status.js';
import { buildCalendar } from './build-calendar.js';

const DEFAULT = defaultPolicy('Europe/Berlin');
const HOUR = 3600;
const withLow = (target: Partial<ClockPolicy['targets']['low']>): ClockPolicy => ({
  ...DEFAULT,
  targets: { ...DEFAULT.targets, low: { ...DEFAULT.targets.low, ...target } },
});

const NOT_DONE = STATUSES.filter((status) => !isDone(status));
const everyPriority = (target: ClockPolicy['targets']['low']): ClockPolicy['targets'] => ({
  ...{ critical: target, high: target, medium: target, low: target },
});

describe('the default policy', () => {
  it.each([
    ['critical', 0.5, 4],
    ['high', 1, 8],
    ['medium', 4, 24],
    ['low', 8, 40],
  ] as const)('%s: response in %s h, resolution in %s h', (priority, response, resolution) => {
    expect(targetSecondsOf(DEFAULT, priority, 'response')).toBe(response * HOUR);
    expect(targetSecondsOf(DEFAULT, priority, 'resolution')).toBe(resolution * HOUR);
    expect(calendarOf(DEFAULT, priority)).toEqual(officeHours('Europe/Berlin'));
  });

  it('is valid, and names every priority', () => {
    expect(validatePolicy(DEFAULT)).toEqual([]);
    expect(Object.keys(DEFAULT.targets).sort()).toEqual([...PRIORITIES].sort());
  });
});

describe('a priority', () => {
  it.each([0, null])('has no target when it says %s', (resolutionSeconds) => {
    expect(targetSecondsOf(withLow({ resolutionSeconds }), 'low', 'resolution')).toBeNull();
  });

  it('may have a calendar of its own', () => {
    expect(calendarOf(withLow({ calendar: AROUND_THE_CLOCK }), 'low')).toBe(AROUND_THE_CLOCK);
    expect(calendarOf(withLow({ calendar: AROUND_THE_CLOCK }), 'high')).toBe(DEFAULT.calendar);
  });
});

const oneMinuteAWeek = buildCalendar('UTC', { weekly: { wed: [['12:00', '12:01']] } });

const PROBLEMS: [
  why: string,
  policy: ClockPolicy,
  severity: PolicyProblem['severity'],
  reason: PolicyProblem['reason'],
  path: string,
][] = [
  [
    'negative time',
    withLow({ responseSeconds: -1 }),
    'error',
    'not_whole_seconds',
    'targets.low.responseSeconds',
  ],
  [
    'part of a second',
    withLow({ resolutionSeconds: 40 * HOUR + 0.5 }),
    'error',
    'not_whole_seconds',
    'targets.low.resolutionSeconds',
  ],
  [
    'a target that its calendar does not reach in a lifetime',
    withLow({ calendar: oneMinuteAWeek, resolutionSeconds: 50 * HOUR }),
    'error',
    'target_too_long',
    'targets.low.resolutionSeconds',
  ],
  [
    'a target that only extra openings of years gone by would reach',
    withLow({
      calendar: {
        ...oneMinuteAWeek,
        exceptions: Array.from({ length: 50 }, (_each, index) => ({
          date: `2025-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + Math.floor(index / 12)).padStart(2, '0')}`,
          kind: 'open' as const,
          opensMinute: 0,
          closesMinute: 1440,
        })),
      },
      resolutionSeconds: 1000 * HOUR,
    }),
    'error',
    'target_too_long',
    'targets.low.resolutionSeconds',
  ],
  [
    'a response after the resolution',
    withLow({ responseSeconds: 41 * HOUR }),
    'warning',
    'response_longer_than_resolution',
    'targets.low',
  ],
  [
    'a warning at the breach',
    { ...DEFAULT, warnPercents: [80, 100] },
    'error',
    'not_a_percentage',
    'warnPercents',
  ],
  ['a warning at nothing', { ...DEFAULT, warnPercents: [0] }, 'error', 'not_a_percentage', 'warnPercents'],
  [
    'a pause in a status that stops the clock',
    { ...DEFAULT, resolutionPausesIn: ['resolved'] },
    'error',
    'pauses_when_done',
    'resolutionPausesIn',
  ],
  [
    'a pause in every status that is not done',
    { ...DEFAULT, resolutionPausesIn: NOT_DONE },
    'warning',
    'never_counts',
    'resolutionPausesIn',
  ],
  [
    'a bad calendar',
    { ...DEFAULT, calendar: { ...DEFAULT.calendar, timeZone: 'Nowhere' } },
    'error',
    'unknown_time_zone',
    'calendar.timeZone',
  ],
  [
    'a bad calendar of one priority',
    withLow({ calendar: { ...AROUND_THE_CLOCK, holidays: ['x'] } }),
    'error',
    'not_a_date',
    'targets.low.calendar.holidays.0',
  ],
];

describe('a policy that may pause', () => {
  it.each<[string, ClockPolicy]>([
    ['in all statuses but one', { ...DEFAULT, resolutionPausesIn: NOT_DONE.slice(1) }],
    [
      'always, where no resolution is promised',
      {
        ...DEFAULT,
        resolutionPausesIn: NOT_DONE,
        targets: everyPriority({ responseSeconds: HOUR, resolutionSeconds: null }),
      },
    ],
  ])('%s is not warned of', (_why, policy) => {
    expect(validatePolicy(policy)).toEqual([]);
  });
});

describe('a policy is told about', () => {
  it.each(PROBLEMS)('%s', (_why, policy, severity, reason, path) => {
    expect(validatePolicy(policy)).toContainEqual(expect.objectContaining({ severity, reason, path }));
  });
});
