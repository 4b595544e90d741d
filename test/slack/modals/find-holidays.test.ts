import { describe, expect, it } from 'vitest';
import { isUserError } from '../../../src/errors.js';
import { ICS_BYTES_MAX } from '../../../src/holidays/read-ics.js';
import { GatewayError } from '../../../src/slack/gateway-error.js';
import { findHolidays, type HolidayQuery } from '../../../src/slack/modals/find-holidays.js';

const NOTHING: HolidayQuery = { region: null, thisYear: 2026, yearCount: 1, file: null };
const FILE = { id: 'F1', givenBy: 'UADA' };

const ics = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...events, 'END:VCALENDAR'].join('\r\n');
const day = (date: string, name: string) =>
  `BEGIN:VEVENT\r\nUID:${name}\r\nDTSTART;VALUE=DATE:${date}\r\nSUMMARY:${name}\r\nEND:VEVENT`;
const MEETING = 'BEGIN:VEVENT\r\nUID:m\r\nDTSTART:20260616T090000Z\r\nSUMMARY:m\r\nEND:VEVENT';

/** Slack with one file of this text, or one that it does not give. */
const slackWith = (file: string | Error) => ({
  readFileText: async () => {
    if (typeof file === 'string') return file;
    throw file;
  },
});
const NO_FILE = slackWith('');

const refusalOf = async (query: Partial<HolidayQuery>, file: string | Error = '') => {
  const error = await findHolidays(slackWith(file), { ...NOTHING, ...query }).catch((thrown) => thrown);
  return isUserError(error) ? error.fields : error;
};

describe('holidays to import', () => {
  it('of a region are its public ones in the years asked for', async () => {
    const found = await findHolidays(NO_FILE, { ...NOTHING, region: 'DE-BY', yearCount: 2 });
    expect(found).toMatchObject({ source: 'Germany, Bavaria', skipped: 0 });
    expect([...new Set(found.dates.map(({ date }) => date.slice(0, 4)))]).toEqual(['2026', '2027']);
    expect(found.dates).toContainEqual({ date: '2026-01-06', name: 'Epiphany' });
  });

  it('are of at most three years, whatever was sent', async () => {
    const { dates } = await findHolidays(NO_FILE, { ...NOTHING, region: 'DE', yearCount: 99 });
    expect(dates.at(-1)?.date.slice(0, 4)).toBe('2028');
  });

  it('of a file are its whole days; the rest is counted', async () => {
    const file = ics(day('20260615', 'Founders day'), MEETING);
    expect(await findHolidays(slackWith(file), { ...NOTHING, file: FILE })).toEqual({
      source: 'the file',
      dates: [{ date: '2026-06-15', name: 'Founders day' }],
      skipped: 1,
    });
  });

  it('of a region and a file are taken together, each date once', async () => {
    const file = ics(day('20261225', 'Office party'), day('20260615', 'Founders day'));
    const query = { ...NOTHING, region: 'DE', file: FILE };
    const { source, dates } = await findHolidays(slackWith(file), query);
    expect(source).toBe('Germany and the file');
    expect(dates.filter(({ date }) => date === '2026-12-25')).toEqual([
      { date: '2026-12-25', name: 'Christmas Day / Office party' },
    ]);
    expect(dates).toContainEqual({ date: '2026-06-15', name: 'Founders day' });
  });
});

describe('refused on its own field is', () => {
  const permanent = (code: string) => new GatewayError('files.info', { kind: 'permanent', code });

  it.each<[string, Partial<HolidayQuery>, string | Error, Record<string, RegExp>]>([
    ['nothing at all', {}, '', { region: /^Choose a country or a region, or add/ }],
    [
      'a region that is in no list',
      { region: 'XX-<!channel>' },
      '',
      { region: /^I do not know this region\./ },
    ],
    [
      'a year without any',
      { region: 'DE', thisYear: 1900 },
      '',
      { region: /^No public holidays of Germany/ },
    ],
    ['a file of another kind', { file: FILE }, 'Soup', { file: /^This is no calendar file\./ }],
    ['a file without whole days', { file: FILE }, ics(MEETING), { file: /^This file has no whole days/ }],
    [
      'a file that is too large',
      { file: FILE },
      permanent('file_too_large'),
      { file: new RegExp(`larger than ${ICS_BYTES_MAX / 1_024} KB`) },
    ],
    [
      'a file that is gone, or that Slack does not give us',
      { file: FILE },
      permanent('file_not_found'),
      { file: /add it again/ },
    ],
  ])('%s', async (_what, query, file, fields) => {
    const expected = Object.fromEntries(
      Object.entries(fields).map(([field, words]) => [field, expect.stringMatching(words)]),
    );
    expect(await refusalOf(query, file)).toEqual(expected);
  });

  it('nothing where trying again may help: that is told as an incident', async () => {
    const error = new GatewayError('file download', { kind: 'ambiguous', cause: 'http_503' });
    expect(await refusalOf({ file: FILE }, error)).toBe(error);
  });
});
