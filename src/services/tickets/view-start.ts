/** Where a ticket's clock starts, for whoever may move that. */
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { readCardRow } from './load-card.js';
import { notFound, requirePermission } from './require-permission.js';
import { permissionRowOf } from './view-ticket.js';

/** @throws UserError for whoever may not say when it began. */
export async function viewStart(desk: Desk, actor: Actor, ticketNumber: string) {
  const row = await readCardRow(desk.database.prisma, { ticketNumber });
  if (row === null) throw notFound(ticketNumber);
  requirePermission(actor, 'backdate', permissionRowOf(row), ticketNumber);
  return {
    number: row.ticketNumber,
    title: row.title,
    openedAt: row.createdAt,
    startedAt: row.clockStartedAt,
    reason: row.clockStartReason ?? '',
  };
}
