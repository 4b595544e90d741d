import { describe, expect, it } from 'vitest';
import { ICS_BYTES_MAX, ICS_DATES_MAX, readIcs } from '../../src/holidays/read-ics.js';

const THIS_YEAR = 2026;
const read = (text: string) => readIcs(text, THIS_YEAR);

const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...events, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const day = (date: string, ...lines: string[]) => event(`DTSTART;VALUE=DATE:${date}`, ...lines);

/** "12-25 Christmas" of each, with the year where it is another than 2026. */
async function shown(...events: string[]): Promise<string[] | null> {
  const found = await read(calendar(...events));
  return found?.dates.map(({ date, name }) => `${date.replace('2026-', '')} ${name}`) ?? null;
}

describe('a whole day', () => {
  const cases: [string, string[], string[]][] = [
    ['with a name', [day('20261225', 'SUMMARY:Christmas Day')], ['12-25 Christmas Day']],
    [
      'whose name has signs',
      [day('20261225', 'SUMMARY:Fête\\, Noël\\; \\nand so on')],
      ['12-25 Fête, Noël; and so on'],
    ],
    ['whose name is folded', [day('20261225', 'SUMMARY:Christ\r\n mas Day')], ['12-25 Christmas Day']],
    ['whose name has parameters', [day('20261225', 'SUMMARY;LANGUAGE=en:Christmas')], ['12-25 Christmas']],
    ['without a name', [day('20261225')], ['12-25 Holiday']],
    ['that ends the day after', [day('20261225', 'DTEND;VALUE=DATE:20261226', 'SUMMARY:X')], ['12-25 X']],
    [
      'that ends on itself, as some write',
      [day('20261225', 'DTEND;VALUE=DATE:20261225', 'SUMMARY:X')],
      ['12-25 X'],
    ],
    [
      'and the days after it up to DTEND, which is no more part of it',
      [day('20261230', 'DTEND;VALUE=DATE:20270102', 'SUMMARY:X')],
      ['12-30 X', '12-31 X', '2027-01-01 X'],
    ],
    ['of a duration', [day('20261225', 'DURATION:P2D', 'SUMMARY:X')], ['12-25 X', '12-26 X']],
    [
      'of a week',
      [day('20261201', 'DURATION:P1W', 'SUMMARY:X')],
      [1, 2, 3, 4, 5, 6, 7].map((d) => `12-0${d} X`),
    ],
    ['in any order', [day('20261226', 'SUMMARY:B'), day('20261225', 'SUMMARY:A')], ['12-25 A', '12-26 B']],
    [
      'with two names',
      [day('20261225', 'SUMMARY:A'), day('20261225', 'SUMMARY:B'), day('20261225', 'SUMMARY:A')],
      ['12-25 A / B'],
    ],
    [
      'whose alarm has times and words of its own',
      [
        event(
          'DTSTART;VALUE=DATE:20261225',
          'BEGIN:VALARM',
          'DURATION:P5D',
          'SUMMARY:Wake up',
          'END:VALARM',
          'SUMMARY:X',
        ),
      ],
      ['12-25 X'],
    ],
    ['of years ago', [day('20190101', 'SUMMARY:X')], ['2019-01-01 X']],
  ];

  it.each(cases)('%s', async (_, events, dates) => {
    expect(await shown(...events)).toEqual(dates);
  });

  it('has a name of at most 100 characters', async () => {
    const [only] = (await read(calendar(day('20261225', `SUMMARY:${'x'.repeat(300)}`))))?.dates ?? [];
    expect(only?.name).toHaveLength(100);
  });
});

describe('a day that comes again every year, in this year and the two after it', () => {
  const yearly = (start: string, rule: string, ...lines: string[]) =>
    day(start, `RRULE:FREQ=YEARLY${rule}`, 'UID:1', 'SUMMARY:X', ...lines);
  const cases: [string, string[], string[]][] = [
    ['on its date', [yearly('20101225', '')], ['2026-12-25', '2027-12-25', '2028-12-25']],
    ['not before it begins', [yearly('20271225', '')], ['2027-12-25', '2028-12-25']],
    ['every second year', [yearly('20241225', ';INTERVAL=2')], ['2026-12-25', '2028-12-25']],
    ['as often as it says', [yearly('20251225', ';COUNT=2')], ['2026-12-25']],
    ['until the day it says', [yearly('20201225', ';UNTIL=20271225')], ['2026-12-25', '2027-12-25']],
    ['until an instant', [yearly('20201225', ';UNTIL=20270101T000000Z')], ['2026-12-25']],
    ['of a leap year in leap years', [yearly('20240229', '')], ['2028-02-29']],
    [
      'with its month and day named',
      [yearly('20101225', ';BYMONTH=12;BYMONTHDAY=25')],
      ['2026-12-25', '2027-12-25', '2028-12-25'],
    ],
    [
      'on the fourth Thursday of November',
      [yearly('20101125', ';BYMONTH=11;BYDAY=4TH')],
      ['2026-11-26', '2027-11-25', '2028-11-23'],
    ],
    [
      'on the last Monday of May',
      [yearly('20100531', ';BYMONTH=5;BYDAY=-1MO')],
      ['2026-05-25', '2027-05-31', '2028-05-29'],
    ],
    [
      'on the Monday from the 25th to the 31st',
      [yearly('20100531', ';BYMONTH=5;BYDAY=MO;BYMONTHDAY=25,26,27,28,29,30,31')],
      ['2026-05-25', '2027-05-31', '2028-05-29'],
    ],
    [
      'on the last day of February',
      [yearly('20100228', ';BYMONTH=2;BYMONTHDAY=-1')],
      ['2026-02-28', '2027-02-28', '2028-02-29'],
    ],
    [
      'on the first Monday of the year',
      [yearly('20100104', ';BYDAY=1MO')],
      ['2026-01-05', '2027-01-04', '2028-01-03'],
    ],
    [
      'in two months',
      [yearly('20270110', ';BYMONTH=1,7')],
      ['2027-01-10', '2027-07-10', '2028-01-10', '2028-07-10'],
    ],
    [
      'for two days',
      [yearly('20261225', ';UNTIL=20261231', 'DTEND;VALUE=DATE:20261227')],
      ['2026-12-25', '2026-12-26'],
    ],
    [
      'but not on days left out',
      [yearly('20101225', '', 'EXDATE;VALUE=DATE:20261225,20281225')],
      ['2027-12-25'],
    ],
    [
      'but for one that was moved',
      [yearly('20101225', ''), day('20271227', 'UID:1', 'RECURRENCE-ID;VALUE=DATE:20271225', 'SUMMARY:X')],
      ['2026-12-25', '2027-12-27', '2028-12-25'],
    ],
    ['never, by a rule that meets no day', [yearly('20100228', ';BYMONTH=2;BYMONTHDAY=30')], []],
  ];

  it.each(cases)('%s', async (_, events, dates) => {
    expect(await read(calendar(...events))).toEqual({
      dates: dates.map((date) => ({ date, name: 'X' })),
      skipped: 0,
    });
  });
});

describe('skipped and counted', () => {
  const cases: [string, string][] = [
    ['a meeting', event('DTSTART:20261225T090000Z', 'DTEND:20261225T100000Z')],
    ['a meeting from midnight to midnight', event('DTSTART:20261225T000000', 'DTEND:20261226T000000')],
    ['a day that ends at a time', day('20261225', 'DTEND:20261225T100000Z')],
    ['a date that is none', day('20261399')],
    ['no date at all', event('SUMMARY:X')],
    ['a day in the year 1', day('00010101')],
    ['what is called off', day('20261225', 'STATUS:CANCELLED')],
    ['more than 60 days', day('20260101', 'DTEND;VALUE=DATE:20260401')],
    ['every week', day('20260102', 'RRULE:FREQ=WEEKLY;BYDAY=FR')],
    ['every second', day('20260102', 'RRULE:FREQ=SECONDLY')],
    ['weeks of the year', day('20260102', 'RRULE:FREQ=YEARLY;BYWEEKNO=20')],
    ['the last of several', day('20260102', 'RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=MO,TU;BYSETPOS=-1')],
    ['some number of several a year', day('20200601', 'RRULE:FREQ=YEARLY;COUNT=20;BYMONTH=6;BYMONTHDAY=1,2')],
    ['two rules', day('20260102', 'RRULE:FREQ=YEARLY', 'RRULE:FREQ=YEARLY;INTERVAL=2')],
    ['further dates', day('20260102', 'RDATE;VALUE=DATE:20260105')],
    ['a rule that is none', day('20260102', 'RRULE:WHENEVER')],
    ['a broken line', day('20260102', 'SUMMARY;="')],
  ];

  it.each(cases)('%s, while the others are read', async (_, odd) => {
    expect(await read(calendar(odd, day('20261225', 'SUMMARY:X')))).toEqual({
      dates: [{ date: '2026-12-25', name: 'X' }],
      skipped: 1,
    });
  });
});

describe('a file', () => {
  const one = calendar(day('20261225', 'SUMMARY:X'));
  const X = { dates: [{ date: '2026-12-25', name: 'X' }], skipped: 0 };
  const readable: [string, string][] = [
    ['with the line ends of Unix', one.replaceAll('\r', '')],
    ['with a byte order mark and empty lines', `\uFEFF\r\n\r\n${one}`],
    ['in lower case', one.toLowerCase().replace('summary:x', 'summary:X')],
    ['of several calendars', `${calendar()}${one}`],
    ['that breaks off', one.replace('END:VCALENDAR\r\n', 'BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261226')],
    ['with time zones', calendar('BEGIN:VTIMEZONE', 'TZID:X', 'END:VTIMEZONE', day('20261225', 'SUMMARY:X'))],
  ];

  it.each(readable)('%s is read', async (_, text) => {
    expect(await read(text)).toEqual(X);
  });

  it.each([
    ['of nothing', ''],
    ['of something else', 'Name,Date\nChristmas,2026-12-25'],
    ['of another kind of card', 'BEGIN:VCARD\r\nEND:VCARD'],
    ['of bytes', '\u0000\u0001PK\uFFFD'],
    ['a web page', '<!doctype html><p>BEGIN:VCALENDAR'],
    ['too large', `${one}${'x'.repeat(ICS_BYTES_MAX)}`],
  ])('%s is none of ours', async (_, text) => {
    expect(await read(text)).toBeNull();
  });

  it('without events has no dates', async () => {
    expect(await read(calendar())).toEqual({ dates: [], skipped: 0 });
  });

  it('of a thousand dates and more gives the latest thousand, and says how many it left out', async () => {
    const week = (month: number, start: number) =>
      day(
        `20${String(10 + month).padStart(2, '0')}0101`,
        `DTEND;VALUE=DATE:20${10 + month}02${start}`,
        'SUMMARY:X',
      );
    const found = await read(calendar(...Array.from({ length: 24 }, (_, index) => week(index, 15))));
    expect(found?.dates).toHaveLength(ICS_DATES_MAX);
    expect(found?.dates.at(-1)?.date).toBe('2033-02-14');
    expect(found?.skipped).toBe(24 * 45 - ICS_DATES_MAX);
  });
});

describe('a hostile file', () => {
  const repeated = (count: number, text: string) => Array.from({ length: count }, () => text).join('\r\n');
  const room = ICS_BYTES_MAX - 1_000;
  const filled = (text: string) => text.repeat(Math.floor(room / text.length));
  const hostile: [string, string][] = [
    ['of thousands of days', calendar(repeated(8_000, day('20260105')))],
    [
      'of thousands of rules that meet every Monday',
      calendar(repeated(5_500, day('20260105', 'RRULE:FREQ=YEARLY;BYDAY=MO'))),
    ],
    [
      'of thousands of rules that meet no day',
      calendar(repeated(4_500, day('20260105', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'))),
    ],
    ['of thousands of long ranges', calendar(repeated(6_000, day('20260105', 'DTEND;VALUE=DATE:20260304')))],
    ['of one endless name', calendar(day('20261225', `SUMMARY:${filled('x')}`))],
    ['of one name in very many lines', calendar(day('20261225', `SUMMARY:a${filled('\r\n b')}`))],
    ['of parameters', calendar(day('20261225', `SUMMARY${filled(';X=1')}:a`))],
    ['of escapes', calendar(day('20261225', `SUMMARY:${filled('\\,')}`))],
    [
      'of dates left out',
      calendar(day('20261225', 'RRULE:FREQ=YEARLY', `EXDATE;VALUE=DATE:${filled('20261225,')}`)),
    ],
    ['of weekdays', calendar(day('20261225', `RRULE:FREQ=YEARLY;BYDAY=${filled('MO,')}TU`))],
    ['of events in events', calendar(filled('BEGIN:VEVENT\r\n'))],
    ['of nothing but ends', `BEGIN:VCALENDAR\r\n${filled('END:VEVENT\r\n')}`],
    ['of empty lines', calendar(filled('\r\n'))],
    ['of one line', `BEGIN:VCALENDAR\r\n${filled('x')}`],
    ['of calendars', filled('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')],
  ];

  it.each(hostile)('%s is bounded', async (_, text) => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(ICS_BYTES_MAX);
    const cpu = process.cpuUsage();
    const found = await read(text);
    const { user, system } = process.cpuUsage(cpu);
    expect(found?.dates.length ?? 0).toBeLessThanOrEqual(ICS_DATES_MAX);
    // 200 ms on an idle machine; the gate runs on busy ones.
    expect((user + system) / 1_000).toBeLessThan(1_000);
  });
});
