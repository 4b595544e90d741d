/** Where policies apply: the default for every project, and the projects that have one of their own. */
import { countOpenSql } from '../../database/sql/open-tickets.js';
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

/** The scopes that have a policy of their own, the default first. */
export async function scopesWithPolicy(tx: Tx): Promise<(number | null)[]> {
  const rows = await tx.slaPolicy.groupBy({
    by: ['projectId'],
    orderBy: { projectId: { sort: 'asc', nulls: 'first' } },
  });
  return rows.map(({ projectId }) => projectId);
}

/** How many open tickets some scopes have, and how many of them are not folded with the newest policy yet. */
export async function countOpen(
  tx: Tx,
  projectIds: readonly (number | null)[],
): Promise<{ openCount: number; outdatedCount: number }> {
  const sum = { openCount: 0, outdatedCount: 0 };
  for (const projectId of projectIds) {
    const [counts] = await tx.$queryRaw<(typeof sum)[]>(countOpenSql(projectId));
    sum.openCount += counts?.openCount ?? 0;
    sum.outdatedCount += counts?.outdatedCount ?? 0;
  }
  return sum;
}
