/** Whether somebody is told of a ticket's breaches though they may not see it. */
import type { Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import { type AlertDesk, loadAlertSettings } from '../alerts/alert-settings.js';
import type { LockedTicket } from '../tickets/locked-ticket.js';

/** Of a confidential one they are not told. */
export async function isEscalatedTo(
  tx: Tx,
  desk: AlertDesk,
  { userId }: Actor,
  { id, confidential }: Pick<LockedTicket, 'id' | 'confidential'>,
): Promise<boolean> {
  if (confidential) return false;
  const setting = (await loadAlertSettings(tx, desk, [id])).get(id);
  return setting?.escalation.people.some((person) => person.userId === userId) === true;
}
