/** A day off and what it is called, from whichever source. */

import { truncate } from '../domain/mrkdwn.js';

/** `date` is local: `2026-12-25`. */
export type NamedDate = { date: string; name: string };

export const NAME_LENGTH_MAX = 100;
const DAY_MS = 86_400_000;

/** Sorted, each date once; where several fall on one date, with the names of all. */
export function onePerDate(dates: readonly NamedDate[]): NamedDate[] {
  const names = new Map<string, Set<string>>();
  for (const { date, name } of dates) names.set(date, (names.get(date) ?? new Set()).add(name));
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, all]) => ({ date, name: truncate([...all].join(' / '), NAME_LENGTH_MAX) }));
}

/** The date and the days after it, `count` in all. */
export function daysFrom(date: string, count: number): string[] {
  const startMs = Date.parse(`${date}T00:00:00Z`);
  return Array.from({ length: count }, (_, day) =>
    new Date(startMs + day * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Whether there is such a day, between 1900 and 2199. */
export function isDate(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return (
    /^(?:19|20|21)\d\d-\d\d-\d\d$/.test(date) &&
    !Number.isNaN(at.getTime()) &&
    at.toISOString().startsWith(date)
  );
}
