/** Reads one event of a calendar file: a whole day or several, by which name, and by which rule it comes again. */

import { z } from 'zod';
import { truncate } from '../domain/mrkdwn.js';
import { isDate, NAME_LENGTH_MAX } from './named-date.js';

/** Longer is no holiday, and more likely a mistake than a closure. */
export const RANGE_DAYS_MAX = 60;
const DAY_MS = 86_400_000;
const NAMELESS = 'Holiday';

export type CalendarEvent = {
  uid: string;
  name: string;
  /** The first time, `2026-12-25`. */
  date: string;
  days: number;
  rule: YearlyRule | null;
  /** Dates on which the rule does not apply. */
  exceptDates: ReadonlySet<string>;
  /** The date of the series that this event stands in for. */
  replaces: string | null;
};

export type YearlyRule = {
  intervalYears: number;
  untilDate: string | null;
  count: number | null;
  months: readonly number[];
  monthDays: readonly number[];
  /** `MO`, `4TH`: which one of its month, or of its year where no month is named; 0 is every one. */
  weekDays: readonly { day: number; ordinal: number }[];
};

/** jCal, RFC 7265: name, parameters, type, values. */
type Property = readonly unknown[];

/** `calendar` is jCal with one event. Null for what is no whole day, repeats by a rule that holidays do not have, or is called off. */
export function readEvent(calendar: unknown): CalendarEvent | null {
  const properties = propertiesOf(calendar);
  const all = (name: string) => properties.filter((property) => property[0] === name);
  const [start] = all('dtstart');
  const date = dateIn(start);
  const days = date === null ? null : daysOf(date, all('dtend')[0], all('duration')[0]);
  const rule = ruleOf(all('rrule'));
  const isOff = textIn(all('status')[0]).toUpperCase() === 'CANCELLED';
  if (date === null || days === null || rule === undefined || all('rdate').length > 0 || isOff) return null;
  return {
    uid: textIn(all('uid')[0]),
    name: nameIn(all('summary')[0]),
    date,
    days,
    rule,
    exceptDates: new Set(all('exdate').flatMap(([, , , ...values]) => values.map(datePart))),
    replaces: all('recurrence-id').map(dateIn)[0] ?? null,
  };
}

/** Of the only event in a calendar. */
function propertiesOf(calendar: unknown): Property[] {
  const [event] = listIn(listIn(calendar)[2]);
  return listIn(listIn(event)[1]).filter((each): each is Property => Array.isArray(each));
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Only a DATE is a whole day; a DATE-TIME at midnight is a moment in some time zone. */
function dateIn(property: Property | undefined): string | null {
  if (property === undefined || property[2] !== 'date') return null;
  const text = datePart(property[3]);
  return isDate(text) ? text : null;
}

function datePart(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 10) : '';
}

/** DTEND is the day after the last one; without one it is a single day. */
function daysOf(date: string, end: Property | undefined, duration: Property | undefined): number | null {
  const endDate = dateIn(end);
  if (end !== undefined && endDate === null) return null;
  const days = endDate === null ? daysIn(duration) : (Date.parse(endDate) - Date.parse(date)) / DAY_MS;
  // Some write the last day itself, which RFC 5545 forbids.
  const whole = Math.max(1, days);
  return whole <= RANGE_DAYS_MAX ? whole : null;
}

function daysIn(duration: Property | undefined): number {
  const [, weeks, days] = /^P(?:(\d{1,3})W)?(?:(\d{1,3})D)?/.exec(textIn(duration)) ?? [];
  return Number(weeks ?? 0) * 7 + Number(days ?? 0);
}

function nameIn(summary: Property | undefined): string {
  const name = textIn(summary)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return name === '' ? NAMELESS : truncate(name, NAME_LENGTH_MAX);
}

function textIn(property: Property | undefined): string {
  return typeof property?.[3] === 'string' ? property[3] : '';
}

const list = <T extends z.ZodType>(item: T) =>
  z.union([item, z.array(item).max(50)]).transform((value) => (Array.isArray(value) ? value : [value]));

const WEEK_DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const weekDaySchema = z
  .string()
  .regex(/^[+-]?[0-5]?(?:SU|MO|TU|WE|TH|FR|SA)$/)
  .transform((text) => ({ day: WEEK_DAYS.indexOf(text.slice(-2)), ordinal: Number(text.slice(0, -2) || 0) }));

/** Strict: a part that is not here (weeks, days of the year, positions) changes the meaning of those that are. */
const ruleSchema = z.strictObject({
  freq: z.literal('YEARLY'),
  interval: z.number().int().min(1).max(100).default(1),
  until: z.string().transform(datePart).optional(),
  count: z.number().int().min(1).optional(),
  wkst: z.unknown().optional(),
  bymonth: list(z.number().int().min(1).max(12)).default([]),
  bymonthday: list(z.number().int().min(-31).max(31)).default([]),
  byday: list(weekDaySchema).default([]),
});

/** Null without a rule, undefined for one that is not followed. */
function ruleOf(properties: readonly Property[]): YearlyRule | null | undefined {
  if (properties.length === 0) return null;
  const parsed = ruleSchema.safeParse(properties[0]?.[3]);
  if (properties.length > 1 || !parsed.success) return undefined;
  const { interval, until, count, bymonth, bymonthday, byday } = parsed.data;
  // Every Friday, but numbered: then how many there were before this year matters.
  if (count !== undefined && byday.some(({ ordinal }) => ordinal === 0)) return undefined;
  return {
    intervalYears: interval,
    untilDate: until ?? null,
    count: count ?? null,
    months: bymonth,
    monthDays: bymonthday,
    weekDays: byday,
  };
}
