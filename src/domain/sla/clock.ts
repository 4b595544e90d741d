/** The state of a ticket's clocks as a fold over its history: nothing is added to an earlier result, so nothing can drift. */

import { courseOf, pausedSince } from './course.js';
import { type ClockEvent, policyAt, readHistory, reopeningsOf } from './history.js';
import type { ClockPolicy, TargetKind } from './policy.js';
import { measureTarget, type TargetClock } from './target-clock.js';

export type TicketClock = {
  /** From 1; counts changes of priority, type, project, policy, calendar and start, and new cycles. */
  readonly version: number;
  readonly response: TargetClock;
  readonly resolution: TargetClock;
  /** The next instant after `at` at which a warning or a breach is due if nothing happens until then. */
  readonly nextWakeAt: Date | null;
  /** Since when the ticket is in a status in which the resolution clock pauses. */
  readonly pausedAt: Date | null;
};

/**
 * The clocks of a ticket as they stood at `at`; events after it are not known yet, so `at` must not lie before an event that
 * the caller has just recorded. A target is breached when more whole seconds than it allows have elapsed: a stop within the
 * second of the target is in time.
 *
 * Throws RangeError for a history without a start, InvalidCalendarError, and HorizonError where validatePolicy would have
 * refused a target.
 */
export function foldClock(history: readonly ClockEvent[], policy: ClockPolicy, at: Date): TicketClock {
  const facts = readHistory(history, at);
  const atMs = at.getTime();
  const fold = (kind: TargetKind) => measureTarget(kind, courseOf(kind, facts, policy, atMs));
  const response = fold('response');
  const resolution = fold('resolution');
  const wakesMs = [...response.wakesMs, ...resolution.wakesMs].filter((wakeMs) => wakeMs > atMs);
  const pausedMs = pausedSince(facts, policy, atMs);
  // By the policy of its day: an edit of the option must not take back what counted the version up.
  const cycles = reopeningsOf(facts).filter(
    (reopenedMs) => policyAt(facts, policy, reopenedMs).onReopen === 'new_cycle',
  );
  return {
    version: 1 + facts.revisions + facts.priorities.length - 1 + cycles.length,
    response: response.clock,
    resolution: resolution.clock,
    nextWakeAt: wakesMs.length === 0 ? null : new Date(Math.min(...wakesMs)),
    pausedAt: pausedMs === null ? null : new Date(pausedMs),
  };
}
