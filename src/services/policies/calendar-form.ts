/** A calendar as an admin types it: printed for the form, and read back with every field's fault at once. */
import { z } from 'zod';
import { everyDay, WEEKDAY_NAMES, WEEKDAYS, type Weekday } from '../../domain/sla/calendar.js';
import { CALENDAR_DATES_MAX } from '../../domain/sla/validate-calendar.js';
import {
  mergeExceptions,
  parseExceptions,
  parseHolidays,
  printExceptions,
  printHolidays,
} from '../../domain/sla/written-dates.js';
import { parseHours, printWeek } from '../../domain/sla/written-hours.js';
import type { Written } from '../../domain/sla/written-value.js';
import { isKnownTimeZone } from '../../domain/sla/zone.js';
import type { CalendarContent } from '../sla/load-calendar.js';
import { CALENDAR_FIELD, hoursField } from './form-fields.js';

const DAY_MS = 86_400_000;
/** How long after a date has passed the form still shows it. */
const SHOWN_DAYS = 60;

const text = z.string();
export const calendarForm = z.object({
  timeZone: text,
  hours: z.object(everyDay(() => text)),
  holidays: text,
  exceptions: text,
});

/**
 * `hours` of a day: `09:00-12:00, 13:00-17:00`, empty for closed. `holidays`, one a line: `2026-12-25 Christmas Day`. `exceptions`,
 * one a line: `2026-12-24 closed 12:00-24:00 Christmas Eve`.
 */
export type CalendarForm = z.infer<typeof calendarForm>;

/**
 * Shows the dates from 60 days before `now` on, because a field of a form holds 3,000 characters; `parseCalendarForm` keeps the
 * earlier ones.
 */
export function toCalendarForm(content: CalendarContent, now: Date): CalendarForm {
  const isShown = ({ date }: { date: string }) => date >= firstShownDate(now);
  return {
    timeZone: content.timeZone,
    hours: printWeek(content.weekly),
    holidays: printHolidays(content.holidays.filter(isShown)),
    exceptions: printExceptions(content.exceptions.filter(isShown)),
  };
}

export type ReadCalendarForm = {
  content: CalendarContent;
  /** By block id: what is expected instead. Empty where the content can be used. */
  fields: Record<string, string>;
};

/**
 * What the form means over `earlier`, the content that it was made from: dates of `earlier` that were too old to be shown at
 * `shownAt` are kept silently.
 */
export function parseCalendarForm(
  form: CalendarForm,
  earlier: CalendarContent,
  shownAt: Date,
): ReadCalendarForm {
  const fields: Record<string, string> = {};
  const take = <T>(field: string, written: Written<readonly T[]>): readonly T[] => {
    if (written.ok) return written.value;
    fields[field] = written.expected;
    return [];
  };
  const timeZone = form.timeZone.trim();
  if (!isKnownTimeZone(timeZone)) {
    fields[CALENDAR_FIELD.timeZone] =
      'I do not know this time zone. Choose one by its city, such as Europe/Berlin.';
  }
  const weekly = everyDay((day) => take(hoursField(day), parseHours(form.hours[day], dayAfter(day))));
  const isOpenSometime = WEEKDAYS.some((day) => fields[hoursField(day)] || weekly[day].length > 0);
  if (!isOpenSometime) {
    fields[hoursField('mon')] =
      'Open on at least one day of the week: with no opening hours no target would ever come.';
  }
  const isKept = ({ date }: { date: string }) => date < firstShownDate(shownAt);
  const typed = take(CALENDAR_FIELD.holidays, parseHolidays(form.holidays));
  const typedDates = new Set(typed.map(({ date }) => date));
  const kept = earlier.holidays.filter((holiday) => isKept(holiday) && !typedDates.has(holiday.date));
  const exceptions = take(CALENDAR_FIELD.exceptions, parseExceptions(form.exceptions));
  const content: CalendarContent = {
    ...{ timeZone, weekly },
    holidays: [...kept, ...typed].sort((a, b) => a.date.localeCompare(b.date)),
    exceptions: mergeExceptions([...earlier.exceptions.filter(isKept), ...exceptions]),
  };
  const dateCount = content.holidays.length + content.exceptions.length;
  if (dateCount > CALENDAR_DATES_MAX) {
    fields[CALENDAR_FIELD.holidays] =
      `A calendar has at most ${CALENDAR_DATES_MAX} holidays and exceptions; this one has ${dateCount}. Leave some out.`;
  }
  return { content, fields };
}

function dayAfter(day: Weekday): string {
  const next = WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % WEEKDAYS.length] ?? 'mon';
  return WEEKDAY_NAMES[next];
}

function firstShownDate(now: Date): string {
  return new Date(now.getTime() - SHOWN_DAYS * DAY_MS).toISOString().slice(0, 10);
}
