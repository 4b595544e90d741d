/** The course of one target: when its clock ran, paused and stopped, before any calendar is looked at. */

import type { Priority } from '../priority.js';
import { isDone, type TicketStatus } from '../ticket-status.js';
import { type Changes, type ClockFacts, policyAt, reopeningsOf, type Since } from './history.js';
import type { ClockPolicy, TargetKind } from './policy.js';

/** Why the clock did not run. `restarted`: what was counted before no longer is. */
export type StandstillReason =
  | { readonly kind: 'status'; readonly status: TicketStatus }
  | { readonly kind: 'restarted'; readonly by: 'priority' | 'reopening' };

export type Span = { readonly fromMs: number; readonly toMs: number } & (
  | { readonly mode: 'running' }
  | { readonly mode: 'paused' | 'stopped'; readonly why: StandstillReason }
);

export type Course = {
  /** From the start to the stop, or to the instant that was asked about; without gaps, none of them empty. */
  readonly spans: readonly Span[];
  readonly endMs: number;
  /** What the clock does at the end. */
  readonly mode: Span['mode'];
  /** The policy and the priority that the target is measured by: those of the stop, if it has stopped. */
  readonly policy: ClockPolicy;
  readonly priority: Priority;
};

/** The course of a target up to `atMs`, under `policy` unless it stopped while another was in force. */
export function courseOf(kind: TargetKind, facts: ClockFacts, policy: ClockPolicy, atMs: number): Course {
  const stoppedMs = stopOf(kind, facts, atMs);
  const endMs = stoppedMs ?? Math.max(atMs, facts.startMs);
  const measuredBy = policyAt(facts, policy, endMs);
  const spans = spansOf(kind, facts, measuredBy, endMs);
  return {
    spans,
    endMs,
    mode: stoppedMs === null ? modeIn(sinceAt(facts.statuses, endMs).value, kind, measuredBy) : 'stopped',
    policy: measuredBy,
    priority: sinceAt(facts.priorities, endMs).value,
  };
}

/** Since when the ticket is in pausing statuses, or null; moving from one to another goes on with the same pause. */
export function pausedSince(facts: ClockFacts, policy: ClockPolicy, atMs: number): number | null {
  const sinceMs = unbrokenSince(facts.statuses, atMs, (status) => policy.resolutionPausesIn.includes(status));
  return sinceMs === null ? null : Math.max(sinceMs, facts.startMs);
}

/**
 * A first response stops the response clock for good. Being done stops both, until the ticket is reopened; the response clock
 * then goes on as well if nobody has answered, so that resolving and reopening is no way around it.
 */
function stopOf(kind: TargetKind, facts: ClockFacts, atMs: number): number | null {
  const respondedMs =
    kind === 'response' && facts.respondedMs !== null ? Math.max(facts.respondedMs, facts.startMs) : null;
  const doneMs = unbrokenSince(facts.statuses, respondedMs ?? atMs, isDone);
  return doneMs === null ? respondedMs : Math.max(doneMs, facts.startMs);
}

function spansOf(kind: TargetKind, facts: ClockFacts, policy: ClockPolicy, endMs: number): Span[] {
  const origin = originOf(kind, facts, policy, endMs);
  const spans: Span[] = [];
  if (origin.by !== null) {
    const why = { kind: 'restarted', by: origin.by } as const;
    spans.push({ fromMs: facts.startMs, toMs: origin.atMs, mode: 'stopped', why });
  }
  for (const [index, { atMs, value: status }] of facts.statuses.entries()) {
    const fromMs = Math.max(atMs, origin.atMs);
    const toMs = Math.min(facts.statuses[index + 1]?.atMs ?? endMs, endMs);
    if (fromMs >= toMs) continue;
    const mode = modeIn(status, kind, policy);
    const last = spans.at(-1);
    if (mode !== 'running') spans.push({ fromMs, toMs, mode, why: { kind: 'status', status } });
    else if (last?.mode === 'running') spans[spans.length - 1] = { ...last, toMs };
    else spans.push({ fromMs, toMs, mode });
  }
  return spans;
}

type Origin = { readonly atMs: number; readonly by: 'priority' | 'reopening' | null };

/** From when on time counts: the start, or what the policy lets start it again. */
function originOf(kind: TargetKind, facts: ClockFacts, policy: ClockPolicy, endMs: number): Origin {
  const restarts = [
    ...(policy.onPriorityChange === 'restart' ? facts.priorities : []).map(({ atMs }) => ({
      atMs,
      by: 'priority' as const,
    })),
    ...(policy.onReopen === 'new_cycle' && kind === 'resolution' ? reopeningsOf(facts) : []).map((atMs) => ({
      atMs,
      by: 'reopening' as const,
    })),
  ];
  return restarts
    .filter(({ atMs }) => atMs <= endMs)
    .reduce<Origin>((latest, restart) => (restart.atMs > latest.atMs ? restart : latest), {
      atMs: facts.startMs,
      by: null,
    });
}

function modeIn(status: TicketStatus, kind: TargetKind, policy: ClockPolicy): Span['mode'] {
  if (isDone(status)) return 'stopped';
  const pauses =
    policy.resolutionPausesIn.includes(status) && (kind === 'resolution' || policy.responsePauses);
  return pauses ? 'paused' : 'running';
}

/** Since when a condition has held without a break at an instant, or null. */
function unbrokenSince<T>(values: Changes<T>, atMs: number, holds: (value: T) => boolean): number | null {
  let sinceMs: number | null = null;
  for (const change of values) {
    if (change.atMs > atMs) break;
    sinceMs = holds(change.value) ? (sinceMs ?? change.atMs) : null;
  }
  return sinceMs;
}

function sinceAt<T>(values: Changes<T>, atMs: number): Since<T> {
  return values.findLast((since) => since.atMs <= atMs) ?? values[0];
}
