/** Cuts a calendar file into its events, with only the lines that are needed, so that what is read stays small whatever the file is. */

/** A list of holidays has some hundred. */
export const EVENTS_MAX = 1_000;
const LINE_LENGTH_MAX = 4_000;

const NEEDED = new Set([
  'DTSTART',
  'DTEND',
  'DURATION',
  'EXDATE',
  'RDATE',
  'RECURRENCE-ID',
  'RRULE',
  'STATUS',
  'SUMMARY',
  'UID',
]);

export type IcsEvents = {
  /** Each a calendar with one event. */
  files: string[];
  skipped: number;
};

/** Null where the file does not begin like a calendar. A file that breaks off gives the events before that. */
export function splitIcs(text: string): IcsEvents | null {
  const lines = unfolded(text);
  if (
    lines
      .find((line) => line.trim() !== '')
      ?.trim()
      .toUpperCase() !== 'BEGIN:VCALENDAR'
  )
    return null;
  const events = eventsIn(lines);
  return {
    files: events.slice(0, EVENTS_MAX).map(fileOf),
    skipped: Math.max(0, events.length - EVENTS_MAX),
  };
}

function eventsIn(lines: readonly string[]): string[][] {
  const events: string[][] = [];
  /** 1 in an event; more in an alarm and the like inside it, whose properties have the same names. */
  let depth = 0;
  for (const line of lines) {
    const edge = /^(BEGIN|END):/i.exec(line)?.[1]?.toUpperCase();
    if (depth === 0) {
      if (!/^BEGIN:VEVENT\s*$/i.test(line)) continue;
      events.push([]);
      depth = 1;
    } else if (edge !== undefined) depth += edge === 'BEGIN' ? 1 : -1;
    else if (depth === 1 && isNeeded(line)) events.at(-1)?.push(line);
  }
  return depth === 0 ? events : events.slice(0, -1);
}

function unfolded(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/);
}

function isNeeded(line: string): boolean {
  if (line.length > LINE_LENGTH_MAX) return false;
  const [name = ''] = line.split(/[:;]/, 1);
  return NEEDED.has(name.toUpperCase());
}

function fileOf(event: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...event, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
}
