/** Whether somebody sees a ticket who does not ask for it themselves. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { can } from '../../domain/permissions.js';
import { actorSelect, toActor } from '../users/actor-row.js';
import type { CardRow } from './load-card.js';
import { factsFor } from './locked-ticket.js';
import { permissionRowOf } from './view-ticket.js';
import { visibleTo } from './visible-tickets.js';

/** By the table, as they are now; a reason that an admin gave opens nothing here. */
export async function maySee(db: Tx, row: CardRow, userId: number | null): Promise<boolean> {
  const user =
    userId === null ? null : await db.user.findUnique({ where: { id: userId }, select: actorSelect });
  return user !== null && can(toActor(user), 'view', factsFor(toActor(user), permissionRowOf(row)));
}

/** The same as a filter. */
export async function seenByPerson(db: Tx, userId: number | null): Promise<Prisma.TicketWhereInput> {
  const user =
    userId === null ? null : await db.user.findUnique({ where: { id: userId }, select: actorSelect });
  return user === null ? { id: { in: [] } } : visibleTo(toActor(user));
}
