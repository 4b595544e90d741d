/** Reads what would become of the reminder of an alert, as it stands now. */
import { type DueNotice, noticeFactsSql } from '../../database/sql/due-notices.js';
import type { Tx } from '../../database/transaction.js';
import type { NoticeFacts } from '../../domain/sla/notice-fate.js';
import { type AlertDesk, loadAlertSettings } from './alert-settings.js';
import { standingOf } from './judge-notices.js';

/**
 * Of a notice that was told. A reminder is nobody's too early, is alone, and comes after the wait for a check as well. Without a setting
 * it waits until there is one. Only under the ticket's lock.
 */
export async function readReminderFacts(
  tx: Tx,
  desk: AlertDesk,
  noticeId: number,
  now: Date,
): Promise<NoticeFacts> {
  const [notice] = await tx.$queryRaw<DueNotice[]>(noticeFactsSql(noticeId));
  if (notice === undefined) throw new Error('A notice went away under its ticket’s lock');
  const setting = (await loadAlertSettings(tx, desk, [notice.ticketId])).get(notice.ticketId);
  return {
    ...standingOf(notice, setting, now).facts,
    ...{ isReminder: true, isOvertaken: false, isTooEarly: false },
    check: { reading: 'done', awaitsCheckSinceAt: null },
  };
}
