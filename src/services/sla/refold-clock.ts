/** Folds a ticket's clock from its changelog and gives the columns in which the result is stored. */
import type { Tx } from '../../database/transaction.js';
import { foldClock, type TicketClock } from '../../domain/sla/clock.js';
import type { TargetClock } from '../../domain/sla/target-clock.js';
import type { LockedTicket } from '../tickets/locked-ticket.js';
import { loadPolicy } from './load-policy.js';
import { readClockEvents } from './read-clock-events.js';

export type ClockColumns = {
  responseTarget: Date | null;
  resolutionTarget: Date | null;
  clockVersion: number;
  clockPausedAt: Date | null;
  resolutionRemainingSeconds: number | null;
  responseBreachedAt: Date | null;
  resolutionBreachedAt: Date | null;
  nextWakeAt: Date | null;
  responseAtRiskAt: Date | null;
  resolutionAtRiskAt: Date | null;
};

/** The clock at `now`, or at the newest entry where Slack's clock is ahead of ours. `owner`: as for `loadPolicy`. */
export async function readClock(
  tx: Tx,
  owner: object,
  ticket: Pick<LockedTicket, 'id' | 'slaPolicyId'>,
  now: Date,
): Promise<TicketClock | null> {
  if (ticket.slaPolicyId === null) return null;
  const policy = await loadPolicy(tx, owner, ticket.slaPolicyId);
  const events = await readClockEvents(tx, owner, ticket.id);
  if (!events.some(({ kind }) => kind === 'started')) return null;
  const newest = events.at(-1)?.at ?? now;
  return foldClock(events, policy, newest > now ? newest : now);
}

/**
 * What is to be stored. A breach that no sweep has seen yet (a late resolution before the job ran) wakes the next sweep,
 * so that it is told like any other.
 */
export async function refoldClock(
  tx: Tx,
  owner: object,
  ticket: LockedTicket,
  now: Date,
): Promise<Partial<ClockColumns>> {
  const clock = await readClock(tx, owner, ticket, now);
  if (clock === null) return {};
  const columns = columnsOf(clock);
  const isOtherClock = clock.version !== ticket.clockVersion;
  const isUntold = (breachedAt: Date | null, before: Date | null) =>
    breachedAt !== null && (before === null || isOtherClock);
  const isAnyUntold =
    isUntold(columns.responseBreachedAt, ticket.responseBreachedAt) ||
    isUntold(columns.resolutionBreachedAt, ticket.resolutionBreachedAt);
  return isAnyUntold ? { ...columns, nextWakeAt: now } : columns;
}

/** The ticket's columns of a clock. `nextWakeAt` is the clock's own: who has a breach to tell sets it to now. */
export function columnsOf(clock: TicketClock): ClockColumns {
  return {
    responseTarget: clock.response.targetAt,
    resolutionTarget: clock.resolution.targetAt,
    clockVersion: clock.version,
    clockPausedAt: clock.pausedAt,
    resolutionRemainingSeconds: clock.pausedAt === null ? null : clock.resolution.remainingSeconds,
    responseBreachedAt: clock.response.breachedAt,
    resolutionBreachedAt: clock.resolution.breachedAt,
    nextWakeAt: clock.nextWakeAt,
    responseAtRiskAt: atRiskAt(clock.response),
    resolutionAtRiskAt: atRiskAt(clock.resolution),
  };
}

/** The first warning of a target that can still be met. */
function atRiskAt({ state, warnings }: TargetClock): Date | null {
  return state === 'running' ? (warnings[0]?.at ?? null) : null;
}
