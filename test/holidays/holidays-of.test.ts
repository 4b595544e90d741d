/** The lists are those that governments publish for 2026; where `date-holidays` knows less, the test says so. */
import { describe, expect, it } from 'vitest';
import { holidaysOf } from '../../src/holidays/holidays-of.js';

const datesOf = async (code: string, year = 2026) => (await holidaysOf(code, [year])).map(({ date }) => date);
const of2026 = (days: string) => days.split(' ').map((day) => `2026-${day}`);

describe('public holidays of 2026', () => {
  const published: [code: string, region: string, days: string][] = [
    ['DE-BE', 'Berlin', '01-01 03-08 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26'],
    // Assumption Day is one only where more Catholics live than Protestants: the region below.
    ['DE-BY', 'Bavaria', '01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26'],
    [
      'DE-BY-KATH',
      'Bavaria, Catholic communities',
      '01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 08-15 10-03 11-01 12-25 12-26',
    ],
    // Independence Day falls on a Saturday: the day off is Friday, and the day itself is listed too.
    ['US', 'the United States', '01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25'],
    // Boxing Day falls on a Saturday: the day off is the Monday.
    ['GB-ENG', 'England', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28'],
    // Without the bank holiday for the World Cup on 15 June 2026, which was proclaimed for that year alone.
    ['GB-SCT', 'Scotland', '01-01 01-02 04-03 05-04 05-25 08-03 11-30 12-25 12-26 12-28'],
    // Hebrew days begin in the evening before; offices are closed on these.
    ['IL', 'Israel', '04-02 04-08 04-22 05-22 09-12 09-13 09-21 09-26 10-03'],
    // 6 May stands in for Constitution Day on a Sunday; 22 September lies between two holidays.
    [
      'JP',
      'Japan',
      '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23',
    ],
    // Half days (the afternoons before both feasts, 28 October) are none; feasts of several days are all of them.
    ['TR', 'Türkiye', '01-01 03-20 03-21 03-22 04-23 05-01 05-19 05-27 05-28 05-29 05-30 07-15 08-30 10-29'],
  ];

  it.each(published)('%s: as published for %s', async (code, _, days) => {
    expect(await datesOf(code)).toEqual(of2026(days));
  });

  it('are named in English, a day in lieu as what it is', async () => {
    const named = Object.fromEntries(
      (await holidaysOf('GB-ENG', [2026])).map(({ date, name }) => [date, name]),
    );
    expect(named['2026-04-03']).toBe('Good Friday');
    expect(named['2026-12-28']).toBe('Boxing Day (substitute day)');
  });

  it('that fall on one day are one day with both names', async () => {
    const both = (await holidaysOf('DE-BY', [2008])).filter(({ date }) => date === '2008-05-01');
    expect(both).toEqual([{ date: '2008-05-01', name: 'Labour Day / Ascension Day' }]);
  });

  it('that last into the night only are left out: Christmas Eve from 19:00 in South Australia', async () => {
    const dates = await datesOf('AU-SA');
    expect(dates).toContain('2026-12-25');
    expect(dates).not.toContain('2026-12-24');
  });

  it('on which clocks change are whole days all the same', async () => {
    // Easter Sunday 2026 has 25 hours in New South Wales.
    expect(await datesOf('AU-NSW')).toContain('2026-04-05');
  });
});

describe('years', () => {
  it('come together, in order', async () => {
    const dates = (await holidaysOf('DE', [2027, 2026])).map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    expect(dates[0]).toBe('2026-01-01');
    expect(dates.at(-1)).toBe('2027-12-26');
  });

  it('out of reach have none', async () => {
    expect(await holidaysOf('DE', [1, 1969, 2200, Number.NaN, 2026.5])).toEqual([]);
  });
});

it.each(['XX', '', 'DE-XX', '__proto__'])('a region nobody knows ("%s") has none', async (code) => {
  expect(await holidaysOf(code, [2026])).toEqual([]);
});
