/** Folds a ticket's clock from its changelog and gives the columns in which the result is stored. */
import type { ClockRow } from '../../database/sql/write-clocks.js';
import type { Tx } from '../../database/transaction.js';
import type { TicketClock } from '../../domain/sla/clock.js';
import type { TargetClock } from '../../domain/sla/target-clock.js';
import { type CarryRule, carryAlerts } from '../alerts/carry-alerts.js';
import type { Desk } from '../desk.js';
import { type FoldableTicket, type FoldedClock, foldTickets, UNFOLDABLE_RETRY_MS } from './fold-tickets.js';

export type ClockColumns = Omit<ClockRow, 'id' | 'slaPolicyId'>;

/**
 * The clock at `now`, or at the newest entry where Slack's clock is ahead of ours. Null without one, and where the history cannot be
 * folded: that is logged, and hides no ticket.
 */
export async function readClock(
  tx: Tx,
  desk: Desk,
  ticket: FoldableTicket,
  now: Date,
): Promise<FoldedClock | null> {
  const clock = await foldOne(tx, desk, ticket, now);
  return clock === 'unfoldable' ? null : clock;
}

async function foldOne(
  tx: Tx,
  desk: Desk,
  ticket: FoldableTicket,
  now: Date,
): Promise<FoldedClock | 'unfoldable' | null> {
  let isUnfoldable = false;
  const clocks = await foldTickets(tx, desk.database, [ticket], now, (ticketId, error) => {
    isUnfoldable = true;
    desk.log.error({ err: error, ticketId }, 'a clock could not be folded');
  });
  return isUnfoldable ? 'unfoldable' : (clocks.get(ticket.id) ?? null);
}

/**
 * What is to be stored. What no sweep has seen yet (a late resolution before the job ran, a warning that fell due a moment ago, an
 * event that says it was earlier) wakes the next sweep, so that it is told like any other. A history that cannot be folded leaves the
 * columns as they are, to be tried again: what was said and done is kept whatever the clock makes of it.
 */
export async function refoldClock(
  tx: Tx,
  desk: Desk,
  ticket: FoldableTicket & { clockVersion: number },
  now: Date,
  rule: CarryRule,
): Promise<Partial<ClockColumns>> {
  const clock = await foldOne(tx, desk, ticket, now);
  if (clock === 'unfoldable') return { nextWakeAt: new Date(now.getTime() + UNFOLDABLE_RETRY_MS) };
  if (clock === null) return {};
  const refolded = { ticketId: ticket.id, versionBefore: ticket.clockVersion, clock };
  const untold = await carryAlerts(tx, [refolded], rule, now);
  const columns = columnsOf(clock);
  return untold.size > 0 ? { ...columns, nextWakeAt: now } : columns;
}

/** The ticket's columns of a clock. `nextWakeAt` is the clock's own: who has something to tell sets it to now. */
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

/** Of the tickets that have a clock. */
export function clockRowsOf(
  tickets: readonly FoldableTicket[],
  clocks: ReadonlyMap<number, TicketClock>,
): ClockRow[] {
  return tickets.flatMap(({ id, slaPolicyId }) => {
    const clock = clocks.get(id);
    return clock === undefined ? [] : [{ id, slaPolicyId, ...columnsOf(clock) }];
  });
}

/** The first warning of a target that can still be met. */
function atRiskAt({ state, warnings }: TargetClock): Date | null {
  return state === 'running' ? (warnings[0]?.at ?? null) : null;
}
