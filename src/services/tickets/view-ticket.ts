/** Shows a ticket to whoever may see it. */
import { type Actor, can } from '../../domain/permissions.js';
import type { TicketCard } from '../../domain/post-content.js';
import type { Desk } from '../desk.js';
import { type CardRow, linkRow, measureRow, readCardRow, toCard } from './load-card.js';
import { factsFor, type PermissionRow } from './locked-ticket.js';
import { notFound, requirePermission } from './require-permission.js';
import { visibleTo } from './visible-tickets.js';

export type TicketView = { card: TicketCard; mayActAsAgent: boolean; watchers: number };

/** @throws UserError "not found", also for a ticket that this person may not see. */
export async function viewTicket(desk: Desk, actor: Actor, ticketNumber: string): Promise<TicketView> {
  const visible = await readVisibleRow(desk, actor, ticketNumber);
  const { prisma } = desk.database;
  const row = await linkRow(prisma, await measureRow(desk, prisma, visible), visibleTo(actor));
  const mayActAsAgent = can(actor, 'view_internal', factsFor(actor, permissionRowOf(row)));
  return { card: toCard(row, { isForAgents: mayActAsAgent }), mayActAsAgent, watchers: row.watchers.length };
}

/** The row, once the gate has let this person see it. */
export async function readVisibleRow(desk: Desk, actor: Actor, ticketNumber: string): Promise<CardRow> {
  const row = await readCardRow(desk.database.prisma, { ticketNumber });
  if (row === null) throw notFound(ticketNumber);
  requirePermission(actor, 'view', permissionRowOf(row), ticketNumber);
  return row;
}

export function permissionRowOf(row: CardRow): PermissionRow & { ticketNumber: string } {
  return {
    id: row.id,
    ticketNumber: row.ticketNumber,
    projectId: row.projectId,
    reporterId: row.reporterId,
    assigneeId: row.assigneeId,
    status: row.status,
    confidential: row.confidential,
    watcherIds: row.watchers.map(({ userId }) => userId),
    threads: row.threads.map(({ role, wasPrivate, channel }) => ({
      role,
      wasPrivate,
      channelKind: channel.kind,
      isExternal: channel.isExternal,
    })),
  };
}
