/**
 * The baseline of `sla-engine`: business time as it is usually written, walking from day to day and asking Intl for the offset at
 * each opening and closing. It shares no code with the engine.
 */
import type { Calendar, Window } from '../src/domain/sla/calendar.js';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

export type DayByDay = {
  add(startMs: number, seconds: number): number;
  between(fromMs: number, toMs: number): number;
};

/** Knows weekly windows and holidays, no exceptions; what opens or closes within an hour of a change of clocks may be off by it. */
export function dayByDay(calendar: Calendar): DayByDay {
  const offsetAt = offsetsOf(calendar.timeZone);
  const holidays = new Set(calendar.holidays);
  const toUtc = (localMs: number): number => {
    const guessMs = localMs - offsetAt(localMs);
    return localMs - offsetAt(guessMs);
  };
  const windowsOf = (localDayMs: number): readonly Window[] => {
    const date = new Date(localDayMs);
    if (holidays.has(date.toISOString().slice(0, 10))) return [];
    return calendar.weekly[WEEKDAYS[date.getUTCDay()] ?? 'sun'];
  };
  const firstDay = (atMs: number): number => Math.floor((atMs + offsetAt(atMs)) / DAY_MS) * DAY_MS;
  return {
    add(startMs, seconds) {
      let restMs = seconds * 1000;
      for (let dayMs = firstDay(startMs); ; dayMs += DAY_MS) {
        for (const { opensMinute, closesMinute } of windowsOf(dayMs)) {
          const opensMs = Math.max(startMs, toUtc(dayMs + opensMinute * 60_000));
          const openMs = toUtc(dayMs + closesMinute * 60_000) - opensMs;
          if (openMs <= 0) continue;
          if (openMs >= restMs) return opensMs + restMs;
          restMs -= openMs;
        }
      }
    },
    between(fromMs, toMs) {
      let sumMs = 0;
      for (let dayMs = firstDay(fromMs); dayMs <= toMs + DAY_MS; dayMs += DAY_MS) {
        for (const { opensMinute, closesMinute } of windowsOf(dayMs)) {
          const opensMs = Math.max(fromMs, toUtc(dayMs + opensMinute * 60_000));
          const closesMs = Math.min(toMs, toUtc(dayMs + closesMinute * 60_000));
          sumMs += Math.max(0, closesMs - opensMs);
        }
      }
      return Math.floor(sumMs / 1000);
    },
  };
}

/** Local minus UTC in milliseconds; the format is made once. */
function offsetsOf(timeZone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (atMs) => {
    const shown: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(atMs)) shown[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1000) * 1000;
  };
}
