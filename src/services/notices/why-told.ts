/** Answers somebody why they were told of a ticket, by how things stand now. */
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { NoticeSettings } from '../../domain/notices/decide-notice.js';
import { type Actor, can, needsReason } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { factsFor, type LockedTicket, lockTicket } from '../tickets/locked-ticket.js';
import { notFound, requirePermission } from '../tickets/require-permission.js';
import { isEscalatedTo } from './is-escalated-to.js';
import { settingsOf } from './notice-form.js';

/** `sinceAt`: null where nothing says since when. */
export type Reason =
  | { is: 'watcher' | 'assignee'; sinceAt: Date | null }
  | { is: 'reporter' | 'escalation' | 'admin'; sinceAt: null };

export type WhyTold = {
  ticketNumber: string;
  /** All that hold, the narrowest first; none where nothing of what was so then still is. */
  reasons: readonly Reason[];
  settings: NoticeSettings;
  isMuted: boolean;
};

/** @throws UserError "not found" for whoever neither sees the ticket nor is told of it. */
export async function whyTold(desk: Desk, actor: Actor, ticketNumber: string): Promise<WhyTold> {
  return inTransaction(desk.database, async (tx) => {
    const ticket = await lockTicket(tx, { ticketNumber });
    if (ticket === null) throw notFound(ticketNumber);
    const { userId } = actor;
    const mute = await tx.ticketMute.count({ where: { userId, ticketId: ticket.id } });
    const isEscalated = await isEscalatedTo(tx, desk, actor, ticket);
    const facts = factsFor(actor, ticket);
    const standsIn = ticket.triageChannelId === null && needsReason(actor, facts);
    const isSeen = can(actor, 'view', facts);
    if (!isSeen && !isEscalated && !standsIn) requirePermission(actor, 'view', ticket, ticketNumber);
    return {
      // Whoever may not see it learns no other number than the one they were told.
      ticketNumber: isSeen ? ticket.ticketNumber : ticketNumber,
      reasons: await reasonsOf(tx, actor, ticket, isEscalated),
      settings: await settingsOf(tx, actor),
      isMuted: mute > 0,
    };
  });
}

async function reasonsOf(
  tx: Tx,
  { userId, isAdmin }: Actor,
  ticket: LockedTicket,
  isEscalated: boolean,
): Promise<Reason[]> {
  const { assigneeId, reporterId, watcherIds, triageChannelId } = ticket;
  const reasons: Reason[] = [];
  if (reporterId === userId) reasons.push({ is: 'reporter', sinceAt: null });
  if (assigneeId === userId)
    reasons.push({ is: 'assignee', sinceAt: await assignedAt(tx, ticket.id, userId) });
  if (watcherIds.includes(userId)) {
    reasons.push({ is: 'watcher', sinceAt: await watchesSince(tx, ticket.id, userId) });
  }
  if (isEscalated) reasons.push({ is: 'escalation', sinceAt: null });
  if (isAdmin && triageChannelId === null) reasons.push({ is: 'admin', sinceAt: null });
  return reasons;
}

async function watchesSince(tx: Tx, ticketId: number, userId: number): Promise<Date | null> {
  const watcher = await tx.watcher.findUnique({ where: { ticketId_userId: { ticketId, userId } } });
  return watcher?.createdAt ?? null;
}

async function assignedAt(tx: Tx, ticketId: number, userId: number): Promise<Date | null> {
  const entry = await tx.changelogEntry.findFirst({
    where: { ticketId, action: 'assignee', newValue: { equals: userId } },
    orderBy: { id: 'desc' },
    select: { occurredAt: true },
  });
  return entry?.occurredAt ?? null;
}
