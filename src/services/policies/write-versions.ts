/** Writes the versions that were planned; a version that is saved is never written again. */
import type { Tx } from '../../database/transaction.js';
import { PRIORITIES } from '../../domain/priority.js';
import { insertCalendar } from './calendar-versions.js';
import type { CalendarRef, PlannedPolicy, VersionsPlan } from './plan-versions.js';

export type WrittenPolicy = { projectId: number | null; policyId: number; version: number };

export type WrittenVersions = { calendarId: number | null; policies: WrittenPolicy[] };

/** Under `lockSetupSql`, in the transaction that planned. `actorId` null: the desk itself. */
export async function writeVersions(
  tx: Tx,
  plan: VersionsPlan,
  by: { actorId: number | null; now: Date },
): Promise<WrittenVersions> {
  const calendarId = plan.calendar === null ? null : await insertCalendar(tx, plan.calendar, by);
  const policies: WrittenPolicy[] = [];
  for (const policy of plan.policies) {
    const policyId = await insertPolicy(tx, policy, calendarId, by);
    policies.push({ projectId: policy.projectId, policyId, version: policy.version });
  }
  return { calendarId, policies };
}

async function insertPolicy(
  tx: Tx,
  { projectId, version, before, calendar, ownCalendars, options, clock }: PlannedPolicy,
  newCalendarId: number | null,
  { actorId: createdById, now: createdAt }: { actorId: number | null; now: Date },
): Promise<number> {
  const idOf = (ref: CalendarRef): number => {
    if (ref !== 'new') return ref;
    if (newCalendarId === null) throw new Error('A policy was planned over a calendar that was not');
    return newCalendarId;
  };
  const kept = await tx.slaPolicy.findUniqueOrThrow({ where: { id: before.id }, select: { options: true } });
  const { id: policyId } = await tx.slaPolicy.create({
    data: {
      ...{ projectId, version, createdById, createdAt },
      calendarId: idOf(calendar),
      options: options ?? (kept.options as object),
    },
    select: { id: true },
  });
  await tx.slaTarget.createMany({
    data: PRIORITIES.map((priority) => {
      const { responseSeconds, resolutionSeconds } = clock.targets[priority];
      const own = ownCalendars[priority];
      return {
        ...{ policyId, priority },
        // Zero is no target, and no column's value.
        responseSeconds: responseSeconds || null,
        resolutionSeconds: resolutionSeconds || null,
        calendarId: own === null ? null : idOf(own),
      };
    }),
  });
  return policyId;
}
