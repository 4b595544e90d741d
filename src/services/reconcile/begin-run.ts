/** Begins a round of reading threads again: says which, and why. */
import type { ReconcileCause } from '../../database/generated/enums.js';
import { markChannelsSql, markThreadsSql } from '../../database/sql/mark-readings.js';
import type { Tx } from '../../database/transaction.js';
import type { Gap } from '../../domain/reconcile/listening.js';
import { READING_RANKS } from '../../domain/reconcile/reading-rank.js';

export type NewRun = {
  cause: ReconcileCause;
  gap?: Gap;
  /** Of this ticket alone. */
  ticketId?: number;
  /** Of this channel alone: nobody could listen there until now. */
  channelId?: number;
};

/** Closed tickets are read again for so long. */
const CLOSED_DAYS = 7;
/** Without a gap, who was read so lately is not read again. */
const FRESH_MS = 20 * 60_000;
/** From so many due threads on, one look at their channel is cheaper than a look at each. */
const SCAN_THREADS_MIN = 3;
const RUNS_KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * What an earlier run had not read yet goes over to this one. After a gap, where the bot is back, and on command, every thread is read from its start;
 * otherwise those whose turn it is, and what is half read goes on where it stopped.
 */
export async function beginRun(
  tx: Tx,
  now: Date,
  { cause, gap, ...only }: NewRun,
): Promise<{ runId: number; threads: number }> {
  const { ticketId, channelId } = { ticketId: null, channelId: null, ...only };
  const before = (ageMs: number) => new Date(now.getTime() - ageMs);
  const { id: runId } = await tx.reconcileRun.create({
    data: {
      cause,
      startedAt: now,
      ticketId,
      gapFromAt: gap?.fromAt ?? null,
      gapUntilAt: gap?.untilAt ?? null,
    },
    select: { id: true },
  });
  const isWhole = gap !== undefined || channelId !== null || cause === 'command';
  const threads = await tx.$executeRaw(
    markThreadsSql({
      runId,
      ticketId,
      channelId,
      closedAfterAt: before(CLOSED_DAYS * DAY_MS),
      readBeforeAt: isWhole ? null : before(FRESH_MS),
      uncheckedSinceAt: gap?.untilAt ?? (channelId === null ? null : now),
      rank: rankOf({ ticketId, channelId }),
    }),
  );
  if (ticketId === null) {
    await tx.$executeRaw(markChannelsSql({ runId, channelId, threadsMin: SCAN_THREADS_MIN }));
  }
  await tx.reconcileRun.update({ where: { id: runId }, data: { threads }, select: { id: true } });
  await tx.reconcileRun.deleteMany({
    where: { startedAt: { lt: before(RUNS_KEPT_DAYS * DAY_MS) }, finishedAt: { not: null } },
  });
  return { runId, threads };
}

type Only = { ticketId: number | null; channelId: number | null };

function rankOf({ ticketId, channelId }: Only): number {
  if (ticketId !== null) return READING_RANKS.asked_for;
  return channelId === null ? READING_RANKS.in_turn : READING_RANKS.in_doubt;
}
