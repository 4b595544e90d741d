/** Which new versions an edit makes, decided before anything is written, so that a preview and a save mean the same ones. */
import type { Tx } from '../../database/transaction.js';
import { everyPriority, type Priority } from '../../domain/priority.js';
import type { Calendar } from '../../domain/sla/calendar.js';
import type { ClockPolicy, PriorityTarget } from '../../domain/sla/policy.js';
import { type CalendarContent, calendarOfContent } from '../sla/load-calendar.js';
import { currentPolicyId, loadStoredPolicy, type StoredPolicy } from '../sla/load-policy.js';
import type { PolicyOptions } from '../sla/policy-options.js';
import type { NewCalendar } from './calendar-versions.js';
import { scopesWithPolicy } from './policy-scopes.js';

/** The id of a version that is stored, or the one calendar that the plan makes. */
export type CalendarRef = number | 'new';

export type PlannedPolicy = {
  projectId: number | null;
  /** In force for the scope's tickets until now; the default's where the scope gets its first own one. */
  before: StoredPolicy;
  version: number;
  calendar: CalendarRef;
  /** Null: the policy's calendar. */
  ownCalendars: Record<Priority, CalendarRef | null>;
  /** Null: as they were before. */
  options: PolicyOptions | null;
  /** As the engine will read it. */
  clock: ClockPolicy;
  /** Names of what differs from `before`, for the audit log. */
  changed: readonly string[];
};

export type VersionsPlan = {
  calendar: (NewCalendar & { changed: readonly string[] }) | null;
  policies: PlannedPolicy[];
};

export const NOTHING_NEW: VersionsPlan = { calendar: null, policies: [] };

/** A calendar is a value that is known by its scope and its name: the new version reaches every policy that counts in it. */
export async function planCalendar(
  tx: Tx,
  owner: object,
  edit: { projectId: number | null; name: string; content: CalendarContent; changed?: readonly string[] },
): Promise<VersionsPlan> {
  const { projectId, name, content, changed = [] } = edit;
  const newest = await tx.calendar.findFirst({
    where: { projectId, name },
    orderBy: { version: 'desc' },
    select: { version: true },
  });
  const calendar = calendarOfContent(content);
  const policies: PlannedPolicy[] = [];
  for (const scopeId of await scopesToLookAt(tx, projectId)) {
    const before = await loadStoredPolicy(tx, owner, await currentPolicyId(tx, scopeId));
    // In the scope that is edited a name also means the default's calendar: from now on it has its own of that name.
    const isMeant = (stored: { projectId: number | null; name: string }) =>
      stored.name === name && (scopeId === projectId || stored.projectId === projectId);
    if (![before.calendar, ...Object.values(before.ownCalendars)].some(isMeant)) continue;
    policies.push(movedOver(before, scopeId, isMeant, calendar));
  }
  return { calendar: { projectId, name, version: (newest?.version ?? 0) + 1, content, changed }, policies };
}

/** The version after the newest of the scope's own. */
export function nextVersion(before: StoredPolicy, projectId: number | null): number {
  return before.projectId === projectId ? before.version + 1 : 1;
}

/** What the column's targets are, with the calendars that stand in for the policy's. */
export function targetWith(target: PriorityTarget, calendar: Calendar | null): PriorityTarget {
  const { responseSeconds, resolutionSeconds } = target;
  return { responseSeconds, resolutionSeconds, ...(calendar === null ? {} : { calendar }) };
}

async function scopesToLookAt(tx: Tx, projectId: number | null): Promise<(number | null)[]> {
  const scopes = await scopesWithPolicy(tx);
  return scopes.includes(projectId) ? scopes : [...scopes, projectId];
}

function movedOver(
  before: StoredPolicy,
  projectId: number | null,
  isMeant: (stored: StoredPolicy['calendar']) => boolean,
  calendar: Calendar,
): PlannedPolicy {
  const isMoved = (priority: Priority) => {
    const own = before.ownCalendars[priority];
    return own !== undefined && isMeant(own);
  };
  const ownCalendars = everyPriority((priority): CalendarRef | null =>
    isMoved(priority) ? 'new' : (before.ownCalendars[priority]?.id ?? null),
  );
  const targets = everyPriority((priority) => {
    const target = before.clock.targets[priority];
    return isMoved(priority) ? targetWith(target, calendar) : target;
  });
  const isPolicys = isMeant(before.calendar);
  return {
    ...{ projectId, before, ownCalendars, options: null, changed: ['calendar'] },
    version: nextVersion(before, projectId),
    calendar: isPolicys ? 'new' : before.calendar.id,
    clock: { ...before.clock, targets, ...(isPolicys ? { calendar } : {}) },
  };
}
