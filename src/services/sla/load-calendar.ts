/** Reads one version of a calendar. */
import type { Tx } from '../../database/transaction.js';
import { type Calendar, everyDay, WEEKDAYS } from '../../domain/sla/calendar.js';

export type StoredCalendar = {
  id: number;
  /** Null: the default for all projects. */
  projectId: number | null;
  name: string;
  version: number;
  calendar: Calendar;
  /** What people call a holiday or an exception, by its date. */
  dateNames: ReadonlyMap<string, string>;
};

/** One query after the other: inside a transaction there is one connection. */
export async function readCalendar(tx: Tx, calendarId: number): Promise<StoredCalendar> {
  const { id, projectId, name, version, timeZone } = await tx.calendar.findUniqueOrThrow({
    where: { id: calendarId },
    select: { id: true, projectId: true, name: true, version: true, timeZone: true },
  });
  const hours = await tx.calendarHours.findMany({
    where: { calendarId },
    orderBy: [{ isoWeekday: 'asc' }, { opensMinute: 'asc' }],
  });
  const byDate = { where: { calendarId }, orderBy: [{ date: 'asc' as const }, { id: 'asc' as const }] };
  const holidays = await tx.calendarHoliday.findMany(byDate);
  const exceptions = await tx.calendarException.findMany(byDate);
  const named = [...exceptions, ...holidays].filter((row) => row.name !== '');
  return {
    ...{ id, projectId, name, version },
    calendar: {
      timeZone,
      weekly: everyDay((day) =>
        hours
          .filter(({ isoWeekday }) => WEEKDAYS[isoWeekday - 1] === day)
          .map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute })),
      ),
      holidays: holidays.map(({ date }) => toDate(date)),
      exceptions: exceptions.map(({ date, kind, opensMinute, closesMinute }) => ({
        ...{ date: toDate(date), kind, opensMinute, closesMinute },
      })),
    },
    dateNames: new Map(named.map((row) => [toDate(row.date), row.name])),
  };
}

function toDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
