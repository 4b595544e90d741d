/** Instants as a calendar's own clocks show them, the same for every reader. */

type LocalParts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>;

const MINUTE_MS = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** "Mon 2 Mar 09:00"; seconds only where there are some, the year only where it is not that of `now`. */
export function localWords(at: Date, timeZone: string, now: Date): string {
  return `${dayWords(at, timeZone, now)} ${timeWords(at, timeZone)}`;
}

export function dayWords(at: Date, timeZone: string, now: Date): string {
  const { weekday, day, month, year } = partsOf(at, timeZone);
  return `${weekday} ${day} ${month}${year === partsOf(now, timeZone).year ? '' : ` ${year}`}`;
}

function timeWords(at: Date, timeZone: string): string {
  const { second } = partsOf(at, timeZone);
  return `${clockWords(at, timeZone)}${second === '00' ? '' : `:${second}`}`;
}

/** "Mon 2 Mar 09:00", whatever the seconds. */
export function minuteWords(at: Date, timeZone: string, now: Date): string {
  return `${dayWords(at, timeZone, now)} ${clockWords(at, timeZone)}`;
}

/**
 * To the minute: "Mon 2 Mar 09:00–17:00", with both days where they differ, "Mon 2 Mar 09:00" within one minute. Seconds would be worked
 * out from it, and may be one off: instants have fractions of a second.
 */
export function spanWords(fromAt: Date, toAt: Date, timeZone: string, now: Date): string {
  const [from, to] = [minuteWords(fromAt, timeZone, now), minuteWords(toAt, timeZone, now)];
  if (from === to && toAt.getTime() - fromAt.getTime() < MINUTE_MS) return from;
  const isOneDay = dayWords(fromAt, timeZone, now) === dayWords(toAt, timeZone, now);
  return isOneDay ? `${from}–${clockWords(toAt, timeZone)}` : `${from} – ${to}`;
}

/** "2026-03-02 09:00–17:00", to the millisecond where there are any, so that it can be worked out. */
export function utcSpanWords(fromAt: Date, toAt: Date): string {
  const [from, to] = [utcWords(fromAt), utcWords(toAt)];
  return from.slice(0, 10) === to.slice(0, 10) ? `${from}–${to.slice(11)}` : `${from} – ${to}`;
}

function utcWords(at: Date): string {
  return at
    .toISOString()
    .replace('T', ' ')
    .replace(/(?::00)?\.000Z$|Z$/, '');
}

function clockWords(at: Date, timeZone: string): string {
  const { hour, minute } = partsOf(at, timeZone);
  return `${hour}:${minute}`;
}

function partsOf(at: Date, timeZone: string): LocalParts {
  const parts: LocalParts = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = value;
  return parts;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}
