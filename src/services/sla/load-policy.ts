/** Reads policies with their calendars. A version never changes, so one that was read is kept. */
import type { Tx } from '../../database/transaction.js';
import { everyPriority, type Priority } from '../../domain/priority.js';
import type { AlertPolicy } from '../../domain/sla/alert-policy.js';
import { type ClockPolicy, defaultPolicy, type PriorityTarget } from '../../domain/sla/policy.js';
import { readCalendar, type StoredCalendar } from './load-calendar.js';
import { parsePolicyOptions } from './policy-options.js';

/** A version of a policy as it is stored: what the clock needs, and what explains it. */
export type StoredPolicy = {
  id: number;
  /** Null: the default for every project without a policy of its own. */
  projectId: number | null;
  version: number;
  createdAt: Date;
  clock: ClockPolicy;
  alerts: AlertPolicy;
  calendar: StoredCalendar;
  /** Of the priorities that count in another calendar than the policy's. */
  ownCalendars: Partial<Record<Priority, StoredCalendar>>;
};

/** More versions than a desk makes in years; past it the oldest is read again. */
const KEPT_MAX = 500;
const kept = new WeakMap<object, Map<number, StoredPolicy>>();

/** `owner` is the database the ids belong to: ids of one mean nothing in another. */
export async function loadStoredPolicy(tx: Tx, owner: object, policyId: number): Promise<StoredPolicy> {
  const known = kept.get(owner) ?? new Map<number, StoredPolicy>();
  kept.set(owner, known);
  const earlier = known.get(policyId);
  if (earlier !== undefined) return earlier;
  const policy = await readPolicy(tx, policyId);
  if (known.size >= KEPT_MAX) known.clear();
  known.set(policyId, policy);
  return policy;
}

/** As the clock sees it. The same object on every call, which is what the engine keeps its tables by. */
export async function loadPolicy(tx: Tx, owner: object, policyId: number): Promise<ClockPolicy> {
  return (await loadStoredPolicy(tx, owner, policyId)).clock;
}

/** The newest version of the project's own policy, else of the default; `null` asks for the default itself. */
export async function currentPolicyId(tx: Tx, projectId: number | null): Promise<number> {
  const newest = { orderBy: { version: 'desc' }, select: { id: true } } as const;
  const own = projectId === null ? null : await tx.slaPolicy.findFirst({ where: { projectId }, ...newest });
  const policy = own ?? (await tx.slaPolicy.findFirstOrThrow({ where: { projectId: null }, ...newest }));
  return policy.id;
}

/** The newest version of every scope that has a policy: the default's, and those of projects with their own. */
export async function newestPolicyIds(tx: Tx): Promise<number[]> {
  const rows = await tx.slaPolicy.findMany({
    distinct: ['projectId'],
    orderBy: [{ projectId: 'asc' }, { version: 'desc' }],
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** The calendar in which a priority's targets count, with its names. */
export function storedCalendarOf(policy: StoredPolicy, priority: Priority): StoredCalendar {
  return policy.ownCalendars[priority] ?? policy.calendar;
}

/** One query after the other: inside a transaction there is one connection. */
async function readPolicy(tx: Tx, policyId: number): Promise<StoredPolicy> {
  const row = await tx.slaPolicy.findUniqueOrThrow({
    where: { id: policyId },
    select: { id: true, projectId: true, version: true, createdAt: true, options: true, calendarId: true },
  });
  const rows = await tx.slaTarget.findMany({
    where: { policyId },
    select: { priority: true, responseSeconds: true, resolutionSeconds: true, calendarId: true },
  });
  const calendar = await readCalendar(tx, row.calendarId);
  const targets = everyPriority(() => NO_TARGET);
  const ownCalendars: StoredPolicy['ownCalendars'] = {};
  for (const { priority, responseSeconds, resolutionSeconds, calendarId } of rows) {
    const own = calendarId === null ? undefined : await readCalendar(tx, calendarId);
    if (own !== undefined) ownCalendars[priority] = own;
    targets[priority] = {
      responseSeconds,
      resolutionSeconds,
      ...(own === undefined ? {} : { calendar: own.calendar }),
    };
  }
  const { clock, alerts } = parsePolicyOptions(row.options);
  const { id, projectId, version, createdAt } = row;
  return {
    ...{ id, projectId, version, createdAt, alerts, calendar, ownCalendars },
    clock: { ...defaultPolicy(calendar.calendar.timeZone), ...clock, calendar: calendar.calendar, targets },
  };
}

const NO_TARGET: PriorityTarget = { responseSeconds: null, resolutionSeconds: null };
