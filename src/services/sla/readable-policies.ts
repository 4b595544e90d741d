/** Reads the policies that this process understands: one that a newer version of the desk saved may hold what an older one does not know. */
import type { Tx } from '../../database/transaction.js';
import type { Desk } from '../desk.js';
import { isOfHistory } from './fold-tickets.js';
import { loadStoredPolicy, type StoredPolicy } from './load-policy.js';

/** By id. One that cannot be read is logged and left out, and what depends on it waits for a process that can. */
export async function loadReadablePolicies(
  tx: Tx,
  { database, log }: Pick<Desk, 'database' | 'log'>,
  policyIds: Iterable<number>,
): Promise<Map<number, StoredPolicy>> {
  const policies = new Map<number, StoredPolicy>();
  for (const slaPolicyId of new Set(policyIds)) {
    try {
      policies.set(slaPolicyId, await loadStoredPolicy(tx, database, slaPolicyId));
    } catch (error) {
      if (!isOfHistory(error)) throw error;
      log.error({ err: error, slaPolicyId }, 'a policy could not be read, and what depends on it waits');
    }
  }
  return policies;
}
