/** Folds the clocks of many tickets with the queries of one. */
import { ZodError } from 'zod';
import type { Tx } from '../../database/transaction.js';
import { foldClock, type TicketClock } from '../../domain/sla/clock.js';
import type { ClockEvent } from '../../domain/sla/history.js';
import type { ClockPolicy } from '../../domain/sla/policy.js';
import { loadPolicy } from './load-policy.js';
import { readManyClockEvents } from './read-clock-events.js';

export type FoldableTicket = { id: number; slaPolicyId: number | null };

/** `foldedAt`: the instant that was asked for, or the ticket's newest entry where Slack's clock is ahead of ours. */
export type FoldedClock = TicketClock & { readonly foldedAt: Date };

/** A ticket whose history cannot be folded is looked at again after this. */
export const UNFOLDABLE_RETRY_MS = 3_600_000;

export type OnUnfoldable = (ticketId: number, error: unknown) => void;

/**
 * The clocks at `at` by ticket; one without a policy or without a start has none. `owner`: as for `loadPolicy`. A ticket whose
 * history cannot be folded goes to `onUnfoldable` and has no clock either; without that handler its error is thrown.
 */
export async function foldTickets(
  tx: Tx,
  owner: object,
  tickets: readonly FoldableTicket[],
  at: Date,
  onUnfoldable: OnUnfoldable = rethrow,
): Promise<Map<number, FoldedClock>> {
  const clocks = new Map<number, FoldedClock>();
  const histories = await readHistories(tx, owner, tickets, onUnfoldable);
  for (const { id, slaPolicyId } of tickets) {
    const events = histories.get(id);
    if (slaPolicyId === null || events === undefined) continue;
    try {
      const clock = foldEvents(events, await loadPolicy(tx, owner, slaPolicyId), at);
      if (clock !== null) clocks.set(id, clock);
    } catch (error) {
      if (!isOfHistory(error)) throw error;
      onUnfoldable(id, error);
    }
  }
  return clocks;
}

/** Null for a history without a start. Throws as `foldClock`. */
export function foldEvents(events: readonly ClockEvent[], policy: ClockPolicy, at: Date): FoldedClock | null {
  if (!events.some(({ kind }) => kind === 'started')) return null;
  const foldedAt = latestOf(events, at);
  return { ...foldClock(events, policy, foldedAt), foldedAt };
}

/**
 * As if the entry that a move from `was` to `policy` writes were in the history already, so that it can say what the targets become;
 * a preview folds what the move will. `was` null: the ticket had none. Throws as `foldClock`.
 */
export function foldMoved(
  events: readonly ClockEvent[],
  was: ClockPolicy | null,
  policy: ClockPolicy,
  movedAt: Date,
): FoldedClock | null {
  const change: ClockEvent = { at: movedAt, kind: 'policy_changed', ...(was === null ? {} : { was }) };
  return foldEvents([...events, change], policy, movedAt);
}

/** `at`, or the newest event where that is later: what happened is never written as if it came after what follows it. */
export function latestOf(events: readonly ClockEvent[], at: Date): Date {
  return events.reduce((latest, event) => (event.at > latest ? event.at : latest), at);
}

/** In one query; where one history cannot be read, one by one, so that it spoils no other. */
export async function readHistories(
  tx: Tx,
  owner: object,
  tickets: readonly FoldableTicket[],
  onUnfoldable: OnUnfoldable,
): Promise<Map<number, ClockEvent[]>> {
  const ids = tickets.map(({ id }) => id);
  try {
    return await readManyClockEvents(tx, owner, ids);
  } catch (error) {
    if (onUnfoldable === rethrow || !isOfHistory(error)) throw error;
  }
  const histories = new Map<number, ClockEvent[]>();
  for (const id of ids) {
    try {
      for (const [ticketId, events] of await readManyClockEvents(tx, owner, [id])) {
        histories.set(ticketId, events);
      }
    } catch (error) {
      if (!isOfHistory(error)) throw error;
      onUnfoldable(id, error);
    }
  }
  return histories;
}

/** What the engine and the reader of entries refuse. A database that fails says nothing about a history. */
export function isOfHistory(error: unknown): boolean {
  return error instanceof RangeError || error instanceof ZodError;
}

function rethrow(_ticketId: number, error: unknown): void {
  throw error;
}
