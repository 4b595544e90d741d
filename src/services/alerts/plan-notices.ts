/** Writes what clocks have run into: the alerts, their changelog entries and who is to be told, each once. */
import { type FoundAlert, type InsertedAlert, insertAlertsSql } from '../../database/sql/insert-alerts.js';
import type { Tx } from '../../database/transaction.js';
import type { TicketClock } from '../../domain/sla/clock.js';
import { type DueAlert, dueAlerts, passedAlerts } from '../../domain/sla/due-alerts.js';
import { alertKindOf, type PlannedNotice, placeKey, whoIsTold } from '../../domain/sla/who-is-told.js';
import type { ChangeAction } from '../record-changes.js';
import type { FoldedClock } from '../sla/fold-tickets.js';
import { type AlertDesk, loadAlertSettings } from './alert-settings.js';

type NamedAlert = Pick<FoundAlert, 'ticketId' | 'target' | 'clockVersion' | 'percent'>;

const ENTRY_ACTIONS = { breach: 'breached', at_risk: 'at_risk' } as const satisfies Record<
  string,
  ChangeAction
>;

/** What is due on the clocks, oldest first. */
export function foundOn(clocks: ReadonlyMap<number, FoldedClock>): FoundAlert[] {
  return alertsOf(clocks, dueAlerts);
}

/** What has passed on the clocks, due or not, oldest first. */
export function passedOn(clocks: ReadonlyMap<number, FoldedClock>): FoundAlert[] {
  return alertsOf(clocks, passedAlerts);
}

function alertsOf(
  clocks: ReadonlyMap<number, FoldedClock>,
  select: (clock: TicketClock, at: Date) => DueAlert[],
): FoundAlert[] {
  return [...clocks]
    .flatMap(([ticketId, clock]) =>
      select(clock, clock.foldedAt).map(({ target, percent, at }) => ({
        ...{ ticketId, target, percent, clockVersion: clock.version, occurredAt: at },
      })),
    )
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime() || a.ticketId - b.ticketId);
}

/** Counts the breaches and the warnings that are news. Only for whoever holds the tickets' rows. */
export async function announceAlerts(
  tx: Tx,
  desk: AlertDesk,
  clocks: ReadonlyMap<number, FoldedClock>,
  now: Date,
): Promise<{ flagged: number; warned: number }> {
  const found = foundOn(clocks);
  if (found.length === 0) return { flagged: 0, warned: 0 };
  const news = await tx.$queryRaw<InsertedAlert[]>(insertAlertsSql(found, now));
  if (news.length > 0) {
    await recordAlerts(tx, clocks, news, now);
    await planNotices(tx, desk, news, now);
  }
  const flagged = news.filter(({ percent }) => alertKindOf(percent) === 'breach').length;
  return { flagged, warned: news.length - flagged };
}

/** To whoever is to be told as things stand `now`; nobody yet where there is no setting. */
export async function planNotices(
  tx: Tx,
  desk: AlertDesk,
  alerts: readonly Pick<InsertedAlert, 'id' | 'ticketId' | 'percent'>[],
  now: Date,
): Promise<void> {
  const settings = await loadAlertSettings(tx, desk, [...new Set(alerts.map(({ ticketId }) => ticketId))]);
  const notices = alerts.flatMap(({ id: alertId, ticketId, percent }) => {
    const setting = settings.get(ticketId);
    const planned = setting === undefined ? [] : whoIsTold(percent, setting, now);
    return planned.map((notice) => ({ alertId, ticketId, createdAt: now, notice }));
  });
  await insertNotices(tx, notices);
}

/** `createdAt`: one that replaces another is as old as that. */
export type NewNotice = { alertId: number; ticketId: number; createdAt: Date; notice: PlannedNotice };

/** One that is there already, for the same alert and the same place, is left as it is. */
export async function insertNotices(tx: Tx, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  await tx.alertNotice.createMany({
    data: notices.map(({ notice, ...alert }) => ({
      ...notice,
      ...alert,
      key: noticeKey(alert.alertId, notice),
    })),
    skipDuplicates: true,
  });
}

/** Without the audience: whoever is in two of them is told once. */
export function noticeKey(
  alertId: number,
  place: { channelId: number | null; userId: number | null },
): string {
  return `${alertId}:${placeKey(place)}`;
}

/** The same cause makes the same entry and the same posts; `ALERT_ENTRY_KEY` finds the entry by it. */
export function alertKey({ ticketId, target, clockVersion, percent }: NamedAlert): string {
  const kind = alertKindOf(percent);
  const key = `${kind}:${ticketId}:${target}:${clockVersion}`;
  return kind === 'breach' ? key : `${key}:${percent}`;
}

async function recordAlerts(
  tx: Tx,
  clocks: ReadonlyMap<number, TicketClock>,
  alerts: readonly InsertedAlert[],
  now: Date,
): Promise<void> {
  await tx.changelogEntry.createMany({
    data: alerts.map((alert) => ({
      ticketId: alert.ticketId,
      action: ENTRY_ACTIONS[alertKindOf(alert.percent)],
      field: `${alert.target}_target`,
      newValue: {
        target: alert.target,
        percent: alert.percent,
        targetSeconds: clocks.get(alert.ticketId)?.[alert.target].targetSeconds ?? null,
      },
      visibility: 'internal' as const,
      occurredAt: alert.occurredAt,
      recordedAt: now,
      sourceKey: alertKey(alert),
    })),
    skipDuplicates: true,
  });
}
