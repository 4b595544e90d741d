/** Where policies apply: the default for every project, and the projects that have one of their own. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { requireProject } from '../projects/require-project.js';

/** As a form names it. Null: the desk's default. */
export type FormScope = { projectKey: string | null };

export type Scope = {
  projectId: number | null;
  projectKey: string | null;
  /** "IT", or "the default". */
  scopeName: string;
};

/** The newest policy of a scope, and the tickets that it is for. */
export type ScopedPolicy = { projectId: number | null; policyId: number };

/** @throws UserError for a key that no project has. */
export async function findScope(tx: Tx, { projectKey }: FormScope): Promise<Scope> {
  if (projectKey === null) return toScope(null);
  return toScope(await requireProject(tx, projectKey));
}

export function toScope(project: { id: number; key: string } | null): Scope {
  return project === null
    ? { projectId: null, projectKey: null, scopeName: 'the default' }
    : { projectId: project.id, projectKey: project.key, scopeName: project.key };
}

/** The newest policy of every scope that has its own, the default's first. */
export async function newestPolicies(tx: Tx): Promise<ScopedPolicy[]> {
  const rows = await tx.slaPolicy.findMany({
    orderBy: [{ projectId: { sort: 'asc', nulls: 'first' } }, { version: 'desc' }],
    distinct: ['projectId'],
    select: { id: true, projectId: true },
  });
  return rows.map(({ id, projectId }) => ({ projectId, policyId: id }));
}

/** Open tickets for which a scope's policy is, or would be, the one in force. */
export function openTicketsOf(
  projectId: number | null,
  scopes: readonly ScopedPolicy[],
): Prisma.TicketWhereInput {
  const own = scopes.flatMap((scope) => scope.projectId ?? []);
  return {
    statusCategory: { not: 'done' },
    projectId: projectId === null ? { notIn: own } : projectId,
  };
}

/** How many open tickets some scopes have, and how many of them are not folded with the newest policy yet. */
export async function countOpen(
  tx: Tx,
  projectIds: readonly (number | null)[],
): Promise<{ openCount: number; outdatedCount: number }> {
  const scopes = await newestPolicies(tx);
  const inDefault = scopes.find((scope) => scope.projectId === null);
  let openCount = 0;
  let outdatedCount = 0;
  for (const projectId of projectIds) {
    const where = openTicketsOf(projectId, scopes);
    const policy = scopes.find((scope) => scope.projectId === projectId) ?? inDefault;
    openCount += await tx.ticket.count({ where });
    outdatedCount += await tx.ticket.count({
      where: {
        ...where,
        OR: [{ slaPolicyId: null }, { slaPolicyId: { not: policy?.policyId ?? 0 } }],
      },
    });
  }
  return { openCount, outdatedCount };
}
