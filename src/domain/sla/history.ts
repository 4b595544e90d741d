/** What happened to a ticket, as the clock reads it: events as they were recorded, and the facts that follow from them. */

import type { Priority } from '../priority.js';
import { isDone, type TicketStatus } from '../ticket-status.js';
import type { ClockPolicy } from './policy.js';

/**
 * One entry of a ticket's history; `at` is when it took effect, by Slack's clock where Slack was the cause.
 *
 * `was` is the policy in force until a change of policy, calendar, project or type: a clock that had stopped before keeps it.
 * Left out, the clock is judged by the policy that the fold is given. An event that changes nothing (the same status, the
 * same priority) is none.
 */
export type ClockEvent = { readonly at: Date } & (
  | { readonly kind: 'started'; readonly priority: Priority; readonly status: TicketStatus }
  | { readonly kind: 'status'; readonly to: TicketStatus }
  | { readonly kind: 'priority'; readonly to: Priority }
  /** A public comment by an agent. The earliest counts, and none before the start: an earlier one answers at the start. */
  | { readonly kind: 'first_response' }
  /** The ticket's start is corrected to `to`; `at` is when that was done. */
  | { readonly kind: 'start_moved'; readonly to: Date }
  | { readonly kind: 'policy_changed' | 'project_changed' | 'type_changed'; readonly was?: ClockPolicy }
);

/** A value from an instant (ms since 1970) on. */
export type Since<T> = { readonly atMs: number; readonly value: T };

/** Ascending; the first holds for all time before the second. */
export type Changes<T> = readonly [Since<T>, ...Since<T>[]];

export type ClockFacts = {
  readonly startMs: number;
  readonly respondedMs: number | null;
  /** Each differs from the one before; the first is as the ticket started, and since ever, because a start can move. */
  readonly statuses: Changes<TicketStatus>;
  readonly priorities: Changes<Priority>;
  /** The policy in force up to, and not at, an instant. */
  readonly policiesUntil: readonly Since<ClockPolicy>[];
  /** Changes of policy, calendar, project, type and start. */
  readonly revisions: number;
};

/**
 * The facts as they stood at `at`: later events are not known yet, except how the ticket started. Events may come in any
 * order; of two at one instant the one listed first came first. Throws RangeError for a history without a start.
 */
export function readHistory(history: readonly ClockEvent[], at: Date): ClockFacts {
  const started = history.find((event) => event.kind === 'started');
  if (started?.kind !== 'started') throw new RangeError('A history begins with how the ticket started.');
  const known = history
    .filter((event) => event !== started && event.at.getTime() <= at.getTime())
    .sort((a, b) => a.at.getTime() - b.at.getTime());

  let startMs = started.at.getTime();
  let respondedMs: number | null = null;
  const statuses: [Since<TicketStatus>, ...Since<TicketStatus>[]] = [
    { atMs: Number.NEGATIVE_INFINITY, value: started.status },
  ];
  const priorities: [Since<Priority>, ...Since<Priority>[]] = [
    { atMs: Number.NEGATIVE_INFINITY, value: started.priority },
  ];
  const policiesUntil: Since<ClockPolicy>[] = [];
  let revisions = 0;
  for (const event of known) {
    const atMs = event.at.getTime();
    if (event.kind === 'status') pushIfNew(statuses, atMs, event.to);
    else if (event.kind === 'priority') pushIfNew(priorities, atMs, event.to);
    else if (event.kind === 'first_response') respondedMs ??= atMs;
    else if (event.kind !== 'started') {
      revisions += 1;
      if (event.kind === 'start_moved') startMs = event.to.getTime();
      else if (event.was !== undefined) policiesUntil.push({ atMs, value: event.was });
    }
  }
  return { startMs, respondedMs, statuses, priorities, policiesUntil, revisions };
}

/** The policy in force at an instant, where the history knows it; else `policy`, the one of now. */
export function policyAt(facts: ClockFacts, policy: ClockPolicy, atMs: number): ClockPolicy {
  return facts.policiesUntil.find((until) => until.atMs > atMs)?.value ?? policy;
}

/** The instants at which the ticket left `resolved` or `closed`. */
export function reopeningsOf(facts: ClockFacts): number[] {
  return facts.statuses
    .filter(({ value }, index) => {
      const before = facts.statuses[index - 1];
      return before !== undefined && isDone(before.value) && !isDone(value);
    })
    .map(({ atMs }) => atMs);
}

function pushIfNew<T>(values: Since<T>[], atMs: number, value: T): void {
  if (values.at(-1)?.value !== value) values.push({ atMs, value });
}
