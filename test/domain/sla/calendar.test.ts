/** What a calendar may be: every refusal with its reason and place, and what reading one makes of it. */

import { describe, expect, it } from 'vitest';
import {
  AROUND_THE_CLOCK,
  type Calendar,
  dayNumberOf,
  mergeWindows,
  officeHours,
  subtractWindow,
  weekdayOf,
} from '../../../src/domain/sla/calendar.js';
import {
  CALENDAR_DATES_MAX,
  type CalendarInput,
  type CalendarProblem,
  minuteOfDay,
  parseCalendar,
  validateCalendar,
} from '../../../src/domain/sla/validate-calendar.js';

const GOOD: CalendarInput = { timeZone: 'Europe/Berlin', weekly: { mon: [['09:00', '17:00']] } };
const monday = (from: string, to: string): CalendarInput => ({ ...GOOD, weekly: { mon: [[from, to]] } });

const REFUSED: [why: string, input: CalendarInput, reason: CalendarProblem['reason'], path: string][] = [
  ['no window at all', { ...GOOD, weekly: {} }, 'never_open', 'weekly'],
  [
    'only extra openings',
    { ...GOOD, weekly: {}, exceptions: [{ date: '2026-12-24', kind: 'open', from: '09:00', to: '10:00' }] },
    'never_open',
    'weekly',
  ],
  ['closing before opening', monday('22:00', '06:00'), 'closes_before_opening', 'weekly.mon.0'],
  ['closing at opening', monday('09:00', '09:00'), 'closes_before_opening', 'weekly.mon.0'],
  ['midnight written as 00:00 at the end', monday('09:00', '00:00'), 'closes_before_opening', 'weekly.mon.0'],
  ['an hour that does not exist', monday('09:00', '25:00'), 'not_a_time', 'weekly.mon.0'],
  ['a minute past the end of the day', monday('09:00', '24:01'), 'not_a_time', 'weekly.mon.0'],
  ['a minute that does not exist', monday('09:60', '17:00'), 'not_a_time', 'weekly.mon.0'],
  ['words for a time', monday('nine', 'five'), 'not_a_time', 'weekly.mon.0'],
  ['an unknown zone', { ...GOOD, timeZone: 'Europe/Bielefeld' }, 'unknown_time_zone', 'timeZone'],
  ['no zone', { ...GOOD, timeZone: '' }, 'unknown_time_zone', 'timeZone'],
  ['an offset for a zone', { ...GOOD, timeZone: '+02:00' }, 'unknown_time_zone', 'timeZone'],
  [
    'a holiday that does not exist',
    { ...GOOD, holidays: ['2026-02-28', '2026-02-29'] },
    'not_a_date',
    'holidays.1',
  ],
  ['a holiday written differently', { ...GOOD, holidays: ['25.12.2026'] }, 'not_a_date', 'holidays.0'],
  [
    'a closure on no date',
    { ...GOOD, exceptions: [{ date: '', kind: 'closed', from: '09:00', to: '10:00' }] },
    'not_a_date',
    'exceptions.0',
  ],
  [
    'a closure that ends before it begins',
    { ...GOOD, exceptions: [{ date: '2026-12-24', kind: 'closed', from: '12:00', to: '09:00' }] },
    'closes_before_opening',
    'exceptions.0',
  ],
];

describe('a calendar is refused for', () => {
  it.each(REFUSED)('%s', (_why, input, reason, path) => {
    const parsed = parseCalendar(input);
    expect(parsed).toMatchObject({ ok: false, problems: [{ reason, path }] });
  });

  it('more dates than a calendar may have', () => {
    const holidays = Array.from({ length: CALENDAR_DATES_MAX + 1 }, (_, day) =>
      new Date(day * 86_400_000).toISOString().slice(0, 10),
    );
    expect(parseCalendar({ ...GOOD, holidays })).toMatchObject({
      ok: false,
      problems: [{ reason: 'too_many_dates' }],
    });
  });

  it('minutes that are none, when it was not parsed but built', () => {
    const weekly: Calendar['weekly'] = {
      ...officeHours('UTC').weekly,
      sat: [{ opensMinute: 0.5, closesMinute: 1440 }],
    };
    expect(validateCalendar({ ...officeHours('UTC'), weekly })).toMatchObject([
      { reason: 'not_a_time', path: 'weekly.sat.0' },
    ]);
  });

  it('everything that is wrong with it at once', () => {
    const parsed = parseCalendar({
      timeZone: 'Nowhere',
      weekly: { mon: [['9', '10:00']], tue: [['10:00', '09:00']] },
      holidays: ['x'],
    });
    expect(parsed.ok ? [] : parsed.problems.map(({ reason }) => reason)).toEqual([
      'unknown_time_zone',
      'not_a_time',
      'closes_before_opening',
      'not_a_date',
    ]);
  });

  it('closing before opening with an offer of 24:00 and of a split at midnight', () => {
    const parsed = parseCalendar(monday('22:00', '06:00'));
    expect(parsed.ok ? '' : parsed.problems[0]?.expected).toMatch(/24:00.*split at midnight/);
  });
});

describe('a calendar that is read', () => {
  it('has overlapping and touching windows merged, in order', () => {
    const parsed = parseCalendar({
      ...GOOD,
      weekly: {
        mon: [
          ['13:00', '17:00'],
          ['09:00', '12:00'],
          ['11:00', '13:00'],
          ['09:30', '10:00'],
        ],
      },
    });
    expect(parsed.ok && parsed.calendar.weekly.mon).toEqual([{ opensMinute: 540, closesMinute: 1020 }]);
  });

  it('knows each holiday once', () => {
    const parsed = parseCalendar({ ...GOOD, holidays: ['2026-12-26', '2026-12-25', '2026-12-26'] });
    expect(parsed.ok && parsed.calendar.holidays).toEqual(['2026-12-25', '2026-12-26']);
  });

  it.each([
    ['00:00', 0],
    ['9:05', 545],
    ['23:59', 1439],
    ['24:00', 1440],
  ])('reads %s as minute %i', (text, minute) => {
    expect(minuteOfDay(text)).toBe(minute);
  });

  it.each([AROUND_THE_CLOCK, officeHours('America/New_York')])(
    'is good as it comes: $timeZone',
    (calendar) => {
      expect(validateCalendar(calendar)).toEqual([]);
    },
  );
});

describe('windows', () => {
  const window = (opensMinute: number, closesMinute: number) => ({ opensMinute, closesMinute });

  it('lose what is taken out of them', () => {
    const windows = [window(0, 100), window(200, 300)];
    expect(subtractWindow(windows, window(50, 250))).toEqual([window(0, 50), window(250, 300)]);
    expect(subtractWindow(windows, window(20, 30))).toEqual([
      window(0, 20),
      window(30, 100),
      window(200, 300),
    ]);
    expect(subtractWindow(windows, window(0, 1440))).toEqual([]);
    expect(subtractWindow(windows, window(100, 200))).toEqual(windows);
  });

  it('merge to the longest when one lies inside another', () => {
    expect(mergeWindows([window(0, 100), window(10, 20), window(100, 110), window(120, 130)])).toEqual([
      window(0, 110),
      window(120, 130),
    ]);
  });
});

describe('dates', () => {
  it.each([
    ['1970-01-01', 0, 'thu'],
    ['1969-12-31', -1, 'wed'],
    ['2026-11-23', 20_780, 'mon'],
    ['2024-02-29', 19_782, 'thu'],
  ])('%s is day %i, a %s', (date, day, weekday) => {
    expect(dayNumberOf(date)).toBe(day);
    expect(weekdayOf(day)).toBe(weekday);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '2026-01-01T00:00', ''])('%j is none', (text) => {
    expect(dayNumberOf(text)).toBeNull();
  });
});
