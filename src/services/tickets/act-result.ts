/** What an act answers with: the ticket as it is now, as the person who acted may see it. */
import { type Actor, can } from '../../domain/permissions.js';
import type { TicketCard } from '../../domain/post-content.js';
import type { Desk } from '../desk.js';
import { measureRow, readCardRow, toCard } from './load-card.js';
import { factsFor } from './locked-ticket.js';
import { notFound } from './require-permission.js';
import { permissionRowOf } from './view-ticket.js';

export type ActResult = {
  card: TicketCard;
  /** False where it was so already. */
  isChanged: boolean;
  /** Whether whoever acted sees it still. */
  isSeen: boolean;
};

/** For somebody who has just been let act: not asked again, because the act itself may have ended what let them see it. */
export async function actResult(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  isChanged: boolean,
): Promise<ActResult> {
  const { prisma } = desk.database;
  const found = await readCardRow(prisma, { ticketNumber });
  if (found === null) throw notFound(ticketNumber);
  const row = await measureRow(desk, prisma, found);
  const facts = factsFor(actor, permissionRowOf(row));
  const isForAgents = can(actor, 'view_internal', facts);
  return { card: toCard(row, { isForAgents }), isChanged, isSeen: can(actor, 'view', facts) };
}
