/** What people type into a field for a day's opening hours, and what it means. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeWindows } from '../../../src/domain/sla/calendar.js';
import { lastMinuteDoubts, parseHours, printHours } from '../../../src/domain/sla/written-hours.js';

const read = (text: string, nextDay?: string) => {
  const written = parseHours(text, nextDay);
  return written.ok ? printHours(written.value) || 'closed' : written.expected;
};

describe('opening hours', () => {
  it.each([
    ['09:00-17:00', '09:00-17:00'],
    ['9-17', '09:00-17:00'],
    [' 9 - 17 ', '09:00-17:00'],
    ['9:00–12:00, 13-17', '09:00-12:00, 13:00-17:00'],
    ['9.00 — 12.30; 13.00 — 17.00', '09:00-12:30, 13:00-17:00'],
    ['09:00 to 17:00', '09:00-17:00'],
    ['09:00 until 17:00', '09:00-17:00'],
    ['9-12 13-17', '09:00-12:00, 13:00-17:00'],
    ['9-12 and 13-17', '09:00-12:00, 13:00-17:00'],
    ['9-12\n13-17', '09:00-12:00, 13:00-17:00'],
    ['9am-5pm', '09:00-17:00'],
    ['9:30 AM to 5 PM', '09:30-17:00'],
    ['12am-12pm', '00:00-12:00'],
    ['0-24', '00:00-24:00'],
    ['22:00-24:00', '22:00-24:00'],
    ['9-12, 01:00-05:00', '01:00-05:00, 09:00-12:00'],
    ['9-12, 1am-5am', '01:00-05:00, 09:00-12:00'],
    ['9-18, 1-5', '01:00-05:00, 09:00-18:00'],
    ['1-5, 9-12', '01:00-05:00, 09:00-12:00'],
    ['24h', '00:00-24:00'],
    ['all day', '00:00-24:00'],
    ['', 'closed'],
    ['   ', 'closed'],
    ['closed', 'closed'],
    ['Closed', 'closed'],
    ['-', 'closed'],
    ['–', 'closed'],
  ])('%j is %s', (text, means) => {
    expect(read(text)).toBe(means);
  });

  it.each([
    ['overlap', '9-13, 12-17', '09:00-17:00'],
    ['touch', '9-12, 12-17', '09:00-17:00'],
    ['are the same', '9-17, 9-17', '09:00-17:00'],
    ['come in any order', '13-17, 9-12', '09:00-12:00, 13:00-17:00'],
  ])('windows that %s count once', (_how, text, means) => {
    expect(read(text)).toBe(means);
  });
});

describe('opening hours are refused with what to write instead', () => {
  it.each([
    [
      '22:00-06:00',
      '22:00-06:00 closes before it opens. For a night, split it at midnight: 22:00-24:00 here and 00:00-06:00 on Tuesday.',
    ],
    [
      '9-5',
      '09:00-05:00 closes before it opens. For a day, write 09:00-17:00. For a night, split it at midnight: 09:00-24:00 here and 00:00-05:00 on Tuesday.',
    ],
    ['18:00-00:00', 'Midnight at the end of a day is 24:00: write 18:00-24:00.'],
    ['0-0', 'Midnight at the end of a day is 24:00: write 00:00-24:00.'],
    [
      '9-9',
      '09:00-09:00 closes when it opens. Write a later closing time, or 00:00-24:00 for the whole day.',
    ],
    ['24:00-06:00', '24:00-06:00 closes before it opens. Write 00:00-06:00 on Tuesday.'],
    ['9-12, 1-5', 'Is “1-5” the afternoon? Then write 13:00-17:00; for the night write 01:00-05:00.'],
    [
      '9-12 1:30-5:30',
      'Is “1:30-5:30” the afternoon? Then write 13:30-17:30; for the night write 01:30-05:30.',
    ],
    ['open', 'From when to when? Write the hours, such as 09:00-17:00; for the whole day write 00:00-24:00.'],
    ['9-25', '“25” is no time of day. Write times from 00:00 to 24:00, such as 09:30.'],
    ['9:61-17', '“9:61” is no time of day. Write times from 00:00 to 24:00, such as 09:30.'],
    ['24:01-24:30', '“24:01” is no time of day. Write times from 00:00 to 24:00, such as 09:30.'],
    ['13pm-14pm', '“13pm” is no time of day. Write times from 00:00 to 24:00, such as 09:30.'],
  ])('%s', (text, expected) => {
    expect(read(text, 'Tuesday')).toBe(expected);
  });

  it.each([
    'nine to five',
    '9',
    '9-',
    '-17',
    '9-12-17',
    '9-17h',
    'lunch',
    '9-17 lunch',
    '9:5-17',
    '\u0000',
    '\ud800',
    '<!channel>',
  ])('%j, quoting what cannot be read', (text) => {
    expect(read(text)).toMatch(
      /^I cannot read “.*”\. Write opening and closing times, such as 09:00-12:00, /su,
    );
  });

  it('as it was typed', () => {
    expect(read(' Nine  to five')).toContain('“Nine  to five”');
    expect(read('9-12, Lunch')).toContain('“lunch”');
  });

  it('and a long text is quoted shortly', () => {
    expect(read('x'.repeat(3000)).length).toBeLessThan(200);
  });
});

describe('a window until 23:59', () => {
  const doubts = (text: string) => {
    const written = parseHours(text);
    return written.ok ? lastMinuteDoubts([...written.value, ...written.value]) : [];
  };
  it.each([
    ['9-23:59', ['09:00-23:59 leaves out the last minute of the day. Did you mean 09:00-24:00?']],
    ['0-6, 22-23:59', ['22:00-23:59 leaves out the last minute of the day. Did you mean 22:00-24:00?']],
    ['9-24', []],
    ['9-23:58', []],
    ['', []],
  ])('is asked about once (%j)', (text, questions) => {
    expect(doubts(text)).toEqual(questions);
  });
});

const minute = fc.integer({ min: 0, max: 1440 });
const windows = fc.array(
  fc
    .tuple(minute, minute)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => ({ opensMinute: Math.min(a, b), closesMinute: Math.max(a, b) })),
  { maxLength: 5 },
);

describe('what is printed', () => {
  it('reads back as the same windows', () => {
    fc.assert(
      fc.property(windows, (each) => {
        expect(parseHours(printHours(each))).toEqual({ ok: true, value: mergeWindows(each) });
      }),
    );
  });

  it('no text throws, and what is read is printed as it is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123459:.-–to,; apm\n\u0000x') }), (text) => {
        const written = parseHours(text);
        if (written.ok) expect(parseHours(printHours(written.value))).toEqual(written);
      }),
    );
  });
});
