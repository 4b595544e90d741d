/** New versions of calendars: what one would change, and its rows. */
import type { Tx } from '../../database/transaction.js';
import { everyDay, mergeWindows, WEEKDAYS } from '../../domain/sla/calendar.js';
import { mergeExceptions } from '../../domain/sla/written-dates.js';
import type { CalendarContent } from '../sla/load-calendar.js';

/** Whose it is and what it is called. */
export type NewCalendar = {
  /** Null: the default's. */
  projectId: number | null;
  name: string;
  version: number;
  content: CalendarContent;
};

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
