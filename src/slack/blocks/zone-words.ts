/** Instants as a calendar's own clocks show them, the same for every reader. */

type LocalParts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** "Mon 2 Mar 09:00"; seconds only where there are some, the year only where it is not that of `now`. */
export function localWords(at: Date, timeZone: string, now: Date): string {
  return `${dayWords(at, timeZone, now)} ${timeWords(at, timeZone)}`;
}

export function dayWords(at: Date, timeZone: string, now: Date): string {
  const { weekday, day, month, year } = partsOf(at, timeZone);
  return `${weekday} ${day} ${month}${year === partsOf(now, timeZone).year ? '' : ` ${year}`}`;
}

export function timeWords(at: Date, timeZone: string): string {
  const { hour, minute, second } = partsOf(at, timeZone);
  return `${hour}:${minute}${second === '00' ? '' : `:${second}`}`;
}

/** "Mon 2 Mar 09:00–17:00", or with both days where they differ. */
export function spanWords(fromAt: Date, toAt: Date, timeZone: string, now: Date): string {
  const isOneDay = dayWords(fromAt, timeZone, now) === dayWords(toAt, timeZone, now);
  const end = isOneDay ? timeWords(toAt, timeZone) : ` ${localWords(toAt, timeZone, now)}`;
  return `${localWords(fromAt, timeZone, now)}${isOneDay ? '–' : ' –'}${end}`;
}

/** "2026-03-02 09:00–17:00". */
export function utcSpanWords(fromAt: Date, toAt: Date): string {
  const [from, to] = [utcWords(fromAt), utcWords(toAt)];
  return from.slice(0, 10) === to.slice(0, 10) ? `${from}–${to.slice(11)}` : `${from} – ${to}`;
}

function utcWords(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ').replace(/:00$/, '');
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
