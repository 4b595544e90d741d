/**
 * A second, slow opinion on opening hours for the SLA tests: it asks Intl what the local clock shows at every step and compares
 * that, as text, with the calendar as it was written. It shares no code with the engine.
 */

import type { CalendarInput } from '../../../src/domain/sla/validate-calendar.js';

const WEEKDAY_NAMES = {
  Mon: 'mon',
  Tue: 'tue',
  Wed: 'wed',
  Thu: 'thu',
  Fri: 'fri',
  Sat: 'sat',
  Sun: 'sun',
} as const;
type ShortName = keyof typeof WEEKDAY_NAMES;

/** `Mon, 23/11/2026, 09:30`; some versions of ICU leave the first comma out. */
const SHOWN = /^(\w{3}),? (\d{2})\/(\d{2})\/(\d{4}),? (\d{2}:\d{2})$/;

/** What a local clock and calendar on the wall show: `2026-11-23`, `mon`, `09:30`. */
export type WallClock = { date: string; weekday: (typeof WEEKDAY_NAMES)[ShortName]; time: string };

/** The wall clock at `count` instants, `stepMs` apart. */
export function readWallClock(timeZone: string, fromMs: number, stepMs: number, count: number): WallClock[] {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  // Read as text: taking the parts costs three times as much, and millions of instants are read.
  return Array.from({ length: count }, (_, index) => {
    const shown = format.format(fromMs + index * stepMs);
    const [, weekday, day, month, year, time] = SHOWN.exec(shown) ?? [];
    if (time === undefined) throw new Error(`A wall clock that shows "${shown}" cannot be read.`);
    return { date: `${year}-${month}-${day}`, weekday: WEEKDAY_NAMES[weekday as ShortName], time };
  });
}

/** `opens[i]`: whether the desk is open at step `i`. `sums[i]`: open steps before it. */
export function openSteps(calendar: Omit<CalendarInput, 'timeZone'>, clock: readonly WallClock[]) {
  const opens = clock.map((at) => isOpenAt(calendar, at));
  const sums = [0];
  for (const open of opens) sums.push((sums.at(-1) ?? 0) + (open ? 1 : 0));
  return { opens, sums };
}

function isOpenAt(calendar: Omit<CalendarInput, 'timeZone'>, { date, weekday, time }: WallClock): boolean {
  const today = (calendar.exceptions ?? []).filter((exception) => exception.date === date);
  const isIn = ({ from, to }: { from: string; to: string }) => from <= time && time < to;
  if (today.some((exception) => exception.kind === 'open' && isIn(exception))) return true;
  if (today.some((exception) => exception.kind === 'closed' && isIn(exception))) return false;
  if (calendar.holidays?.includes(date)) return false;
  return (calendar.weekly[weekday] ?? []).some(([from, to]) => isIn({ from, to }));
}
