/** What people type into a field for a target, and how many business seconds it means. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration, printDuration } from '../../../src/domain/sla/written-durations.js';

/** Nine to five. */
const DAY = 8 * 3600;
const seconds = (text: string, workingDaySeconds: number | null = DAY) => {
  const written = parseDuration(text, workingDaySeconds);
  return written.ok ? written.value : written.expected;
};

describe('a duration', () => {
  it.each([
    ['4h', 14_400],
    ['4 h', 14_400],
    ['4 hours', 14_400],
    ['1 hour', 3600],
    ['1h 30m', 5400],
    ['1h30m', 5400],
    ['1h, 30m', 5400],
    ['1 hour and 30 minutes', 5400],
    ['1.5h', 5400],
    ['1,5 h', 5400],
    ['1:30', 5400],
    ['01:30 h', 5400],
    ['1h30', 5400],
    ['2 h 05', 7500],
    ['100:00', 360_000],
    ['90 min', 5400],
    ['90m', 5400],
    ['90 MINUTES', 5400],
    ['45s', 45],
    ['1m 1s', 61],
    ['3d', 86_400],
    ['3 days', 86_400],
    ['3 working days', 86_400],
    ['1 business day', 28_800],
    ['1d 4h', 43_200],
    ['0.5 d', 14_400],
    [' 4h\n', 14_400],
  ])('%j is %d seconds', (text, means) => {
    expect(seconds(text)).toBe(means);
  });

  it.each(['', ' ', 'none', 'None', 'no target', '-', '–', '0', '0h', '0:00', '0 working days', '0h 0m'])(
    '%j is no target',
    (text) => {
      expect(seconds(text)).toBeNull();
    },
  );

  it('24h is three working days of eight hours, and one around the clock', () => {
    expect(seconds('3d')).toBe(seconds('24h'));
    expect(seconds('1d', 86_400)).toBe(seconds('24h'));
  });
});

describe('a duration is refused with what to write instead', () => {
  it('in days, where they are not equally long', () => {
    expect(seconds('3d', null)).toBe(
      'The working days of this calendar are not equally long, so a day is no fixed time. Write hours, such as 24h.',
    );
    expect(seconds('4h', null)).toBe(14_400);
  });

  it('without its unit', () => {
    expect(seconds('4', null)).toBe('“4” of what? Write 4h for hours or 4 min for minutes.');
    expect(seconds('4')).toBe(
      '“4” of what? Write 4h for hours, 4 min for minutes or 4 days for working days.',
    );
  });

  it('beyond what can be stored', () => {
    expect(seconds('9999999h')).toBe('“9999999h” is too long. Write at most 596,523 hours.');
  });

  it.each(['soon', '-4h', '4 weeks', '4h x', 'h', '1:60', '1:2:3', '4hh', '4e3h', '\u0000', '\udc00'])(
    '%j',
    (text) => {
      expect(seconds(text)).toMatch(
        /^I cannot read “.*”\. Write a duration such as 4h, 1h 30m, 90 min or 3 days; /su,
      );
      expect(seconds(text, null)).toMatch(
        /^I cannot read “.*”\. Write a duration such as 4h, 1h 30m or 90 min; /su,
      );
    },
  );
});

describe('what is printed', () => {
  it.each([
    [14_400, '4h'],
    [5400, '1h 30m'],
    [2700, '45m'],
    [3661, '1h 1m 1s'],
    [86_400, '24h'],
    [0, 'none'],
    [null, 'none'],
  ])('%s seconds are %s', (value, text) => {
    expect(printDuration(value)).toBe(text);
  });

  it('reads back as the same number of seconds, whatever a working day is', () => {
    const any = fc.option(fc.integer({ min: 1, max: 2_147_483_647 }));
    fc.assert(
      fc.property(any, (value) => {
        expect(parseDuration(printDuration(value), null)).toEqual({ ok: true, value });
      }),
    );
  });

  it('no text throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123:.,dhms working\n-') }), (text) => {
        const written = parseDuration(text, DAY);
        if (!written.ok || written.value === null) return;
        expect(Number.isInteger(written.value)).toBe(true);
        expect(written.value).toBeGreaterThan(0);
      }),
    );
  });
});
