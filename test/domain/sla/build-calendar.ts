/** Calendars for the SLA tests, written as people write them. */

import type { Calendar } from '../../../src/domain/sla/calendar.js';
import { type CalendarInput, parseCalendar } from '../../../src/domain/sla/validate-calendar.js';

/** A calendar, or a failed test that says what is wrong with it. */
export function buildCalendar(timeZone: string, parts: Omit<CalendarInput, 'timeZone'>): Calendar {
  const parsed = parseCalendar({ timeZone, ...parts });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.calendar;
}

/** The same windows on every day of the week. */
export function daily(...windows: readonly (readonly [string, string])[]): CalendarInput['weekly'] {
  return { mon: windows, tue: windows, wed: windows, thu: windows, fri: windows, sat: windows, sun: windows };
}
