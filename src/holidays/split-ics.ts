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
  const files: string[] = [];
  let skipped = 0;
  let event: string[] | null = null;
  /** Alarms and the like inside an event have properties of the same names. */
  let innerDepth = 0;
  for (const line of lines) {
    const [, word = '', component = ''] = /^(BEGIN|END):(\S+)\s*$/i.exec(line) ?? [];
    if (event === null) {
      if (isWord(word, 'BEGIN') && isWord(component, 'VEVENT')) event = [];
    } else if (isWord(word, 'END') && innerDepth === 0) {
      if (files.length < EVENTS_MAX) files.push(fileOf(event));
      else skipped += 1;
      event = null;
    } else if (word !== '') innerDepth += isWord(word, 'BEGIN') ? 1 : -1;
    else if (innerDepth === 0 && isNeeded(line)) event.push(line);
  }
  return { files, skipped };
}

function unfolded(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/);
}

function isWord(text: string, word: string): boolean {
  return text.toUpperCase() === word;
}

function isNeeded(line: string): boolean {
  if (line.length > LINE_LENGTH_MAX) return false;
  const [name = ''] = line.split(/[:;]/, 1);
  return NEEDED.has(name.toUpperCase());
}

function fileOf(event: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...event, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
}
