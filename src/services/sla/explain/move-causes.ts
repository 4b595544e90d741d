/** What an entry did to the clock, as a cause: in the names of its day, and null where it only moved it along. */
import type { Tx } from '../../../database/transaction.js';
import type { Priority } from '../../../domain/priority.js';
import type { MoveCause } from '../../../domain/sla/explain/clock-explanation.js';
import type { ClockEvent } from '../../../domain/sla/history.js';
import { isDone, type TicketStatus } from '../../../domain/ticket-status.js';
import { personSelect, toPerson } from '../../users/person-row.js';
import { loadPolicy, loadStoredPolicy, type StoredPolicy, storedCalendarOf } from '../load-policy.js';
import { type ClockEntry, policyReplacedBy } from './clock-entries.js';
import type { PolicyNamer } from './policy-namer.js';

export type ClockHistory = {
  entries: readonly ClockEntry[];
  events: readonly ClockEvent[];
  /** The policy that the ticket is under now. */
  policyId: number;
  openedAt: Date;
};

/** `isForAgents`: requesters are not told who saved a policy. */
export type CauseReader = { tx: Tx; owner: object; nameOf: PolicyNamer; isForAgents: boolean };

/** The policy that was in force once the first `end` entries were: what the next change of it replaced. */
export function policyIdAfter({ entries, policyId }: ClockHistory, end: number): number {
  const [replaced] = entries.slice(end).flatMap((entry) => policyReplacedBy(entry) ?? []);
  return replaced ?? policyId;
}

/** Whether a target was computed anew at an entry: by its priority, policy, project or start, or by a new cycle of a reopened ticket. */
export async function isRecomputed(
  { tx, owner }: CauseReader,
  history: ClockHistory,
  index: number,
): Promise<boolean> {
  const entry = history.entries[index];
  if (entry === undefined) return false;
  if (entry.action !== 'status')
    return ['priority', 'sla_policy', 'project', 'start_moved'].includes(entry.action);
  if (isDone(entry.to) || !isDone(statusBefore(history, index))) return false;
  const policy = await loadPolicy(tx, owner, policyIdAfter(history, index + 1));
  return policy.onReopen === 'new_cycle';
}

/** Of an entry at which a target was computed anew; null for any other. */
export async function causeOf(
  reader: CauseReader,
  history: ClockHistory,
  index: number,
): Promise<MoveCause | null> {
  const entry = history.entries[index];
  switch (entry?.action) {
    case 'priority':
      return { kind: 'priority', from: entry.from, to: entry.to };
    case 'start_moved':
      return {
        ...{ kind: 'start', from: startBefore(history, index), to: entry.to },
        reason: entry.reason,
      };
    case 'project':
      return projectCause(reader, entry);
    case 'status':
      return { kind: 'reopening' };
    case 'sla_policy':
      return policyCause(reader, entry, priorityBefore(history, index));
    default:
      return null;
  }
}

async function projectCause(
  { tx, owner, nameOf }: CauseReader,
  { from, to }: Extract<ClockEntry, { action: 'project' }>,
): Promise<MoveCause> {
  const policy = to.policyId === null ? null : await loadStoredPolicy(tx, owner, to.policyId);
  const under = policy === null ? null : await nameOf.policy(policy);
  return { kind: 'project', from: from.number, to: to.number, policy: under };
}

async function policyCause(
  { tx, owner, nameOf, isForAgents }: CauseReader,
  entry: Extract<ClockEntry, { action: 'sla_policy' }>,
  priority: Priority,
): Promise<MoveCause> {
  const to = await loadStoredPolicy(tx, owner, entry.to.policyId);
  const from = entry.from === null ? null : await loadStoredPolicy(tx, owner, entry.from.policyId);
  return {
    kind: 'policy',
    from: from === null ? null : await nameOf.policy(from),
    to: await nameOf.policy(to),
    calendar: from === null ? null : await otherCalendar(nameOf, from, to, priority),
    savedBy: isForAgents ? await savedBy(tx, to.id) : null,
  };
}

/** Each priority may count in a calendar of its own: only the ticket's says whether it counts in another one now. */
async function otherCalendar(
  nameOf: PolicyNamer,
  from: StoredPolicy,
  to: StoredPolicy,
  priority: Priority,
): Promise<Extract<MoveCause, { kind: 'policy' }>['calendar']> {
  const [before, after] = [storedCalendarOf(from, priority), storedCalendarOf(to, priority)];
  if (before.id === after.id) return null;
  const isNewVersion = before.projectId === after.projectId && before.name === after.name;
  return { ...(await nameOf.calendar(after)), isNewVersion };
}

async function savedBy(tx: Tx, policyId: number): Promise<string | null> {
  const { createdBy } = await tx.slaPolicy.findUniqueOrThrow({
    where: { id: policyId },
    select: { createdBy: { select: personSelect } },
  });
  return createdBy === null ? null : toPerson(createdBy).name;
}

function startBefore({ entries, events, openedAt }: ClockHistory, index: number): Date {
  const earlier = entries.slice(0, index).findLast((entry) => entry.action === 'start_moved');
  if (earlier?.action === 'start_moved') return earlier.to;
  return events.find(({ kind }) => kind === 'started')?.at ?? openedAt;
}

function statusBefore({ events }: ClockHistory, index: number): TicketStatus {
  const last = events.slice(0, index).findLast(({ kind }) => kind === 'status' || kind === 'started');
  if (last?.kind === 'status') return last.to;
  return last?.kind === 'started' ? last.status : 'new';
}

function priorityBefore({ events }: ClockHistory, index: number): Priority {
  const last = events.slice(0, index).findLast(({ kind }) => kind === 'priority' || kind === 'started');
  if (last?.kind === 'priority') return last.to;
  return last?.kind === 'started' ? last.priority : 'medium';
}
