/** The holidays that an admin asked for in the import form: of a region, of a calendar file, or of both. */

import { UserError } from '../../errors.js';
import { holidaysOf } from '../../holidays/holidays-of.js';
import { type NamedDate, onePerDate } from '../../holidays/named-date.js';
import { ICS_BYTES_MAX, type IcsDates, readIcs } from '../../holidays/read-ics.js';
import { regionName } from '../../holidays/regions.js';
import type { Gateway } from '../gateway.js';
import { GatewayError } from '../gateway-error.js';
import type { GivenFile } from '../gateway-files.js';

/** Block ids of the import form. */
export const IMPORT_FIELDS = { region: 'region', years: 'years', file: 'file' } as const;
export const IMPORT_YEARS_MAX = 3;

export type HolidayQuery = {
  region: string | null;
  /** From this year on. */
  thisYear: number;
  yearCount: number;
  file: GivenFile | null;
};

/** `source`: whose they are, plain text. `skipped`: entries of the file that are no whole days, or repeat as no holiday does. */
export type FoundHolidays = { source: string; dates: NamedDate[]; skipped: number };

/** @throws UserError on the field that gives none. */
export async function findHolidays(
  gateway: Pick<Gateway, 'readFileText'>,
  { region, thisYear, yearCount, file }: HolidayQuery,
): Promise<FoundHolidays> {
  if (region === null && file === null) {
    throw refused('region', 'Choose a country or a region, or add a calendar file below.');
  }
  const years = Array.from({ length: Math.min(yearCount, IMPORT_YEARS_MAX) }, (_, index) => thisYear + index);
  const ofRegion = region === null ? null : await regionHolidays(region, years);
  const ofFile = file === null ? null : await fileHolidays(gateway, file, thisYear);
  return {
    source: [ofRegion?.source, ofFile === null ? undefined : 'the file']
      .filter((source) => source !== undefined)
      .join(' and '),
    dates: onePerDate([...(ofRegion?.dates ?? []), ...(ofFile?.dates ?? [])]),
    skipped: ofFile?.skipped ?? 0,
  };
}

async function regionHolidays(code: string, years: readonly number[]) {
  const source = await regionName(code);
  if (source === null) throw refused('region', 'I do not know this region. Choose one from the list.');
  const dates = await holidaysOf(code, years);
  if (dates.length > 0) return { source, dates };
  throw refused('region', `No public holidays of ${source} are known. Choose the country around it.`);
}

async function fileHolidays(
  gateway: Pick<Gateway, 'readFileText'>,
  file: GivenFile,
  thisYear: number,
): Promise<IcsDates> {
  const text = await gateway.readFileText(file, ICS_BYTES_MAX).catch((error: unknown) => {
    throw refusalOf(error);
  });
  const read = await readIcs(text, thisYear);
  if (read === null) {
    throw refused('file', 'This is no calendar file. Export the holidays as .ics (iCalendar) and add that.');
  }
  if (read.dates.length > 0) return read;
  throw refused('file', 'This file has no whole days, so there are no holidays in it. Add another one.');
}

/** What trying again would not change is said on the field; the rest is told as an incident. */
function refusalOf(error: unknown): unknown {
  if (!(error instanceof GatewayError) || error.failure.kind !== 'permanent') return error;
  return error.failure.code === 'file_too_large'
    ? refused('file', `This file is larger than ${ICS_BYTES_MAX / 1_024} KB. Export only the holidays.`)
    : refused('file', 'Slack does not give me this file. Remove it and add it again.');
}

function refused(field: keyof typeof IMPORT_FIELDS, message: string): UserError {
  return new UserError(message, { field: IMPORT_FIELDS[field] });
}
