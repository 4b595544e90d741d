/** The same answers as `local-day.ts`, by looking at the clock on the wall minute by minute: too slow for anything else, and too simple to be wrong. */
const formats = new Map<string, Intl.DateTimeFormat>();
const MINUTE_MS = 60_000;
const LOOKED_AT_MAX = 4 * 24 * 60;

export type Wall = { date: string; minute: number };

/** What the clocks of a zone show. */
export function wallAt(timeZone: string, at: Date): Wall {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
      hourCycle: 'h23',
    } as Intl.DateTimeFormatOptions);
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    date: `${part.year}-${part.month}-${part.day}`,
    minute: Number(part.hour) * 60 + Number(part.minute),
  };
}

/** `at` has to be a whole minute. */
export function firstMinute(at: Date, holds: (at: Date) => boolean): Date {
  for (let step = 0; step <= LOOKED_AT_MAX; step += 1) {
    const minute = new Date(at.getTime() + step * MINUTE_MS);
    if (holds(minute)) return minute;
  }
  throw new Error('No minute of four days');
}

/** Walks through the minutes of a day from `from` to `to` as a person would: past midnight where that comes first. */
export function quietMinutes(from: number, to: number): ReadonlySet<number> {
  const minutes = new Set<number>();
  for (let each = from; each !== to; each = (each + 1) % 1_440) minutes.add(each);
  return minutes;
}
