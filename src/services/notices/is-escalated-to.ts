/** Whether somebody is told of a ticket's breaches though they may not see it. */
import type { Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { AlertDesk } from '../alerts/alert-settings.js';
import { loadReadablePolicies } from '../sla/readable-policies.js';
import type { LockedTicket } from '../tickets/locked-ticket.js';

/** By the policy that it counts by, muted or not. Of a confidential one they are not told. */
export async function isEscalatedTo(
  tx: Tx,
  desk: AlertDesk,
  { userId, isDeactivated, isExternal, isGuest }: Actor,
  { slaPolicyId, confidential }: Pick<LockedTicket, 'slaPolicyId' | 'confidential'>,
): Promise<boolean> {
  if (confidential || slaPolicyId === null || isDeactivated || isExternal || isGuest) return false;
  const policy = (await loadReadablePolicies(tx, desk, [slaPolicyId])).get(slaPolicyId);
  return policy?.alerts.escalation.userIds.includes(userId) === true;
}
