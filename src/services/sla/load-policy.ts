/** Reads policies with their calendars. A version never changes, so one that was read is kept. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { PRIORITIES, type Priority } from '../../domain/priority.js';
import { type Calendar, everyDay, WEEKDAYS } from '../../domain/sla/calendar.js';
import { type ClockPolicy, defaultPolicy, type PriorityTarget } from '../../domain/sla/policy.js';
import { parsePolicyOptions } from './policy-options.js';

const calendarSelect = {
  timeZone: true,
  hours: { select: { isoWeekday: true, opensMinute: true, closesMinute: true } },
  holidays: { select: { date: true } },
} as const satisfies Prisma.CalendarSelect;

type CalendarRow = Prisma.CalendarGetPayload<{ select: typeof calendarSelect }>;

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

async function readPolicy(tx: Tx, policyId: number): Promise<ClockPolicy> {
  const row = await tx.slaPolicy.findUniqueOrThrow({
    where: { id: policyId },
    select: {
      options: true,
      calendar: { select: calendarSelect },
      targets: {
        select: {
          priority: true,
          responseSeconds: true,
          resolutionSeconds: true,
          calendar: { select: calendarSelect },
        },
      },
    },
  });
  const targets = Object.fromEntries(
    PRIORITIES.map((priority) => [priority, { responseSeconds: null, resolutionSeconds: null }]),
  ) as Record<Priority, PriorityTarget>;
  for (const { priority, responseSeconds, resolutionSeconds, calendar } of row.targets) {
    const own = calendar === null ? {} : { calendar: toCalendar(calendar) };
    targets[priority] = { responseSeconds, resolutionSeconds, ...own };
  }
  return {
    ...defaultPolicy(row.calendar.timeZone),
    ...parsePolicyOptions(row.options),
    calendar: toCalendar(row.calendar),
    targets,
  };
}

function toCalendar(row: CalendarRow): Calendar {
  return {
    timeZone: row.timeZone,
    weekly: everyDay((day) =>
      row.hours
        .filter(({ isoWeekday }) => WEEKDAYS[isoWeekday - 1] === day)
        .map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute })),
    ),
    holidays: row.holidays.map(({ date }) => date.toISOString().slice(0, 10)),
    exceptions: [],
  };
}
