/** What people list as holidays and exceptions, one a line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALENDAR_DATES_MAX } from '../../../src/domain/sla/validate-calendar.js';
import {
  DATE_NAME_MAX,
  mergeExceptions,
  parseExceptions,
  parseHolidays,
  printExceptions,
  printHolidays,
} from '../../../src/domain/sla/written-dates.js';

const holidays = (text: string) => {
  const written = parseHolidays(text);
  return written.ok ? printHolidays(written.value) : written.expected;
};
const exceptions = (text: string) => {
  const written = parseExceptions(text);
  return written.ok ? printExceptions(written.value) : written.expected;
};

describe('a holiday', () => {
  it.each([
    ['2026-12-25', '2026-12-25'],
    ['2026-12-25 Christmas Day', '2026-12-25 Christmas Day'],
    ['2026-12-25: Christmas Day', '2026-12-25 Christmas Day'],
    ['2026-12-25, Christmas   Day ', '2026-12-25 Christmas Day'],
    ['2026-12-25 – Christmas Day', '2026-12-25 Christmas Day'],
    ['2026-12-25\tChristmas Day', '2026-12-25 Christmas Day'],
    ['- 2026-12-25 Christmas Day', '2026-12-25 Christmas Day'],
    ['2026/1/6 Epiphany', '2026-01-06 Epiphany'],
    ['2026.01.06 Epiphany', '2026-01-06 Epiphany'],
    ['2028-02-29', '2028-02-29'],
    ['2026-12-25 1. Weihnachtstag', '2026-12-25 1. Weihnachtstag'],
  ])('%j', (line, means) => {
    expect(holidays(line)).toBe(means);
  });

  it('lists are sorted, with blank lines and either kind of line end', () => {
    expect(holidays('\n2026-12-26 Boxing Day\r\n\n 2026-12-25 Christmas Day \n\n')).toBe(
      '2026-12-25 Christmas Day\n2026-12-26 Boxing Day',
    );
    expect(holidays('')).toBe('');
  });

  it('of two names for a date the later wins, and none is no name', () => {
    expect(holidays('2026-12-25 Xmas\n2026-12-25 Christmas Day')).toBe('2026-12-25 Christmas Day');
    expect(holidays('2026-12-25 Christmas Day\n2026-12-25')).toBe('2026-12-25 Christmas Day');
  });

  it('a name is cut, between characters', () => {
    expect(holidays(`2026-12-25 ${'🎄'.repeat(150)}`)).toBe(`2026-12-25 ${'🎄'.repeat(DATE_NAME_MAX)}`);
  });

  it.each([
    ['2026-02-30 Never', 'There is no such date: “2026-02-30 Never”. Write one that exists.'],
    ['2026-02-29', 'There is no such date: “2026-02-29”. Write one that exists.'],
    ['2026-13-01', 'There is no such date: “2026-13-01”. Write one that exists.'],
    ['25.12.2026 X', 'I cannot read “25.12.2026 X”. Begin each line with a date, such as 2026-12-25.'],
    ['12/25/2026', 'I cannot read “12/25/2026”. Begin each line with a date, such as 2026-12-25.'],
    ['Christmas', 'I cannot read “Christmas”. Begin each line with a date, such as 2026-12-25.'],
    ['2026-12-255', 'I cannot read “2026-12-255”. Begin each line with a date, such as 2026-12-25.'],
    ['0026-12-25', 'The year in “0026-12-25” is not between 1970 and 2199. Correct it.'],
    ['2926-12-25', 'The year in “2926-12-25” is not between 1970 and 2199. Correct it.'],
  ])('%j is refused, quoting the line', (line, expected) => {
    expect(holidays(`2026-01-01\n${line}\n2026-12-26`)).toBe(expected);
  });

  it('several lines are refused together: the first three, and how many more', () => {
    expect(holidays('25.12.2026\n2026-12-26\nsoon')).toBe(
      'I cannot read “25.12.2026”. Begin each line with a date, such as 2026-12-25. I cannot read “soon”. Begin each line with a date, such as 2026-12-25.',
    );
    expect(holidays('2026-02-30\n2026-02-31\n2026-04-31\n2026-06-31')).toMatch(
      /“2026-02-30”.* “2026-02-31”.* “2026-04-31”\. Write one that exists\. And 1 more line\.$/,
    );
    expect(exceptions('a\nb\n2026-12-24 closed\nc\nd\ne\nf\ng')).toMatch(
      /“a”.* “b”.* “c”[^“]* And 4 more lines\.$/,
    );
  });

  it('more than a calendar holds are refused', () => {
    const dates = (count: number) =>
      Array.from({ length: count }, (_each, day) =>
        new Date(Date.UTC(2000, 0, 1 + day)).toISOString().slice(0, 10),
      ).join('\n');
    expect(holidays(dates(CALENDAR_DATES_MAX)).length).toBe(11 * CALENDAR_DATES_MAX - 1);
    expect(holidays(dates(CALENDAR_DATES_MAX + 1))).toBe(
      `List at most ${CALENDAR_DATES_MAX} dates. Leave out the oldest ones.`,
    );
  });
});

describe('an exception', () => {
  it.each([
    ['2026-12-24 closed 12:00-24:00 Christmas Eve', '2026-12-24 closed 12:00-24:00 Christmas Eve'],
    ['2026-12-24 closed 12-24 Christmas Eve', '2026-12-24 closed 12:00-24:00 Christmas Eve'],
    ['2026-12-24: Closed, 12–24: Christmas Eve', '2026-12-24 closed 12:00-24:00 Christmas Eve'],
    ['2026-12-24 closed 12:00 to 24:00', '2026-12-24 closed 12:00-24:00'],
    ['2026-12-24 closed', '2026-12-24 closed 00:00-24:00'],
    ['2026-12-24 closed Christmas Eve', '2026-12-24 closed 00:00-24:00 Christmas Eve'],
    ['2026-12-05 open 10am-2pm Stocktaking', '2026-12-05 open 10:00-14:00 Stocktaking'],
    ['2026-12-05 open 10:00-14:00 PM Dawn', '2026-12-05 open 10:00-14:00 PM Dawn'],
    [
      '2026-12-05 open 10-12, 13-15 Stocktaking',
      '2026-12-05 open 10:00-12:00 Stocktaking\n2026-12-05 open 13:00-15:00 Stocktaking',
    ],
    ['2026-12-05 open 10-12, 3 kings', '2026-12-05 open 10:00-12:00 3 kings'],
  ])('%j', (line, means) => {
    expect(exceptions(line)).toBe(means);
  });

  it('windows of one date and kind that overlap are one, under the later name; those that touch keep theirs', () => {
    expect(exceptions('2026-12-24 closed 14-24 Later\n2026-12-24 closed 12-15 Eve')).toBe(
      '2026-12-24 closed 12:00-24:00 Eve',
    );
    expect(exceptions('2026-12-24 closed 9-10 A\n2026-12-24 closed 10-11 B')).toBe(
      '2026-12-24 closed 09:00-10:00 A\n2026-12-24 closed 10:00-11:00 B',
    );
    expect(exceptions('2026-12-24 closed 9-12\n2026-12-24 open 10-11')).toBe(
      '2026-12-24 closed 09:00-12:00\n2026-12-24 open 10:00-11:00',
    );
  });

  it.each([
    [
      '2026-12-24 12-24 Eve',
      'Say whether “2026-12-24 12-24 Eve” is closed or open: 2026-12-24 closed 12:00-24:00, or 2026-12-24 open 10:00-14:00.',
    ],
    ['2026-12-24 open Eve', 'Say from when to when in “2026-12-24 open Eve”: 2026-12-24 open 10:00-14:00.'],
    [
      '2026-12-24 closed 12',
      'Say from when to when in “2026-12-24 closed 12”: 2026-12-24 closed 10:00-14:00.',
    ],
    [
      '2026-12-24 closed 22-6',
      '“2026-12-24 closed 22-6”: 22:00-06:00 closes before it opens. For a night, split it at midnight: 22:00-24:00 here and 00:00-06:00 on the next date’s own line.',
    ],
    ['2026-02-30 closed', 'There is no such date: “2026-02-30 closed”. Write one that exists.'],
  ])('%j is refused, quoting the line', (line, expected) => {
    expect(exceptions(line)).toBe(expected);
  });
});

const date = fc
  .integer({ min: 0, max: 80_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
const name = fc.oneof(
  fc.constantFrom(
    '',
    'Christmas Day',
    '3 kings',
    '10:00-11:00',
    'PM Dawn',
    'and 9-10',
    'closed',
    '2026-12-24',
  ),
  fc.string({ maxLength: 120, unit: 'grapheme' }),
);

describe('what is printed', () => {
  it('of holidays reads back as the same', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(date, name), { maxLength: 8 }), (lines) => {
        const typed = parseHolidays(lines.map((line) => line.join(' ').replace(/[\r\n]/g, '')).join('\n'));
        if (typed.ok) expect(parseHolidays(printHolidays(typed.value))).toEqual(typed);
      }),
    );
  });

  it('of exceptions reads back as the same', () => {
    const minute = fc.integer({ min: 0, max: 1440 });
    const exception = fc
      .record({
        date: fc.constantFrom('2026-12-24', '2026-12-25'),
        kind: fc.constantFrom('closed' as const, 'open' as const),
        a: minute,
        b: minute,
        name,
      })
      .filter(({ a, b }) => a !== b)
      .map(({ a, b, name: called, ...rest }) => {
        const [clean] = (([parsed]) => [parsed?.name ?? ''])(valuesOf(parseHolidays(`2026-01-01 ${called}`)));
        return { ...rest, opensMinute: Math.min(a, b), closesMinute: Math.max(a, b), name: clean ?? '' };
      });
    fc.assert(
      fc.property(fc.array(exception, { maxLength: 6 }), (each) => {
        const merged = mergeExceptions(each);
        expect(valuesOf(parseExceptions(printExceptions(each)))).toEqual(merged);
        expect(mergeExceptions(merged)).toEqual(merged);
      }),
    );
  });
});

function valuesOf<T>(written: { ok: true; value: readonly T[] } | { ok: false }): readonly T[] {
  return written.ok ? written.value : [];
}
