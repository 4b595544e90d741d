/** Random histories and policies for the SLA tests: some days around a change of clocks, events at distinct minutes. */

import fc from 'fast-check';
import { PRIORITIES } from '../../../src/domain/priority.js';
import type { ClockEvent } from '../../../src/domain/sla/history.js';
import type { ClockPolicy } from '../../../src/domain/sla/policy.js';
import { STATUSES } from '../../../src/domain/ticket-status.js';
import { arbitraryCalendar, type CalendarParts } from './arbitrary-calendar.js';
import { buildCalendar } from './build-calendar.js';

/** From Friday to Wednesday; on the Sunday between, New York turns its clocks back. */
export const HISTORY_ZONE = 'America/New_York';
export const HISTORY_FROM = new Date('2026-10-30T00:00:00Z');
export const HISTORY_MINUTES = 6 * 1440;

const DATES = ['2026-10-30', '2026-11-01', '2026-11-02'];
const minute = fc.nat(HISTORY_MINUTES - 1);
const status = fc.constantFrom(...STATUSES);
const priority = fc.constantFrom(...PRIORITIES);

/** At a minute of the range; a moved start is one too. */
type Undated =
  | { kind: 'status'; to: (typeof STATUSES)[number] }
  | { kind: 'priority'; to: (typeof PRIORITIES)[number] }
  | { kind: 'start_moved'; toMinute: number }
  | { kind: 'first_response' | 'type_changed' };

const undated: fc.Arbitrary<Undated> = fc.oneof(
  { weight: 6, arbitrary: status.map((to): Undated => ({ kind: 'status', to })) },
  { weight: 2, arbitrary: priority.map((to): Undated => ({ kind: 'priority', to })) },
  { weight: 1, arbitrary: minute.map((toMinute): Undated => ({ kind: 'start_moved', toMinute })) },
  { weight: 1, arbitrary: fc.constantFrom<Undated>({ kind: 'first_response' }, { kind: 'type_changed' }) },
);

const seconds = fc.option(
  fc.integer({ min: 1, max: 2880 }).map((minutes) => minutes * 60),
  { freq: 8 },
);
const target = fc.record({ responseSeconds: seconds, resolutionSeconds: seconds });

const options = fc.record({
  targets: fc.record({ low: target, medium: target, high: target, critical: target }),
  resolutionPausesIn: fc.subarray(['new', 'open', 'in_progress', 'waiting', 'on_hold', 'blocked'] as const),
  responsePauses: fc.boolean(),
  warnPercents: fc.subarray([1, 50, 80, 99]),
  onPriorityChange: fc.constantFrom('keep' as const, 'restart' as const),
  onReopen: fc.constantFrom('continue' as const, 'new_cycle' as const),
});

export type HistoryAndPolicy = { history: ClockEvent[]; policy: ClockPolicy; calendar: CalendarParts };

export const arbitraryHistory: fc.Arbitrary<HistoryAndPolicy> = fc
  .record({
    started: fc.record({ minute, status, priority }),
    events: fc.uniqueArray(fc.tuple(minute, undated), { maxLength: 10, selector: ([at]) => at }),
    calendar: arbitraryCalendar(DATES),
    options,
  })
  .map(({ started, events, calendar, options: chosen }) => ({
    history: [
      {
        at: atMinute(started.minute),
        kind: 'started',
        status: started.status,
        priority: started.priority,
      } as const,
      ...events
        .filter(([at]) => at > started.minute)
        .map(([at, event]): ClockEvent => {
          if (event.kind !== 'start_moved') return { at: atMinute(at), ...event };
          return { at: atMinute(at), kind: 'start_moved', to: atMinute(event.toMinute) };
        }),
    ],
    policy: { ...chosen, calendar: buildCalendar(HISTORY_ZONE, calendar) },
    calendar,
  }));

export function atMinute(minutes: number): Date {
  return new Date(HISTORY_FROM.getTime() + minutes * 60_000);
}

/** As above, and edited up to twice on the way: each edit has the policy in force before it, in the same calendar. */
export const arbitraryEditedHistory: fc.Arbitrary<HistoryAndPolicy> = fc
  .tuple(
    arbitraryHistory,
    fc.uniqueArray(fc.tuple(minute, options), { maxLength: 2, selector: ([at]) => at }),
  )
  .map(([{ history, policy, calendar }, edits]) => ({
    history: [
      ...history,
      ...edits.map(
        ([at, was]): ClockEvent => ({
          kind: 'policy_changed',
          at: atMinute(at),
          was: { ...was, calendar: policy.calendar },
        }),
      ),
    ],
    policy,
    calendar,
  }));
