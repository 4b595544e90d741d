/** Everything that a version of a calendar holds, with the names of its dates: read, compared and written whole. */
import type { Tx } from '../../database/transaction.js';
import { type Calendar, everyDay, mergeWindows, WEEKDAYS } from '../../domain/sla/calendar.js';
import { mergeExceptions, type NamedException, type NamedHoliday } from '../../domain/sla/written-dates.js';

export type CalendarContent = Pick<Calendar, 'timeZone' | 'weekly'> & {
  readonly holidays: readonly NamedHoliday[];
  readonly exceptions: readonly NamedException[];
};

/** Whose it is and what it is called. */
export type NewCalendar = {
  /** Null: the default's. */
  projectId: number | null;
  name: string;
  version: number;
  content: CalendarContent;
};

/** The calendar as the engine reads it: a new object, which the engine keeps its tables by. */
export function calendarOfContent({ timeZone, weekly, holidays, exceptions }: CalendarContent): Calendar {
  return {
    timeZone,
    weekly,
    holidays: holidays.map(({ date }) => date),
    exceptions: exceptions.map(({ name: _name, ...exception }) => exception),
  };
}

/** What differs in meaning: windows that only touch are one, and the order of lines says nothing. */
export function changedParts(before: CalendarContent, after: CalendarContent): (keyof CalendarContent)[] {
  const parts = ['timeZone', 'weekly', 'holidays', 'exceptions'] as const;
  const [old, next] = [ordered(before), ordered(after)];
  return parts.filter((part) => JSON.stringify(old[part]) !== JSON.stringify(next[part]));
}

function ordered({ timeZone, weekly, holidays, exceptions }: CalendarContent): CalendarContent {
  return {
    timeZone,
    weekly: everyDay((day) =>
      mergeWindows(weekly[day]).map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute })),
    ),
    holidays: holidays.map(({ date, name }) => ({ date, name })).sort((a, b) => a.date.localeCompare(b.date)),
    exceptions: mergeExceptions(exceptions).map(({ date, kind, opensMinute, closesMinute, name }) => ({
      ...{ date, kind, opensMinute, closesMinute, name },
    })),
  };
}

/** One query after the other: inside a transaction there is one connection. */
export async function readContent(tx: Tx, calendarId: number): Promise<CalendarContent> {
  const { timeZone } = await tx.calendar.findUniqueOrThrow({
    where: { id: calendarId },
    select: { timeZone: true },
  });
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

/** Returns the new row's id. `createdById` is null where the desk itself makes it. */
export async function insertCalendar(
  tx: Tx,
  { projectId, name, version, content }: NewCalendar,
  { actorId: createdById, now: createdAt }: { actorId: number | null; now: Date },
): Promise<number> {
  const { timeZone, weekly, holidays, exceptions } = ordered(content);
  const { id: calendarId } = await tx.calendar.create({
    data: { projectId, name, version, timeZone, createdById, createdAt },
    select: { id: true },
  });
  const hours = WEEKDAYS.flatMap((day, index) =>
    weekly[day].map((window) => ({ calendarId, isoWeekday: index + 1, ...window })),
  );
  await tx.calendarHours.createMany({ data: hours });
  await tx.calendarHoliday.createMany({
    data: holidays.map(({ date, name: called }) => ({ calendarId, date: new Date(date), name: called })),
  });
  await tx.calendarException.createMany({
    data: exceptions.map(({ date, ...rest }) => ({ calendarId, date: new Date(date), ...rest })),
  });
  return calendarId;
}

function dateText(date: Date): string {
  return date.toISOString().slice(0, 10);
}
