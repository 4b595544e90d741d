/** The public holidays of a region, as whole local days, by `date-holidays`. */

import type { HolidaysTypes } from 'date-holidays';
import { daysFrom, type NamedDate, onePerDate } from './named-date.js';
import { regionName } from './regions.js';

const HOUR_MS = 3_600_000;
const YEARS_MAX = 5;
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

/**
 * Public holidays only; no bank, school or optional ones. Days on which a holiday is taken instead are there beside the day itself. Empty
 * for a region that is not known. What governments decide for one year only, the data learns late or never: show it before it counts.
 */
export async function holidaysOf(code: string, years: readonly number[]): Promise<NamedDate[]> {
  if ((await regionName(code)) === null) return [];
  const { default: Library } = await import('date-holidays');
  const [country = '', state = '', region = ''] = code.split('-');
  const library = new Library(country, state, region, { types: ['public'] });
  const wanted = years.filter((year) => year >= FIRST_YEAR && year <= LAST_YEAR).slice(0, YEARS_MAX);
  const dates = wanted.flatMap((year) => library.getHolidays(year, 'en').flatMap(wholeDays));
  return onePerDate(dates.filter(({ date }) => wanted.includes(Number(date.slice(0, 4)))));
}

/**
 * Its local dates, where it lasts a day or more; none where it begins at noon or in the evening. Of Hebrew and Islamic days, which begin
 * at sunset, the data has the following date, the one on which offices are closed. A day on which clocks change has 23 hours.
 */
function wholeDays({ date, name, start, end }: HolidaysTypes.Holiday): NamedDate[] {
  const hours = (end.getTime() - start.getTime()) / HOUR_MS;
  const days = Math.floor((hours + 1) / 24);
  return daysFrom(date.slice(0, 10), days).map((each) => ({ date: each, name }));
}
