/** Says of which scope a policy or a calendar is, in the scope's own name. */
import type { Tx } from '../../../database/transaction.js';
import type { CalendarName, PolicyFacts } from '../../../domain/sla/explain/clock-explanation.js';
import type { StoredCalendar } from '../load-calendar.js';
import type { StoredPolicy } from '../load-policy.js';

export type PolicyNamer = {
  policy: (policy: StoredPolicy) => Promise<PolicyFacts>;
  calendar: (calendar: StoredCalendar) => Promise<CalendarName>;
};

/** Reads each project once. */
export function policyNamer(tx: Tx): PolicyNamer {
  const names = new Map<number, string>();
  const scopeOf = async (projectId: number | null): Promise<string | null> => {
    if (projectId === null) return null;
    const known = names.get(projectId);
    if (known !== undefined) return known;
    const where = { id: projectId };
    const { name } = await tx.project.findUniqueOrThrow({ where, select: { name: true } });
    names.set(projectId, name);
    return name;
  };
  return {
    policy: async ({ projectId, version, createdAt }) => ({
      ...{ scope: await scopeOf(projectId), version, sinceAt: createdAt },
    }),
    calendar: async ({ projectId, name, version }) => ({ scope: await scopeOf(projectId), name, version }),
  };
}
