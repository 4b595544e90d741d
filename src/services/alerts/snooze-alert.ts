/** Puts an alert off for an hour, for the conversation or the person it was told to. */
import { alertPlaceSql, type DueNotice } from '../../database/sql/due-notices.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import { type Actor, can } from '../../domain/permissions.js';
import { type LossReason, whyUntold } from '../../domain/sla/notice-fate.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { factsFor, lockTicket } from '../tickets/locked-ticket.js';
import { requirePermission } from '../tickets/require-permission.js';
import { noticeKey } from './plan-notices.js';
import { readReminderFacts } from './read-reminder-facts.js';

const SNOOZE_MS = 3_600_000;

export type Snoozed = {
  ticketNumber: string;
  untilAt: Date;
  /** Somebody had put it off already: nothing moved. */
  isRepeated: boolean;
};

type ToldNotice = Pick<DueNotice, 'id' | 'alertId' | 'ticketId' | 'audience' | 'channelId' | 'userId'>;

/** The same for a notice that never was and for one that this person may not know of. */
const gone = () => `This alert is not there any more. \`${slash.ticket} list breached\` shows what is late.`;

const LATER_ALERT = 'has a newer alert about the same. Put that one off instead.';

/** After the ticket's number: why no reminder would come, and what to do. */
const NO_REMINDER: Readonly<Record<LossReason, string>> = {
  done: 'is done, so there is nothing to be reminded of.',
  answered: 'has been answered, so there is nothing to be reminded of.',
  told_anew: LATER_ALERT,
  overtaken: LATER_ALERT,
  not_late:
    'is not late any more, so there is nothing to be reminded of. You are told if it becomes late again.',
  not_at_risk: 'is not at risk any more as this alert says. Its card shows how it stands now.',
  for_others: 'is looked after by somebody else by now, who is told of its alerts.',
};

/**
 * The alert comes again in an hour, and whatever else of this ticket still waits to be told there waits as long. While such a reminder
 * waits, pressing again moves nothing and gives its time: the key of a reminder is its alert, its place and its instant, and all who
 * press for one place wait for each other.
 *
 * @throws UserError for whoever may not, for what is not there, and where a reminder would not come as things stand.
 */
export async function snoozeAlert(desk: Desk, actor: Actor, noticeId: number): Promise<Snoozed> {
  return inTransaction(desk.database, async (tx) => {
    const notice = await tx.alertNotice.findUnique({ where: { id: noticeId } });
    if (notice === null) throw new UserError(gone());
    if (notice.userId !== null && notice.userId !== actor.userId) throw new UserError(gone());
    // Before the ticket, as whoever tells of alerts takes them: neither can then wait for the other.
    await tx.$queryRaw(alertPlaceSql(notice));
    const ticket = await lockTicket(tx, { ticketId: notice.ticketId });
    if (ticket === null || !can(actor, 'view', factsFor(actor, ticket))) throw new UserError(gone());
    requirePermission(actor, 'snooze_alerts', ticket);
    const { ticketNumber } = ticket;
    const now = desk.clock.now();
    await requireReminderComes(tx, desk, { ...notice, ticketNumber }, now);
    const waiting = await waitingReminder(tx, notice);
    if (waiting !== null) return { ticketNumber, untilAt: waiting, isRepeated: true };
    const untilAt = new Date(now.getTime() + SNOOZE_MS);
    await remind(tx, notice, { snoozedById: actor.userId, deliverAt: untilAt, createdAt: now });
    return { ticketNumber, untilAt, isRepeated: false };
  });
}

/** What waits to be told there beside it, and waits as long, is a reminder as well. */
async function requireReminderComes(
  tx: Tx,
  desk: Desk,
  notice: ToldNotice & { ticketNumber: string },
  now: Date,
): Promise<void> {
  const untold = whyUntold(await readReminderFacts(tx, desk, notice.id, now), now);
  if (untold === null || untold.fate === 'keep') return;
  const { ticketId, channelId, userId } = notice;
  const waiting = await tx.alertNotice.count({ where: { ticketId, channelId, userId, toldAt: null } });
  if (untold.reason !== 'done' && waiting > 0) return;
  throw new UserError(`${notice.ticketNumber} ${NO_REMINDER[untold.reason]}`);
}

async function waitingReminder(tx: Tx, { alertId, channelId, userId }: ToldNotice): Promise<Date | null> {
  const waiting = await tx.alertNotice.findFirst({
    where: { alertId, channelId, userId, toldAt: null, snoozedById: { not: null } },
    orderBy: { deliverAt: 'asc' },
    select: { deliverAt: true },
  });
  return waiting?.deliverAt ?? null;
}

async function remind(
  tx: Tx,
  { alertId, ticketId, audience, channelId, userId }: ToldNotice,
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
