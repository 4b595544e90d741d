/** Puts the default calendar into the time zone that configuration names, until an admin has edited it. */
import { lockSetupSql } from '../../database/sql/lock-setup.js';
import { inTransaction } from '../../database/transaction.js';
import type { Desk } from '../desk.js';
import { planCalendar } from '../policies/plan-versions.js';
import { writeVersions } from '../policies/write-versions.js';
import { recordAudit } from '../record-audit.js';
import { readContent } from '../sla/load-calendar.js';

/**
 * A version never changes, so another zone makes a new version of the calendar and of every policy over it, with the same hours,
 * holidays, exceptions and targets. Open tickets follow with the next run of `recompute-clocks`. From the first version that an
 * admin saves on, the zone is what they chose. Several processes may start at once.
 */
export async function ensureDefaultCalendar(desk: Desk, timeZone: string): Promise<void> {
  await inTransaction(desk.database, async (tx) => {
    await tx.$queryRaw(lockSetupSql());
    const policy = await tx.slaPolicy.findFirstOrThrow({
      where: { projectId: null },
      orderBy: { version: 'desc' },
      select: { calendarId: true },
    });
    const calendar = await tx.calendar.findUniqueOrThrow({
      where: { id: policy.calendarId },
      select: { id: true, name: true, timeZone: true, projectId: true, createdById: true },
    });
    if (calendar.timeZone === timeZone || calendar.createdById !== null) return;
    const content = { ...(await readContent(tx, calendar.id)), timeZone };
    const { projectId, name } = calendar;
    const plan = await planCalendar(tx, desk.database, { projectId, name, content });
    const now = desk.clock.now();
    const { calendarId, policies } = await writeVersions(tx, plan, { actorId: null, now });
    const policyId = policies.find((written) => written.projectId === null)?.policyId;
    const subject = { from: calendar.timeZone, to: timeZone, calendarId, policyId };
    await recordAudit(tx, { actorId: null, action: 'default_calendar_changed', subject, now });
    desk.log.info({ timeZone, policyId }, 'default calendar changed its time zone');
  });
}
