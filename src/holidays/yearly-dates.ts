/** The dates of an event that may come again every year, within given years: by trying each day, so that no rule can run for ever. */

import type { CalendarDay, CalendarYear } from './calendar-year.js';
import type { CalendarEvent, YearlyRule } from './ics-event.js';
import { daysFrom, isDate } from './named-date.js';

/**
 * Of an event without a rule all its days, of one with a rule those of the years. `moved` are dates of the series that another event
 * stands in for. Null where the rule says how often it applies, and that cannot be told without the years before.
 */
export function datesOf(
  event: CalendarEvent,
  years: readonly CalendarYear[],
  moved: ReadonlySet<string>,
): string[] | null {
  const { rule, date, days, exceptDates, replaces } = event;
  if (rule === null || replaces !== null) return exceptDates.has(date) ? [] : daysFrom(date, days);
  const perYear = years.map((year) => startsIn(year, date, rule));
  if (rule.count !== null && perYear.some((starts) => starts.length > 1)) return null;
  return perYear
    .flat()
    .filter((start) => !exceptDates.has(start) && !moved.has(start))
    .flatMap((start) => daysFrom(start, days));
}

function startsIn(calendarYear: CalendarYear, firstDate: string, rule: YearlyRule): string[] {
  const yearsSince = calendarYear.year - Number(firstDate.slice(0, 4));
  const times = yearsSince / rule.intervalYears;
  if (times < 0 || !Number.isInteger(times) || (rule.count !== null && times >= rule.count)) return [];
  const { untilDate } = rule;
  return candidates(calendarYear, firstDate, rule).filter(
    (date) => date >= firstDate && (untilDate === null || date <= untilDate),
  );
}

function candidates({ year, days }: CalendarYear, firstDate: string, rule: YearlyRule): string[] {
  const { months, monthDays, weekDays } = rule;
  if (months.length + monthDays.length + weekDays.length === 0) {
    const date = `${year}${firstDate.slice(4)}`;
    return isDate(date) ? [date] : [];
  }
  const firstDay = Number(firstDate.slice(8));
  return days.filter((day) => applies(day, firstDay, rule)).map(({ date }) => date);
}

/** RFC 5545, 3.3.10: which day is taken from the first date, unless a part says it. Weekdays count in the month, where one is named. */
function applies(
  { month, weekDay, ofMonth, ofYear }: CalendarDay,
  firstDay: number,
  { months, monthDays, weekDays }: YearlyRule,
): boolean {
  if (months.length > 0 && !months.includes(month)) return false;
  const wantedDays = monthDays.length + weekDays.length === 0 ? [firstDay] : monthDays;
  const isWantedDay = wantedDays.includes(ofMonth.fromStart) || wantedDays.includes(-ofMonth.fromEnd);
  if (wantedDays.length > 0 && !isWantedDay) return false;
  if (weekDays.length === 0) return true;
  const { fromStart, fromEnd } = months.length === 0 ? ofYear : ofMonth;
  const ordinals = [0, Math.ceil(fromStart / 7), -Math.ceil(fromEnd / 7)];
  return weekDays.some(({ day, ordinal }) => day === weekDay && ordinals.includes(ordinal));
}
