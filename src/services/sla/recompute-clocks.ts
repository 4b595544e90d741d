/** Brings open tickets to the newest version of their project's policy; finished ones keep the version they stopped with. */
import {
  claimOutdatedSql,
  countOutdatedSql,
  type OutdatedTicket,
} from '../../database/sql/outdated-clocks.js';
import { type ClockRow, writeClocksSql } from '../../database/sql/write-clocks.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { carryAlerts } from '../alerts/carry-alerts.js';
import type { Desk } from '../desk.js';
import {
  type FoldedClock,
  foldMoved,
  isOfHistory,
  latestOf,
  readHistories,
  UNFOLDABLE_RETRY_MS,
} from './fold-tickets.js';
import { loadPolicy, newestPolicyIds } from './load-policy.js';
import { loadReadablePolicies } from './readable-policies.js';
import { columnsOf } from './refold-clock.js';

/** Tickets a transaction. */
const BATCH_MAX = 100;

/** `clock` is null where there is none to be had; the ticket then keeps what it has. */
type Moved = { ticket: OutdatedTicket; clock: FoldedClock | null; movedAt: Date; isUnfoldable: boolean };

/** One batch in one transaction; returns how many tickets moved, so that 0 is the end. What somebody holds is left for the next time. */
export async function recomputeClocks(desk: Desk): Promise<number> {
  const moved = await inTransaction(desk.database, (tx) => recomputeBatch(tx, desk));
  if (moved === 0) return 0;
  const [rest] = await desk.database.prisma.$queryRaw<{ count: number }[]>(countOutdatedSql());
  desk.log.info({ moved, left: rest?.count ?? 0 }, 'clocks moved to the newest policy');
  return moved;
}

async function recomputeBatch(tx: Tx, desk: Desk): Promise<number> {
  // An older process that does not know what is new in a policy leaves its tickets to a newer one.
  const policies = await loadReadablePolicies(tx, desk, await newestPolicyIds(tx));
  const tickets = await tx.$queryRaw<OutdatedTicket[]>(claimOutdatedSql([...policies.keys()], BATCH_MAX));
  if (tickets.length === 0) return 0;
  const now = desk.clock.now();
  const moved = await refoldUnderNewest(tx, desk, tickets, now);
  await recordMoves(tx, moved, now);
  const refolded = moved.flatMap(({ ticket: { id, clockVersion }, clock }) =>
    clock === null ? [] : [{ ticketId: id, versionBefore: clockVersion, clock }],
  );
  const untold = await carryAlerts(tx, refolded, 'still', now);
  const rows = moved.flatMap(({ ticket, clock }): ClockRow[] => {
    if (clock === null) return [];
    const columns = columnsOf(clock);
    const nextWakeAt = untold.has(ticket.id) ? now : columns.nextWakeAt;
    return [{ id: ticket.id, slaPolicyId: ticket.newestPolicyId, ...columns, nextWakeAt }];
  });
  if (rows.length > 0) await tx.$executeRaw(writeClocksSql(rows));
  await moveClockless(tx, moved, now);
  return tickets.length;
}

async function refoldUnderNewest(
  tx: Tx,
  desk: Desk,
  tickets: readonly OutdatedTicket[],
  now: Date,
): Promise<Moved[]> {
  const unfoldable = new Set<number>();
  const onUnfoldable = (ticketId: number, error: unknown) => {
    unfoldable.add(ticketId);
    desk.log.error({ err: error, ticketId }, 'a clock could not be recomputed');
  };
  const histories = await readHistories(tx, desk.database, tickets, onUnfoldable);
  const moved: Moved[] = [];
  for (const ticket of tickets) {
    const events = histories.get(ticket.id) ?? [];
    const movedAt = latestOf(events, now);
    let clock: FoldedClock | null = null;
    try {
      const { slaPolicyId: old } = ticket;
      const was = old === null ? null : await loadPolicy(tx, desk.database, old);
      const policy = await loadPolicy(tx, desk.database, ticket.newestPolicyId);
      clock = foldMoved(events, was, policy, movedAt);
    } catch (error) {
      if (!isOfHistory(error)) throw error;
      onUnfoldable(ticket.id, error);
    }
    moved.push({ ticket, clock, movedAt, isUnfoldable: unfoldable.has(ticket.id) });
  }
  return moved;
}

/** Both targets before and after. The key is the move: whoever else makes it writes nothing. */
async function recordMoves(tx: Tx, moved: readonly Moved[], now: Date): Promise<void> {
  await tx.changelogEntry.createMany({
    data: moved.map(({ ticket, clock, movedAt }) => {
      const { id, slaPolicyId, newestPolicyId, clockVersion, responseTarget, resolutionTarget } = ticket;
      const before = { responseTarget, resolutionTarget };
      const after =
        clock === null
          ? before
          : { responseTarget: clock.response.targetAt, resolutionTarget: clock.resolution.targetAt };
      return {
        ticketId: id,
        action: 'sla_policy',
        field: 'sla_policy_id',
        ...(slaPolicyId === null ? {} : { oldValue: { policyId: slaPolicyId, ...plainly(before) } }),
        newValue: { policyId: newestPolicyId, ...plainly(after) },
        visibility: 'internal' as const,
        occurredAt: movedAt,
        recordedAt: now,
        sourceKey: `sla_policy:${id}:${newestPolicyId}:${clockVersion}`,
        slaPolicyId: newestPolicyId,
      };
    }),
    skipDuplicates: true,
  });
}

function plainly(targets: { responseTarget: Date | null; resolutionTarget: Date | null }) {
  return {
    responseTarget: targets.responseTarget?.toISOString() ?? null,
    resolutionTarget: targets.resolutionTarget?.toISOString() ?? null,
  };
}

/** They are under the newest policy as well, or they would be found again for ever, before all others. */
async function moveClockless(tx: Tx, moved: readonly Moved[], now: Date): Promise<void> {
  const clockless = moved.filter(({ clock }) => clock === null);
  for (const slaPolicyId of new Set(clockless.map(({ ticket }) => ticket.newestPolicyId))) {
    for (const isUnfoldable of [false, true]) {
      const ids = clockless
        .filter((each) => each.ticket.newestPolicyId === slaPolicyId && each.isUnfoldable === isUnfoldable)
        .map(({ ticket }) => ticket.id);
      if (ids.length === 0) continue;
      const nextWakeAt = isUnfoldable ? new Date(now.getTime() + UNFOLDABLE_RETRY_MS) : null;
      await tx.ticket.updateMany({ where: { id: { in: ids } }, data: { slaPolicyId, nextWakeAt } });
    }
  }
}
