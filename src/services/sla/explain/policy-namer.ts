/** Says of which scope a policy is, in the scope's own name. */
import type { Tx } from '../../../database/transaction.js';
import type { PolicyFacts } from '../../../domain/sla/explain/clock-explanation.js';
import type { StoredPolicy } from '../load-policy.js';

export type PolicyNamer = (policy: StoredPolicy) => Promise<PolicyFacts>;

/** Reads each project once. */
export function policyNamer(tx: Tx): PolicyNamer {
  const names = new Map<number, string>();
  return async ({ projectId, version, createdAt }) => {
    if (projectId === null) return { scope: null, version, sinceAt: createdAt };
    const known = names.get(projectId);
    const { name } =
      known !== undefined
        ? { name: known }
        : await tx.project.findUniqueOrThrow({ where: { id: projectId }, select: { name: true } });
    names.set(projectId, name);
    return { scope: name, version, sinceAt: createdAt };
  };
}
