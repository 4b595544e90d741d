/** Reads one version of a calendar: whole, as it is edited, and as the engine counts in it. */
import type { Tx } from '../../database/transaction.js';
import { type Calendar, everyDay, WEEKDAYS } from '../../domain/sla/calendar.js';
import type { NamedException, NamedHoliday } from '../../domain/sla/written-dates.js';

/** Everything that a version holds, with the names of its dates. */
export type CalendarContent = Pick<Calendar, 'timeZone' | 'weekly'> & {
  readonly holidays: readonly NamedHoliday[];
  readonly exceptions: readonly NamedException[];
};

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

export async function readCalendar(tx: Tx, calendarId: number): Promise<StoredCalendar> {
  const { id, projectId, name, version, timeZone } = await tx.calendar.findUniqueOrThrow({
    where: { id: calendarId },
    select: { id: true, projectId: true, name: true, version: true, timeZone: true },
  });
  const content = await readHours(tx, calendarId, timeZone);
  const named = [...content.exceptions, ...content.holidays].filter((date) => date.name !== '');
  return {
    ...{ id, projectId, name, version },
    calendar: calendarOfContent(content),
    dateNames: new Map(named.map((date) => [date.date, date.name])),
  };
}

export async function readContent(tx: Tx, calendarId: number): Promise<CalendarContent> {
  const { timeZone } = await tx.calendar.findUniqueOrThrow({
    where: { id: calendarId },
    select: { timeZone: true },
  });
  return readHours(tx, calendarId, timeZone);
}

/** The calendar as the engine reads it: a new object, which the engine keeps its tables by. */
export function calendarOfContent({ timeZone, weekly, holidays, exceptions }: CalendarContent): Calendar {
  return {
    timeZone,
    weekly,
    holidays: holidays.map(({ date }) => date),
    exceptions: exceptions.map(({ name: _name, ...exception }) => exception),
  };
}

/** One query after the other: inside a transaction there is one connection. */
async function readHours(tx: Tx, calendarId: number, timeZone: string): Promise<CalendarContent> {
  const hours = await tx.calendarHours.findMany({
    where: { calendarId },
    orderBy: [{ isoWeekday: 'asc' }, { opensMinute: 'asc' }],
  });
  const byDate = { where: { calendarId }, orderBy: [{ date: 'asc' as const }, { id: 'asc' as const }] };
  const holidays = await tx.calendarHoliday.findMany(byDate);
  const exceptions = await tx.calendarException.findMany(byDate);
  return {
    timeZone,
    weekly: everyDay((day) =>
      hours
        .filter(({ isoWeekday }) => WEEKDAYS[isoWeekday - 1] === day)
        .map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute })),
    ),
    holidays: holidays.map(({ date, name }) => ({ date: dateText(date), name })),
    exceptions: exceptions.map(({ date, kind, opensMinute, closesMinute, name }) => ({
      ...{ date: dateText(date), kind, opensMinute, closesMinute, name },
    })),
  };
}

function dateText(date: Date): string {
  return date.toISOString().slice(0, 10);
}
