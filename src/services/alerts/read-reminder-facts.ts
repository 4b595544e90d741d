/** Reads what would become of the reminder of an alert, as it stands now. */
import type { Tx } from '../../database/transaction.js';
import type { NoticeFacts } from '../../domain/sla/notice-fate.js';
import { placeKey, whoIsTold } from '../../domain/sla/who-is-told.js';
import { type AlertDesk, loadAlertSettings } from './alert-settings.js';

export type RemindedNotice = {
  alertId: number;
  ticketId: number;
  audience: NoticeFacts['audience'];
  channelId: number | null;
  userId: number | null;
};

/** A reminder is nobody's too early, is alone, and comes after the wait for a check as well. Without a setting it waits until there is one. Only under the ticket's lock. */
export async function readReminderFacts(
  tx: Tx,
  desk: AlertDesk,
  notice: RemindedNotice,
  now: Date,
): Promise<NoticeFacts> {
  const { alertId, ticketId, audience } = notice;
  const alert = await tx.slaAlert.findUniqueOrThrow({ where: { id: alertId } });
  const ticket = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  const { targetKind, threshold, clockVersion } = alert;
  const found = { ticketId, targetKind, threshold };
  const onPresentClock = await tx.slaAlert.count({ where: { ...found, clockVersion: ticket.clockVersion } });
  const toldAnew = await tx.slaAlert.count({
    where: { ...found, clockVersion: { gt: clockVersion }, notices: { some: {} } },
  });
  const setting = (await loadAlertSettings(tx, desk, [ticketId])).get(ticketId);
  const plan = setting === undefined ? [] : whoIsTold(threshold, setting, now);
  const isResponse = targetKind === 'response';
  return {
    ...{ percent: threshold, audience, isReminder: true, isOvertaken: false, isTooEarly: false },
    check: { reading: 'done', awaitsCheckSinceAt: null },
    isDone: ticket.statusCategory === 'done',
    isAnswered: isResponse && ticket.firstRespondedAt !== null,
    isPaused: isResponse ? setting?.isResponsePaused === true : ticket.clockPausedAt !== null,
    isOfPresentClock: onPresentClock > 0,
    isToldAnew: toldAnew > 0,
    breachedAt: isResponse ? ticket.responseBreachedAt : ticket.resolutionBreachedAt,
    atRiskAt: isResponse ? ticket.responseAtRiskAt : ticket.resolutionAtRiskAt,
    isForThemStill: plan.some((planned) => placeKey(planned) === placeKey(notice)),
    isForNobody: plan.length === 0,
  };
}
