/** Clock times of a person's own zone and instants, for the pickers, which know neither. */

function partsOf(ms: number, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
}

/** `2026-03-02T09:30`, as the clock on the wall shows in the zone. */
export function wallClock(seconds: number, timeZone: string): string {
  const { year, month, day, hour, minute } = partsOf(seconds * 1000, timeZone);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** Seconds since 1970 at which the wall clock shows this; where it shows so twice, or never, the one by the offset before. */
export function instantOf(wall: string, timeZone: string): number {
  const asUtc = Date.parse(`${wall}:00Z`) / 1000;
  const offsetAt = (seconds: number) =>
    Date.parse(`${wallClock(seconds, timeZone)}:00Z`) / 1000 - Math.floor(seconds / 60) * 60;
  const guess = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(guess);
}
