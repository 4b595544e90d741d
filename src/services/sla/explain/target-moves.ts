/** Which entries made a ticket's targets other ones: the clock folded just before each and just after. */
import type { Tx } from '../../../database/transaction.js';
import { foldClock, type TicketClock } from '../../../domain/sla/clock.js';
import type { MoveCause } from '../../../domain/sla/explain/clock-explanation.js';
import type { TargetKind } from '../../../domain/sla/policy.js';
import { loadPolicy } from '../load-policy.js';
import type { ClockEntry, PolicyMark } from './clock-entries.js';
import { type CauseReader, type ClockHistory, causeOf, isRecomputed, policyIdAfter } from './move-causes.js';

export type EntryMove = { entry: ClockEntry; cause: MoveCause } & Record<
  TargetKind,
  { before: Date | null; after: Date | null }
>;

/** The newest; each costs two folds of the history before it. */
const MOVES_MAX = 20;

/** Of changes of priority, policy, calendar and start, and of new cycles; oldest first. What an entry says itself is not folded again. */
export async function readMoves(reader: CauseReader, history: ClockHistory): Promise<EntryMove[]> {
  const { tx, owner } = reader;
  const moving: { entry: ClockEntry; index: number }[] = [];
  for (const [index, entry] of history.entries.entries()) {
    if (await isRecomputed(reader, history, index)) moving.push({ entry, index });
  }
  const moves: EntryMove[] = [];
  for (const { entry, index } of moving.slice(-MOVES_MAX)) {
    const cause = await causeOf(reader, history, index);
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
  history: ClockHistory,
  index: number,
  side: 'before' | 'after',
): Promise<Targets> {
  const { entries, events } = history;
  const entry = entries[index];
  const end = side === 'before' ? index : index + 1;
  const known = events.filter((event, at) => at < end || event.kind === 'started');
  const policy = await loadPolicy(tx, owner, policyIdAfter(history, end));
  const clock: TicketClock = foldClock(known, policy, entry?.at ?? new Date(0));
  return { response: clock.response.targetAt, resolution: clock.resolution.targetAt };
}
