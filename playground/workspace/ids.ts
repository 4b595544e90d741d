/** Makes ids and timestamps in Slack's formats, readable enough that a failing test names who and what. */

const ID_LENGTH = 11;

/** `makeId('C', 'it-help', 3)` is `C0ITHELP003`; Slack promises only capitals and digits after the first letter. */
export function makeId(prefix: string, hint: string, serial: number): string {
  const serialText = serial.toString(36).toUpperCase().padStart(3, '0');
  const room = ID_LENGTH - prefix.length - 1 - serialText.length;
  const word = hint
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, room);
  return `${prefix}0${word.padEnd(room, '0')}${serialText}`;
}

/** Microseconds since the epoch as Slack writes a `ts`: seconds, a point, six digits. */
export function formatTs(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  return `${seconds}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

/** A `ts` in microseconds, or null where the text is none. Exact: 2^53 microseconds reach the year 2255. */
export function parseTs(ts: string): number | null {
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(ts);
  if (!match) return null;
  return Number(match[1]) * 1_000_000 + Number((match[2] ?? '').padEnd(6, '0'));
}
