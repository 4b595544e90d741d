/** Days as a list is asked for them, "since monday": kept as words, so that a saved view means them on the day on which it is opened. */
import { dayNumberOf, MINUTES_PER_DAY, WEEKDAY_NAMES, WEEKDAYS, weekdayOf } from './sla/calendar.js';
import { instantAtLocal } from './sla/local-instant.js';
import { isKnownTimeZone, localDateAt } from './sla/zone.js';

export const DAY_BOUNDS = ['since', 'after', 'before', 'until'] as const;
export type DayBound = (typeof DAY_BOUNDS)[number];
/** `since` and `until` include the day that they name, `after` and `before` do not. At most one of either pair. */
export type DayRange = { readonly [bound in DayBound]?: string };

/** When, and by whose clocks, something is asked. */
export type AskedAt = { now: Date; timeZone: string };

const DAYS: readonly string[] = WEEKDAYS;
const FULL_NAMES = WEEKDAYS.map((day) => WEEKDAY_NAMES[day].toLowerCase());
const DAYS_BACK = /^(\d{1,3})(d|w)$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** The engine knows the clocks of 1970 to 2199, and the day after is asked for too. */
const YEARS = { first: 1971, last: 2198 };
/** What shortens the way on a keyboard; what it means is said with its word. */
const SIGNS: Readonly<Record<string, DayBound>> = {
  '>=': 'since',
  '>': 'after',
  '<': 'before',
  '<=': 'until',
};
const SIGNED = /^(>=|<=|>|<)\s*(.+)$/;
const WORDED = new RegExp(`^(${DAY_BOUNDS.join('|')})[\\s-]+(.+)$`);

/** `2026-11-01`, `today`, `yesterday`, `monday` (the last one, today included), `30d` or `4w` ago. */
export function isDayWord(word: string): boolean {
  if (word === 'today' || word === 'yesterday' || DAYS_BACK.test(word)) return true;
  if (DAYS.includes(word)) return true;
  if (!DATE.test(word) || dayNumberOf(word) === null) return false;
  const year = Number(word.slice(0, 4));
  return year >= YEARS.first && year <= YEARS.last;
}

/** `monday`, `since-monday`, `"before 30d"`, `>2026-11-01`, `2026-11-01..2026-11-15`; null for anything else. */
export function dayRangeIn(typed: string): DayRange | null {
  const text = typed.trim().toLowerCase();
  const [, sign, signed] = SIGNED.exec(text) ?? [];
  // Less than 30 days ago, or before the day that was: whoever reads a sign there reads either.
  if (sign !== undefined) return DAYS_BACK.test(signed ?? '') ? null : boundIn(SIGNS[sign], signed ?? '');
  const [, bound, named] = WORDED.exec(text) ?? [];
  if (bound !== undefined)
    return boundIn(
      DAY_BOUNDS.find((each) => each === bound),
      named ?? '',
    );
  if (text.includes('..')) return betweenIn(text);
  if (DAYS_BACK.test(text)) return { since: text };
  const day = dayIn(text);
  return day === null ? null : { since: day, until: day };
}

function boundIn(bound: DayBound | undefined, word: string): DayRange | null {
  const day = dayIn(word);
  return bound === undefined || day === null ? null : { [bound]: day };
}

/** One side may be left open. */
function betweenIn(text: string): DayRange | null {
  const [from = '', to = '', ...more] = text.split('..').map((side) => side.trim());
  const [since, until] = [dayIn(from), dayIn(to)];
  if (more.length > 0 || (from === '' && to === '')) return null;
  if ((since === null && from !== '') || (until === null && to !== '')) return null;
  if (since !== null && until !== null && DATE.test(since) && DATE.test(until) && since > until) return null;
  return { ...(since === null ? {} : { since }), ...(until === null ? {} : { until }) };
}

/** As it is kept: weekdays by three letters. */
function dayIn(word: string): string | null {
  const weekday = WEEKDAYS[FULL_NAMES.indexOf(word)];
  if (weekday !== undefined) return weekday;
  return isDayWord(word) ? word : null;
}

/** As it would be typed, and is read again. */
export function dayRangeWords({ since, after, before, until }: DayRange): string {
  if (since !== undefined && until !== undefined) {
    return since === until && !DAYS_BACK.test(since) ? since : `${since}..${until}`;
  }
  const bounds = Object.entries({ since, after, before, until });
  return bounds.flatMap(([bound, day]) => (day === undefined ? [] : [`${bound}-${day}`])).join(' ');
}

/** From `from` on, and before `to`; null where it is open. */
export function instantsOf(
  range: DayRange,
  { now, timeZone }: AskedAt,
): { from: Date | null; to: Date | null } {
  const zone = isKnownTimeZone(timeZone) ? timeZone : 'UTC';
  const today = dayNumberOf(localDateAt(zone, now.getTime())) ?? 0;
  const start = (word: string | undefined, daysOn: number) =>
    word === undefined ? null : startOfDay(zone, dayOf(word, today) + daysOn);
  return {
    from: start(range.since, 0) ?? start(range.after, 1),
    to: start(range.before, 0) ?? start(range.until, 1),
  };
}

/** As days since 1970. */
function dayOf(word: string, today: number): number {
  if (word === 'today') return today;
  if (word === 'yesterday') return today - 1;
  const weekday = DAYS.indexOf(word);
  if (weekday >= 0) return today - ((WEEKDAYS.indexOf(weekdayOf(today)) - weekday + 7) % 7);
  const [, count, unit] = DAYS_BACK.exec(word) ?? [];
  if (count !== undefined) return today - Number(count) * (unit === 'w' ? 7 : 1);
  return dayNumberOf(word) ?? today;
}

const STEP_MINUTES = 15;
const DAY_MS = MINUTES_PER_DAY * 60_000;

/** Where the clocks skip midnight, the first quarter of an hour that they show; Apia dropped a whole date. */
function startOfDay(zone: string, day: number): Date {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  for (let minute = 0; minute < MINUTES_PER_DAY; minute += STEP_MINUTES) {
    const at = instantAtLocal(zone, date, minute);
    if (at !== null) return at;
  }
  return startOfDay(zone, day + 1);
}
