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
  return Array.from({ length: count }, (_, index) => {
    const part: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(fromMs + index * stepMs)) part[type] = value;
    return {
      date: `${part.year}-${part.month}-${part.day}`,
      weekday: WEEKDAY_NAMES[part.weekday as ShortName],
      time: `${part.hour}:${part.minute}`,
    };
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
