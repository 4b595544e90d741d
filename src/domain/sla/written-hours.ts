/** Opening hours of a day as people write them: `9-17`, `9:00–12:00, 13 to 17`, `closed`. */

import {
  type Calendar,
  everyDay,
  MINUTES_PER_DAY,
  mergeWindows,
  type Weekday,
  type Window,
} from './calendar.js';
import { quoted, read, refuse, type Written } from './written-value.js';

const EXAMPLE =
  'Write opening and closing times, such as 09:00-12:00, 13:00-17:00; leave a closed day empty.';

const CLOSED = /^(?:closed|none|off|no|-*)$/;
const ALL_DAY = /^(?:all day|24 ?h|24 hours|24\/7|always)$/;
/** It may stand for the usual hours as well as for all day: rather ask than guess. */
const OPEN = /^(?:open|opened|yes)$/;
/** `9`, `09:30`, `9.30`, `5pm`. Only after a bare hour may a space come before "pm": "14:00 PM Dawn" has a name in it. */
const TIME = String.raw`\d{1,2}(?:(?:[:.]\d{2})(?:am|pm)?| ?(?:am|pm)\b)?`;
const WINDOW = new RegExp(`^(${TIME})-(${TIME})(?!\\d|[:.]\\d)`);

/** As much as a field of Slack's takes: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
const HOURS_TEXT_MAX = 3_000;

/**
 * The windows of one day, merged and in order; empty for a closed day. Refused are times that do not exist and a window that
 * closes before or when it opens, with the very windows to write instead: `nextDay` is what the day after this one is called.
 */
export function parseHours(text: string, nextDay: string = 'the next day'): Written<Window[]> {
  if (text.length > HOURS_TEXT_MAX)
    return refuse(`Hours of one day in ${HOURS_TEXT_MAX} characters at most. ${EXAMPLE}`);
  const plain = plainTimes(text).replace(/ (am|pm)\b/g, '$1');
  if (CLOSED.test(plain)) return read([]);
  if (OPEN.test(plain)) {
    return refuse(
      `From when to when? Write the hours, such as 09:00-17:00; for the whole day write 00:00-24:00.`,
    );
  }
  if (ALL_DAY.test(plain)) return read([{ opensMinute: 0, closesMinute: MINUTES_PER_DAY }]);
  const windows: Window[] = [];
  for (const part of plain.split(/[\s,]+/)) {
    if (part === '') continue;
    const window = parseWindow(part, nextDay, part === plain ? text : part);
    if (!window.ok) return window;
    const doubt = doubtOf(part, window.value, windows.at(-1));
    if (doubt !== null) return refuse(doubt);
    windows.push(window.value);
  }
  return read(mergeWindows(windows));
}

/** The windows at the start of a text, and what comes after them; none where it starts with none. */
export function parseLeadingHours(
  text: string,
  nextDay: string = 'the next day',
): Written<{ windows: Window[]; rest: string }> {
  const windows: Window[] = [];
  let rest = text.trim();
  for (;;) {
    const [lead = ''] = windows.length === 0 ? [''] : (/^\s*[,;+&]\s*/.exec(rest) ?? ['-']);
    const found = lead === '-' ? null : leadingWindow(rest.slice(lead.length));
    if (found === null) return read({ windows, rest: rest.trim() });
    const window = parseWindow(found.window, nextDay);
    if (!window.ok) return window;
    windows.push(window.value);
    rest = rest.slice(lead.length + found.length);
  }
}

/** A question for each different window that leaves out the last minute of the day. */
export function lastMinuteDoubts(windows: readonly Window[]): string[] {
  const ends = windows.filter(({ closesMinute }) => closesMinute === MINUTES_PER_DAY - 1);
  const doubts = ends.map(({ opensMinute }) => {
    const [short, whole] = [MINUTES_PER_DAY - 1, MINUTES_PER_DAY].map((closesMinute) =>
      printWindow({ opensMinute, closesMinute }),
    );
    return `${short} leaves out the last minute of the day. Did you mean ${whole}?`;
  });
  return [...new Set(doubts)];
}

/** `09:00-12:00, 13:00-17:00`; empty for a closed day. Reads back as the same windows. */
export function printHours(windows: readonly Window[]): string {
  return mergeWindows(windows).map(printWindow).join(', ');
}

/** The same for each day of a week. */
export function printWeek(weekly: Calendar['weekly']): Record<Weekday, string> {
  return everyDay((day) => printHours(weekly[day]));
}

export function printWindow({ opensMinute, closesMinute }: Window): string {
  return `${printTime(opensMinute)}-${printTime(closesMinute)}`;
}

function printTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const DASHES = /\s*(?:[-‐‑‒–—−]|\b(?:to|until|till)\b)\s*/;

/** In small letters, with one kind of dash, comma and space. */
function plainTimes(text: string): string {
  return text
    .toLowerCase()
    .replace(new RegExp(DASHES, 'g'), '-')
    .replace(/\s*(?:[,;&+\n]|\band\b)\s*/g, ',')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Of a text that goes on with something else, so that only what belongs to the window may be made plain. */
function leadingWindow(text: string): { window: string; length: number } | null {
  const pattern = new RegExp(`^(${TIME})${DASHES.source}(${TIME})(?!\\d|[:.]\\d)`, 'i');
  const [whole, opens = '', closes = ''] = pattern.exec(text) ?? [];
  return whole === undefined ? null : { window: `${opens}-${closes}`.toLowerCase(), length: whole.length };
}

/** `asTyped` is quoted where it cannot be read: nobody looks for what was made of their words. */
function parseWindow(text: string, nextDay: string, asTyped: string = text): Written<Window> {
  const [whole, opens = '', closes = ''] = WINDOW.exec(text) ?? [];
  if (whole !== text) return refuse(`I cannot read ${quoted(asTyped)}. ${EXAMPLE}`);
  const opensMinute = parseTime(opens);
  const closesMinute = parseTime(closes);
  if (opensMinute === null || closesMinute === null) {
    const wrong = opensMinute === null ? opens : closes;
    return refuse(`${quoted(wrong)} is no time of day. Write times from 00:00 to 24:00, such as 09:30.`);
  }
  if (closesMinute > opensMinute) return read({ opensMinute, closesMinute });
  return refuse(insteadOf({ opensMinute, closesMinute }, /[ap]m$/.test(closes), nextDay));
}

function parseTime(text: string): number | null {
  const [, hourText = '', minuteText = '0', half] = /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?$/.exec(text) ?? [];
  const hour = Number(hourText);
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  const hourOfDay = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  const minute = hourOfDay * 60 + Number(minuteText);
  return hourText !== '' && Number(minuteText) < 60 && minute <= MINUTES_PER_DAY ? minute : null;
}

const HALF_DAY = MINUTES_PER_DAY / 2;

/** `9-12, 1-5` reads as a night shift and is meant as an afternoon: rather ask than guess. With `01:00` the night is meant. */
function doubtOf(text: string, window: Window, before: Window | undefined): string | null {
  const isMorning = before !== undefined && before.opensMinute < HALF_DAY;
  if (!isMorning || window.opensMinute >= before.opensMinute || !/^\d(?!\d)[^apm]*$/.test(text)) return null;
  const { opensMinute, closesMinute } = window;
  const afternoon = { opensMinute: opensMinute + HALF_DAY, closesMinute: closesMinute + HALF_DAY };
  if (afternoon.opensMinute < before.closesMinute || afternoon.closesMinute > MINUTES_PER_DAY) return null;
  return `Is ${quoted(text)} the afternoon? Then write ${printWindow(afternoon)}; for the night write ${printWindow(window)}.`;
}

function insteadOf({ opensMinute, closesMinute }: Window, isHalfKnown: boolean, nextDay: string): string {
  const written = printWindow({ opensMinute, closesMinute });
  const untilMidnight = printWindow({ opensMinute, closesMinute: MINUTES_PER_DAY });
  if (closesMinute === 0) return `Midnight at the end of a day is 24:00: write ${untilMidnight}.`;
  if (closesMinute === opensMinute) {
    return `${written} closes when it opens. Write a later closing time, or 00:00-24:00 for the whole day.`;
  }
  const night =
    opensMinute === MINUTES_PER_DAY
      ? `Write ${printWindow({ opensMinute: 0, closesMinute })} on ${nextDay}.`
      : `For a night, split it at midnight: ${untilMidnight} here and ${printWindow({ opensMinute: 0, closesMinute })} on ${nextDay}.`;
  const afternoon = { opensMinute, closesMinute: closesMinute + HALF_DAY };
  const canBeAfternoon =
    !isHalfKnown && closesMinute < HALF_DAY && afternoon.closesMinute > opensMinute && opensMinute < HALF_DAY;
  const day = canBeAfternoon ? ` For a day, write ${printWindow(afternoon)}.` : '';
  return `${written} closes before it opens.${day} ${night}`;
}
