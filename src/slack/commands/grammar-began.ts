/** What follows `/ticket began IT-42`: a local date, a time and a reason, or nothing, which asks for the form. */

import { dayNumberOf } from '../../domain/sla/calendar.js';
import { no, type Reading } from './grammar-reading.js';
import { plainTextOf, splitFirst } from './grammar-text.js';

/** `minute` counts from 00:00 on the clocks of whoever typed it. */
export type TypedStart = { date: string; minute: number; reason: string };

/** Years in which the clock can be calculated. */
const YEAR_MIN = '1970';
const YEAR_MAX = '2199';

export function beganIn(text: string): Reading<TypedStart | null> {
  if (text === '') return { ok: true, value: null };
  const { first: date, rest } = splitFirst(text);
  const year = date.slice(0, 4);
  if (dayNumberOf(date) === null || year < YEAR_MIN || year > YEAR_MAX) {
    return no(`“${plainTextOf(date)}” is no date like 2026-03-02.`);
  }
  const { first: time, rest: reason } = splitFirst(rest);
  const minute = minuteIn(time);
  if (minute === null) {
    return no(time === '' ? 'The time is missing.' : `“${plainTextOf(time)}” is no time like 09:15.`);
  }
  const why = plainTextOf(reason);
  return why === '' ? no('Why? A reason is missing.') : { ok: true, value: { date, minute, reason: why } };
}

function minuteIn(time: string): number | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute);
}
