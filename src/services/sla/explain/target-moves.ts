/** Which entries made a ticket's targets other ones: the clock folded just before each and just after. */
import type { Tx } from '../../../database/transaction.js';
import { foldClock, type TicketClock } from '../../../domain/sla/clock.js';
import type { MoveCause } from '../../../domain/sla/explain/clock-explanation.js';
import type { ClockEvent } from '../../../domain/sla/history.js';
import type { TargetKind } from '../../../domain/sla/policy.js';
import { loadPolicy, loadStoredPolicy } from '../load-policy.js';
import type { ClockEntry, PolicyMark } from './clock-entries.js';
import type { PolicyNamer } from './policy-namer.js';

export type EntryMove = { entry: ClockEntry; cause: MoveCause } & Record<
  TargetKind,
  { before: Date | null; after: Date | null }
>;

/** The newest; each costs two folds of the history before it. */
const MOVES_MAX = 20;

export type ClockHistory = {
  entries: readonly ClockEntry[];
  events: readonly ClockEvent[];
  /** The policy that the ticket is under now. */
  policyId: number;
  openedAt: Date;
};

/** Of changes of priority, policy, calendar and start; oldest first. What an entry says itself is not folded again. */
export async function readMoves(
  tx: Tx,
  owner: object,
  history: ClockHistory,
  nameOf: PolicyNamer,
): Promise<EntryMove[]> {
  const moving = history.entries
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => ['priority', 'sla_policy', 'start_moved'].includes(entry.action))
    .slice(-MOVES_MAX);
  const moves: EntryMove[] = [];
  for (const { entry, index } of moving) {
    const cause = await causeOf(tx, owner, history, index, nameOf);
    if (cause === null) continue;
    const told = toldTargets(entry);
    const before = told?.before ?? (await targetsAt(tx, owner, history, index, 'before'));
    const after = told?.after ?? (await targetsAt(tx, owner, history, index, 'after'));
    moves.push({
      entry,
      cause,
      response: { before: before.response, after: after.response },
      resolution: { before: before.resolution, after: after.resolution },
    });
  }
  return moves;
}

type Targets = NonNullable<PolicyMark['targets']>;

function toldTargets(entry: ClockEntry): { before: Targets; after: Targets } | null {
  if (entry.action !== 'sla_policy') return null;
  const before = entry.from?.targets ?? null;
  const after = entry.to.targets;
  return before === null || after === null ? null : { before, after };
}

async function targetsAt(
  tx: Tx,
  owner: object,
  { entries, events, policyId }: ClockHistory,
  index: number,
  side: 'before' | 'after',
): Promise<Targets> {
  const entry = entries[index];
  const end = side === 'before' ? index : index + 1;
  const known = events.filter((event, at) => at < end || event.kind === 'started');
  const inForce = policyAfter(entries, end) ?? policyId;
  const policy = await loadPolicy(tx, owner, inForce);
  const clock: TicketClock = foldClock(known, policy, entry?.at ?? new Date(0));
  return { response: clock.response.targetAt, resolution: clock.resolution.targetAt };
}

/** The policy that was in force once the first `end` entries were: what the next change of it replaced. */
function policyAfter(entries: readonly ClockEntry[], end: number): number | null {
  const next = entries.slice(end).find((entry) => entry.action === 'sla_policy');
  return next?.action === 'sla_policy' ? (next.from?.policyId ?? null) : null;
}

async function causeOf(
  tx: Tx,
  owner: object,
  { entries, events, openedAt }: ClockHistory,
  index: number,
  nameOf: PolicyNamer,
): Promise<MoveCause | null> {
  const entry = entries[index];
  if (entry?.action === 'priority') return { kind: 'priority', from: entry.from, to: entry.to };
  if (entry?.action === 'start_moved') {
    return {
      kind: 'start',
      from: startBefore(entries, events, index, openedAt),
      to: entry.to,
      reason: entry.reason,
    };
  }
  if (entry?.action !== 'sla_policy') return null;
  const to = await loadStoredPolicy(tx, owner, entry.to.policyId);
  const from = entry.from === null ? null : await loadStoredPolicy(tx, owner, entry.from.policyId);
  return {
    kind: 'policy',
    from: from === null ? null : await nameOf(from),
    to: await nameOf(to),
    isCalendarOther: from?.calendar.id !== to.calendar.id,
  };
}

function startBefore(
  entries: readonly ClockEntry[],
  events: readonly ClockEvent[],
  index: number,
  openedAt: Date,
): Date {
  const earlier = entries.slice(0, index).findLast((entry) => entry.action === 'start_moved');
  if (earlier?.action === 'start_moved') return earlier.to;
  return events.find(({ kind }) => kind === 'started')?.at ?? openedAt;
}
