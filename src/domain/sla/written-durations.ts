/** Targets as people write them: `4h`, `1h 30m`, `1:30`, `90 min`, `3 working days`, `none`. */

import { quoted, read, refuse, type Written } from './written-value.js';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3600;

/** What the column holds. */
const SECONDS_MAX = 2_147_483_647;
const HOURS_MAX = Math.floor(SECONDS_MAX / HOUR_SECONDS);

const NO_TARGET = /^(?:none|no|no target|off|-*|0+)$/;
const NONE_HINT = 'leave it empty for no target.';
const EXAMPLE = `Write a duration such as 4h, 1h 30m or 90 min; ${NONE_HINT}`;
const EXAMPLE_WITH_DAYS = `Write a duration such as 4h, 1h 30m, 90 min or 3 days; ${NONE_HINT}`;

type Unit = 'day' | 'hour' | 'minute' | 'second';
const UNITS: readonly [pattern: RegExp, unit: Unit][] = [
  [/^(?:(?:working|business|work) ?days?|days?|d)$/, 'day'],
  [/^(?:hours?|hrs?|h)$/, 'hour'],
  [/^(?:minutes?|mins?|m)$/, 'minute'],
  [/^(?:seconds?|secs?|s)$/, 'second'],
];

/**
 * Whole business seconds; null for no target, which empty, "none" and any zero mean. `workingDaySeconds`: what a day is worth,
 * null where the calendar's days are not equally long, so that durations in days are refused.
 */
export function parseDuration(text: string, workingDaySeconds: number | null): Written<number | null> {
  const plain = text
    .toLowerCase()
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  if (NO_TARGET.test(plain)) return read(null);
  const seconds = clockTime(plain) ?? sumOf(plain, workingDaySeconds);
  if (seconds === 'day_unknown') {
    return refuse(
      'The working days of this calendar are not equally long, so a day is no fixed time. Write hours, such as 24h.',
    );
  }
  if (seconds === null) {
    const isBare = /^\d+(?:[.,]\d+)?$/.test(plain);
    return refuse(
      isBare
        ? `${quoted(plain)} of what? Write ${unitsFor(plain, workingDaySeconds !== null)}.`
        : `I cannot read ${quoted(text)}. ${workingDaySeconds === null ? EXAMPLE : EXAMPLE_WITH_DAYS}`,
    );
  }
  if (seconds > SECONDS_MAX) {
    return refuse(`${quoted(text)} is too long. Write at most ${HOURS_MAX.toLocaleString('en-US')} hours.`);
  }
  return read(Math.round(seconds) || null);
}

/** `4h`, `1h 30m`, `45m`; `none` without a target. Reads back as the same number of seconds. */
export function printDuration(seconds: number | null): string {
  if (!seconds) return 'none';
  const parts: [number, string][] = [
    [Math.floor(seconds / HOUR_SECONDS), 'h'],
    [Math.floor((seconds % HOUR_SECONDS) / MINUTE_SECONDS), 'm'],
    [seconds % MINUTE_SECONDS, 's'],
  ];
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join(' ');
}

function unitsFor(amount: string, hasDays: boolean): string {
  const [hours, minutes] = [`${amount}h for hours`, `${amount} min for minutes`];
  return hasDays ? `${hours}, ${minutes} or ${amount} days for working days` : `${hours} or ${minutes}`;
}

/** `1:30` and `1h30` are an hour and a half. */
function clockTime(text: string): number | null {
  const [, hours, afterLetter, afterColon] =
    /^(\d{1,5})(?: ?h ?([0-5]\d)|:([0-5]\d)(?: ?h(?:ours?)?)?)$/.exec(text) ?? [];
  const minutes = afterLetter ?? afterColon;
  return hours === undefined ? null : Number(hours) * HOUR_SECONDS + Number(minutes) * MINUTE_SECONDS;
}

function sumOf(text: string, workingDaySeconds: number | null): number | 'day_unknown' | null {
  const pattern =
    /(\d{1,10}(?:[.,]\d{1,4})?) ?((?:working |business |work )?[a-z]+)(?:(?:,|,? and| ?\+)? ?|$)/y;
  const worth = { day: workingDaySeconds, hour: HOUR_SECONDS, minute: MINUTE_SECONDS, second: 1 };
  let sum = 0;
  while (pattern.lastIndex < text.length) {
    const [, amount = '', word = ''] = pattern.exec(text) ?? [];
    const unit = UNITS.find(([named]) => named.test(word))?.[1];
    if (unit === undefined) return null;
    const seconds = worth[unit];
    if (seconds === null) return 'day_unknown';
    sum += Number(amount.replace(',', '.')) * seconds;
  }
  return sum;
}
