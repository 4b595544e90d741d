/** Instants as a line has them: ISO 8601 with its offset, so that no reader has to guess a time zone. */

import { z } from 'zod';
import { dayNumberOf } from '../calendar.js';
import { HORIZON_FROM_MS, HORIZON_TO_MS } from '../zone.js';

const PATTERN =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.,]*)?$/;

const EXPECTED = {
  instant: 'Give an instant such as 2026-12-23T15:00:00Z or 2026-12-23T16:00:00+01:00.',
  offset: 'Say in which offset: end the instant in Z or in an offset such as +01:00.',
  date: 'Give a date that exists.',
  horizon: 'Give an instant from the year 1970 to 2199.',
};

/** What is after the milliseconds is cut off. */
export const instant = z.string({ error: EXPECTED.instant }).transform((text, context) => {
  const read = readInstant(text);
  if (read instanceof Date) return read;
  context.addIssue({ code: 'custom', message: read });
  return z.NEVER;
});

/** `2026-12-28T09:00:00Z`, with milliseconds only where there are some. */
export function instantText(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z');
}

/** The instant, or what is expected instead. */
function readInstant(text: string): Date | string {
  const [, date] = PATTERN.exec(text) ?? [];
  if (date === undefined) return WITHOUT_OFFSET.test(text) ? EXPECTED.offset : EXPECTED.instant;
  if (dayNumberOf(date) === null) return EXPECTED.date;
  const at = new Date(text.replace(/(\.\d{3})\d+/, '$1'));
  const isWithin = at.getTime() >= HORIZON_FROM_MS && at.getTime() <= HORIZON_TO_MS;
  return isWithin ? at : EXPECTED.horizon;
}
