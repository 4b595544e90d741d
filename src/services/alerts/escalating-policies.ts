/** Finds the policies in force that tell of their breaches in a channel. */
import type { Tx } from '../../database/transaction.js';
import { parsePolicyOptions } from '../sla/policy-options.js';

/** `projectKey` null: the default's. */
export type EscalatingPolicy = { projectKey: string | null };

/** Of the newest versions, projects in the order of their keys before the default. One that cannot be read tells nobody anything. */
export async function escalatingPolicies(tx: Tx, channelId: number): Promise<EscalatingPolicy[]> {
  const newest = await tx.slaPolicy.findMany({
    where: { OR: [{ projectId: null }, { project: { archivedAt: null } }] },
    distinct: ['projectId'],
    orderBy: [{ projectId: 'asc' }, { version: 'desc' }],
    select: { options: true, project: { select: { key: true } } },
  });
  return newest
    .filter(({ options }) => channelOf(options) === channelId)
    .map(({ project }) => ({ projectKey: project?.key ?? null }))
    .sort((a, b) => (a.projectKey ?? '~').localeCompare(b.projectKey ?? '~', 'en'));
}

function channelOf(options: unknown): number | null {
  try {
    return parsePolicyOptions(options).alerts.escalation.channelId;
  } catch {
    return null;
  }
}
