/** Reads policies with their calendars. A version never changes, so one that was read is kept. */
import type { Tx } from '../../database/transaction.js';
import type { Priority } from '../../domain/priority.js';
import { type Calendar, everyDay, WEEKDAYS } from '../../domain/sla/calendar.js';
import { type ClockPolicy, defaultPolicy, type PriorityTarget } from '../../domain/sla/policy.js';
import { parsePolicyOptions } from './policy-options.js';

/** More versions than a desk makes in years; past it the oldest is read again. */
const KEPT_MAX = 500;
const kept = new WeakMap<object, Map<number, ClockPolicy>>();

/** `owner` is the database the ids belong to: ids of one mean nothing in another. */
export async function loadPolicy(tx: Tx, owner: object, policyId: number): Promise<ClockPolicy> {
  const known = kept.get(owner) ?? new Map<number, ClockPolicy>();
  kept.set(owner, known);
  const earlier = known.get(policyId);
  if (earlier !== undefined) return earlier;
  const policy = await readPolicy(tx, policyId);
  if (known.size >= KEPT_MAX) known.clear();
  known.set(policyId, policy);
  return policy;
}

/** The newest version of the project's own policy, else of the default. */
export async function currentPolicyId(tx: Tx, projectId: number): Promise<number> {
  const newest = { orderBy: { version: 'desc' }, select: { id: true } } as const;
  const policy =
    (await tx.slaPolicy.findFirst({ where: { projectId }, ...newest })) ??
    (await tx.slaPolicy.findFirstOrThrow({ where: { projectId: null }, ...newest }));
  return policy.id;
}

/** One query after the other: inside a transaction there is one connection. */
async function readPolicy(tx: Tx, policyId: number): Promise<ClockPolicy> {
  const policy = await tx.slaPolicy.findUniqueOrThrow({
    where: { id: policyId },
    select: { options: true, calendarId: true },
  });
  const rows = await tx.slaTarget.findMany({
    where: { policyId },
    select: { priority: true, responseSeconds: true, resolutionSeconds: true, calendarId: true },
  });
  const calendar = await readCalendar(tx, policy.calendarId);
  const targets: Record<Priority, PriorityTarget> = {
    low: NO_TARGET,
    medium: NO_TARGET,
    high: NO_TARGET,
    critical: NO_TARGET,
  };
  for (const { priority, responseSeconds, resolutionSeconds, calendarId } of rows) {
    const own = calendarId === null ? {} : { calendar: await readCalendar(tx, calendarId) };
    targets[priority] = { responseSeconds, resolutionSeconds, ...own };
  }
  return { ...defaultPolicy(calendar.timeZone), ...parsePolicyOptions(policy.options), calendar, targets };
}

const NO_TARGET: PriorityTarget = { responseSeconds: null, resolutionSeconds: null };

async function readCalendar(tx: Tx, calendarId: number): Promise<Calendar> {
  const { timeZone } = await tx.calendar.findUniqueOrThrow({
    where: { id: calendarId },
    select: { timeZone: true },
  });
  const hours = await tx.calendarHours.findMany({ where: { calendarId } });
  const holidays = await tx.calendarHoliday.findMany({ where: { calendarId }, select: { date: true } });
  return {
    timeZone,
    weekly: everyDay((day) =>
      hours
        .filter(({ isoWeekday }) => WEEKDAYS[isoWeekday - 1] === day)
        .map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute })),
    ),
    holidays: holidays.map(({ date }) => date.toISOString().slice(0, 10)),
    exceptions: [],
  };
}
