/** Puts an alert off for an hour, for the conversation or the person it was told to. */
import { alertPlaceSql } from '../../database/sql/due-notices.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { type Actor, can } from '../../domain/permissions.js';
import { isDone } from '../../domain/ticket-status.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { factsFor, lockTicket } from '../tickets/locked-ticket.js';
import { requirePermission } from '../tickets/require-permission.js';
import { noticeKey } from './plan-notices.js';

const SNOOZE_MS = 3_600_000;

export type Snoozed = {
  ticketNumber: string;
  untilAt: Date;
  /** Somebody had put it off already: nothing moved. */
  isRepeated: boolean;
};

/** The same for a notice that never was and for one that this person may not know of. */
const GONE = 'This alert is not there any more. `/ticket list breached` shows what is late.';

/**
 * The alert comes again in an hour, and whatever else of this ticket still waits to be told there waits as long. While such a reminder
 * waits, pressing again moves nothing and gives its time: the key of a reminder is its alert, its place and its instant, and all who
 * press for one place wait for each other.
 *
 * @throws UserError for whoever may not, for what is not there, and for a ticket that is done.
 */
export async function snoozeAlert(desk: Desk, actor: Actor, noticeId: number): Promise<Snoozed> {
  return inTransaction(desk.database, async (tx) => {
    const notice = await tx.alertNotice.findUnique({ where: { id: noticeId } });
    if (notice === null) throw new UserError(GONE);
    if (notice.userId !== null && notice.userId !== actor.userId) throw new UserError(GONE);
    // Before the ticket, as whoever tells of alerts takes them: neither can then wait for the other.
    await tx.$queryRaw(alertPlaceSql(notice));
    const ticket = await lockTicket(tx, { ticketId: notice.ticketId });
    if (ticket === null || !can(actor, 'view', factsFor(actor, ticket))) throw new UserError(GONE);
    requirePermission(actor, 'snooze_alerts', ticket);
    if (isDone(ticket.status)) {
      throw new UserError(`${ticket.ticketNumber} is done, so there is nothing to be reminded of.`);
    }
    const { ticketNumber } = ticket;
    const now = desk.clock.now();
    const waiting = await waitingReminder(tx, notice);
    if (waiting !== null) return { ticketNumber, untilAt: waiting, isRepeated: true };
    const untilAt = new Date(now.getTime() + SNOOZE_MS);
    await remind(tx, notice, { snoozedById: actor.userId, deliverAt: untilAt, createdAt: now });
    return { ticketNumber, untilAt, isRepeated: false };
  });
}

type Notice = {
  alertId: number;
  ticketId: number;
  audience: 'triage' | 'assignee' | 'admin' | 'escalation';
  channelId: number | null;
  userId: number | null;
};

async function waitingReminder(tx: Tx, { alertId, channelId, userId }: Notice): Promise<Date | null> {
  const waiting = await tx.alertNotice.findFirst({
    where: { alertId, channelId, userId, toldAt: null, snoozedById: { not: null } },
    orderBy: { deliverAt: 'asc' },
    select: { deliverAt: true },
  });
  return waiting?.deliverAt ?? null;
}

async function remind(
  tx: Tx,
  { alertId, ticketId, audience, channelId, userId }: Notice,
  reminder: { snoozedById: number; deliverAt: Date; createdAt: Date },
): Promise<void> {
  const { deliverAt } = reminder;
  const place = { channelId, userId };
  await tx.alertNotice.updateMany({
    where: { ticketId, ...place, toldAt: null, deliverAt: { lt: deliverAt } },
    data: { deliverAt },
  });
  const key = `${noticeKey(alertId, place)}:reminder:${deliverAt.getTime()}`;
  await tx.alertNotice.createMany({
    data: [{ key, alertId, ticketId, audience, ...place, ...reminder }],
    skipDuplicates: true,
  });
}
