/** What a new version of a policy does to one ticket's clocks. */
import type { TicketClock } from '../../domain/sla/clock.js';
import { TARGET_KINDS, type TargetKind } from '../../domain/sla/policy.js';
import type { TargetClock } from '../../domain/sla/target-clock.js';
import { columnsOf } from '../sla/refold-clock.js';

/** `moved`: in no other list, and a target has another instant. */
export type ListName = 'breached' | 'atRisk' | 'saved' | 'moved';

/** One target, with its instants. */
export type ClockChange = { target: TargetKind; before: Date | null; after: Date | null };

export type TicketChange = {
  /** Anything that is stored of the clock moves, but for its version and its next wake-up. */
  isChanged: boolean;
  /** The lists that the ticket is in, by the soonest of its targets for which that is so. */
  lists: Partial<Record<ListName, ClockChange>>;
};

/** `before` is null for a ticket that had no clock. `at`: the instant that both were folded for. */
export function compareClocks(before: TicketClock | null, after: TicketClock, at: Date): TicketChange {
  const lists: TicketChange['lists'] = {};
  for (const target of TARGET_KINDS) {
    const change = { target, before: before?.[target].targetAt ?? null, after: after[target].targetAt };
    const level = listOf(before === null ? 0 : levelOf(before[target], at), levelOf(after[target], at));
    const list = level ?? (change.before?.getTime() === change.after?.getTime() ? null : 'moved');
    if (list === null) continue;
    const other = lists[list];
    if (other === undefined || instantOf(change) < instantOf(other)) lists[list] = change;
  }
  if (LEVEL_LISTS.some((list) => lists[list] !== undefined)) delete lists.moved;
  return { isChanged: before === null || shownOf(before) !== shownOf(after), lists };
}

const LEVEL_LISTS = ['breached', 'atRisk', 'saved'] as const;

/** Nothing to say, at risk, breached. */
type Level = 0 | 1 | 2;

function levelOf({ state, breachedAt, warnings }: TargetClock, at: Date): Level {
  if (breachedAt !== null) return 2;
  return state === 'running' && warnings.some((warning) => warning.at <= at) ? 1 : 0;
}

function listOf(before: Level, after: Level): (typeof LEVEL_LISTS)[number] | null {
  if (after < before) return 'saved';
  if (after === before) return null;
  return after === 2 ? 'breached' : 'atRisk';
}

function shownOf(clock: TicketClock): string {
  const { clockVersion: _version, nextWakeAt: _wake, ...shown } = columnsOf(clock);
  return JSON.stringify(shown);
}

/** What is paused or has no target comes last. */
export function instantOf({ before, after }: ClockChange): number {
  return (after ?? before)?.getTime() ?? Number.MAX_SAFE_INTEGER;
}
