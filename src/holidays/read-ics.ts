/** The days off in a calendar file (iCalendar, RFC 5545), whoever wrote it: bounded, and never an error. */

import { calendarYear } from './calendar-year.js';
import { type CalendarEvent, readEvent } from './ics-event.js';
import { type NamedDate, onePerDate } from './named-date.js';
import { splitIcs } from './split-ics.js';
import { datesOf } from './yearly-dates.js';

export const ICS_BYTES_MAX = 512 * 1024;
export const ICS_DATES_MAX = 1_000;
/** Before those of one date are taken together. */
const DAYS_MAX = 5_000;
/** Rules are followed in this year and the two after it. */
const YEARS_AHEAD = 3;

/** `skipped` counts the events that are no whole days, or repeat as no holiday does, and whatever is more than we take. */
export type IcsDates = { dates: NamedDate[]; skipped: number };

/** Null for what is no calendar file. What repeats is followed from `thisYear` on; single dates come as they are, past ones too. */
export async function readIcs(text: string, thisYear: number): Promise<IcsDates | null> {
  if (Buffer.byteLength(text) > ICS_BYTES_MAX) return null;
  const split = splitIcs(text);
  if (split === null) return null;
  const events = await parsedEvents(split.files);
  const usable = events.filter((event) => event !== null);
  const moved = movedDates(usable);
  const years = Array.from({ length: YEARS_AHEAD }, (_, ahead) => calendarYear(thisYear + ahead));
  const days: NamedDate[] = [];
  let skipped = split.skipped + events.length - usable.length;
  for (const event of usable) {
    const dates = days.length < DAYS_MAX ? datesOf(event, years, moved.get(event.uid) ?? new Set()) : null;
    if (dates === null) skipped += 1;
    else for (const date of dates) days.push({ date, name: event.name });
  }
  const dates = onePerDate(days);
  // The latest are kept: what is long past stops no clock that still runs.
  return { dates: dates.slice(-ICS_DATES_MAX), skipped: skipped + Math.max(0, dates.length - ICS_DATES_MAX) };
}

/** Null for each that is broken or of no use. One by one, so that one broken event does not take the others with it. */
async function parsedEvents(files: readonly string[]): Promise<(CalendarEvent | null)[]> {
  const { default: library } = await import('ical.js');
  return files.map((file) => {
    try {
      return readEvent(library.parse(file));
    } catch {
      return null;
    }
  });
}

/** An event that replaces one of a series takes that one's day away from the series. */
function movedDates(events: readonly CalendarEvent[]): Map<string, Set<string>> {
  const moved = new Map<string, Set<string>>();
  for (const { uid, replaces } of events) {
    if (replaces !== null) moved.set(uid, (moved.get(uid) ?? new Set()).add(replaces));
  }
  return moved;
}
