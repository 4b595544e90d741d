/** Holidays and exceptions as people list them, one a line: `2026-12-25 Christmas Day`, `2026-12-24 closed 12-24 Christmas Eve`. */

import { type CalendarException, dayNumberOf, MINUTES_PER_DAY } from './calendar.js';
import { CALENDAR_DATES_MAX } from './validate-calendar.js';
import { parseLeadingHours, printWindow } from './written-hours.js';
import { firstFaults, quoted, read, refuse, type Written } from './written-value.js';

/** A holiday with what people call it, or ''. */
export type NamedHoliday = { readonly date: string; readonly name: string };
export type NamedException = CalendarException & { readonly name: string };

/** Of a day; what is longer is cut. */
export const DATE_NAME_MAX = 100;
/** What the engine's tables of time zones span; a year outside is mistyped. */
const YEARS = { min: 1970, max: 2199 };

/** By date, each once: of two names for one date the later wins. Refused with the first few lines that cannot be read. */
export function parseHolidays(text: string): Written<NamedHoliday[]> {
  const names = new Map<string, string>();
  const faults: string[] = [];
  for (const line of linesOf(text)) {
    const dated = parseDated(line);
    if (!dated.ok) {
      faults.push(dated.expected);
      continue;
    }
    const { date, rest } = dated.value;
    names.set(date, parseName(rest) || (names.get(date) ?? ''));
    if (names.size > CALENDAR_DATES_MAX) return tooMany();
  }
  if (faults.length > 0) return refuse(firstFaults(faults, 'line', 'lines'));
  return read([...names].map(([date, name]) => ({ date, name })).sort(byDate));
}

/** By date; overlapping windows of one date and kind are one, under the later name. `closed` alone is the whole day. Refused as holidays are. */
export function parseExceptions(text: string): Written<NamedException[]> {
  const exceptions: NamedException[] = [];
  const faults: string[] = [];
  for (const line of linesOf(text)) {
    const found = parseException(line);
    if (found.ok) exceptions.push(...found.value);
    else faults.push(found.expected);
    if (exceptions.length > CALENDAR_DATES_MAX) return tooMany();
  }
  if (faults.length > 0) return refuse(firstFaults(faults, 'line', 'lines'));
  return read(mergeExceptions(exceptions));
}

export function printHolidays(holidays: readonly NamedHoliday[]): string {
  return [...holidays]
    .sort(byDate)
    .map(({ date, name }) => `${date} ${name}`.trim())
    .join('\n');
}

export function printExceptions(exceptions: readonly NamedException[]): string {
  return mergeExceptions(exceptions)
    .map(({ date, kind, name, ...window }) => `${date} ${kind} ${printWindow(window)} ${name}`.trim())
    .join('\n');
}

/** In order; windows that only touch keep their own names. */
export function mergeExceptions(exceptions: readonly NamedException[]): NamedException[] {
  const merged: NamedException[] = [];
  const inOrder = exceptions
    .map((exception, index) => ({ exception, index }))
    .sort(
      (a, b) =>
        byDate(a.exception, b.exception) ||
        a.exception.kind.localeCompare(b.exception.kind) ||
        a.exception.opensMinute - b.exception.opensMinute ||
        a.index - b.index,
    );
  let namedAt = -1;
  for (const { exception, index } of inOrder) {
    const last = merged.at(-1);
    const isSameDay = last?.date === exception.date && last.kind === exception.kind;
    if (last === undefined || !isSameDay || exception.opensMinute >= last.closesMinute) {
      merged.push(exception);
      namedAt = exception.name === '' ? -1 : index;
      continue;
    }
    const isNamedLater = exception.name !== '' && index > namedAt;
    if (isNamedLater) namedAt = index;
    const closesMinute = Math.max(last.closesMinute, exception.closesMinute);
    merged[merged.length - 1] = { ...last, closesMinute, name: isNamedLater ? exception.name : last.name };
  }
  return merged;
}

function parseException(line: string): Written<NamedException[]> {
  const dated = parseDated(line);
  if (!dated.ok) return dated;
  const { date, rest } = dated.value;
  const [whole = '', word = ''] = /^[\s,;:]*(closed|close|open|opened)\b[\s,;:]*/i.exec(rest) ?? [];
  if (word === '') {
    return refuse(
      `Say whether ${quoted(line)} is closed or open: ${date} closed 12:00-24:00, or ${date} open 10:00-14:00.`,
    );
  }
  const kind = word.toLowerCase().startsWith('open') ? 'open' : 'closed';
  const hours = parseLeadingHours(rest.slice(whole.length), 'the next date’s own line');
  if (!hours.ok) return refuse(`${quoted(line)}: ${hours.expected}`);
  const name = parseName(hours.value.rest);
  if (hours.value.windows.length > 0) {
    return read(hours.value.windows.map((window) => ({ date, kind, ...window, name })));
  }
  if (kind === 'closed' && !/^\d/.test(hours.value.rest)) {
    return read([{ date, kind, opensMinute: 0, closesMinute: MINUTES_PER_DAY, name }]);
  }
  return refuse(`Say from when to when in ${quoted(line)}: ${date} ${kind} 10:00-14:00.`);
}

/** Year first, so that nobody has to guess which number is the month. */
function parseDated(line: string): Written<{ date: string; rest: string }> {
  const [whole, year = '', month = '', day = ''] =
    /^(?:[*•·-]\s+)?(\d{4})[-/.‐‑–](\d{1,2})[-/.‐‑–](\d{1,2})(?!\d)/.exec(line) ?? [];
  if (whole === undefined) {
    return refuse(`I cannot read ${quoted(line)}. Begin each line with a date, such as 2026-12-25.`);
  }
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (dayNumberOf(date) === null)
    return refuse(`There is no such date: ${quoted(line)}. Write one that exists.`);
  if (Number(year) < YEARS.min || Number(year) > YEARS.max) {
    return refuse(`The year in ${quoted(line)} is not between ${YEARS.min} and ${YEARS.max}. Correct it.`);
  }
  return read({ date, rest: line.slice(whole.length) });
}

/** Without what stands between it and the date, and on one line. */
function parseName(text: string): string {
  const name = text
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:|+&–—-]+/, '')
    .trim();
  return [...name].slice(0, DATE_NAME_MAX).join('').trim();
}

function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\r|\n|\u2028|\u2029/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function byDate(a: { readonly date: string }, b: { readonly date: string }): number {
  return a.date < b.date ? -1 : Number(a.date > b.date);
}

function tooMany(): { readonly ok: false; readonly expected: string } {
  return refuse(`List at most ${CALENDAR_DATES_MAX} dates. Leave out the oldest ones.`);
}
