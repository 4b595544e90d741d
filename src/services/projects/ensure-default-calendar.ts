/** Puts the default calendar into the time zone that configuration names. */
import { lockSetupSql } from '../../database/sql/lock-setup.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { Desk } from '../desk.js';
import { recordAudit } from '../record-audit.js';

/**
 * A version never changes, so another zone makes a new version of the calendar and of the default policy over it, with the same
 * hours, holidays and targets. Open tickets follow with the next run of `recompute-clocks`. Several processes may start at once.
 */
export async function ensureDefaultCalendar(desk: Desk, timeZone: string): Promise<void> {
  await inTransaction(desk.database, async (tx) => {
    await tx.$queryRaw(lockSetupSql());
    const policy = await tx.slaPolicy.findFirstOrThrow({
      where: { projectId: null },
      orderBy: { version: 'desc' },
      include: { calendar: true },
    });
    if (policy.calendar.timeZone === timeZone) return;
    const now = desk.clock.now();
    const calendarId = await copyCalendar(tx, policy.calendar, timeZone, now);
    const targets = await tx.slaTarget.findMany({ where: { policyId: policy.id } });
    const { id: policyId } = await tx.slaPolicy.create({
      data: {
        version: policy.version + 1,
        calendarId,
        options: policy.options as object,
        createdAt: now,
        targets: { create: targets.map(targetOf) },
      },
      select: { id: true },
    });
    const subject = { from: policy.calendar.timeZone, to: timeZone, calendarId, policyId };
    await recordAudit(tx, { actorId: null, action: 'default_calendar_changed', subject, now });
    desk.log.info({ timeZone, policyId }, 'default calendar changed its time zone');
  });
}

/** One query after the other: a transaction has one connection. */
async function copyCalendar(
  tx: Tx,
  { id: calendarId, name }: { id: number; name: string },
  timeZone: string,
  now: Date,
): Promise<number> {
  const hours = await tx.calendarHours.findMany({ where: { calendarId } });
  const holidays = await tx.calendarHoliday.findMany({ where: { calendarId } });
  const newest = await tx.calendar.findFirstOrThrow({
    where: { projectId: null, name },
    orderBy: { version: 'desc' },
    select: { version: true },
  });
  const { id } = await tx.calendar.create({
    data: {
      name,
      version: newest.version + 1,
      timeZone,
      createdAt: now,
      hours: {
        create: hours.map(({ isoWeekday, opensMinute, closesMinute }) => ({
          isoWeekday,
          opensMinute,
          closesMinute,
        })),
      },
      holidays: { create: holidays.map((holiday) => ({ date: holiday.date, name: holiday.name })) },
    },
    select: { id: true },
  });
  return id;
}

type TargetRow = {
  priority: 'low' | 'medium' | 'high' | 'critical';
  responseSeconds: number | null;
  resolutionSeconds: number | null;
  calendarId: number | null;
};

function targetOf({ priority, responseSeconds, resolutionSeconds, calendarId }: TargetRow) {
  return { priority, responseSeconds, resolutionSeconds, calendarId };
}
