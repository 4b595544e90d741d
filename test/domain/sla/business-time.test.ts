/** Adding and measuring by example: closing times, daylight saving in both directions, exceptions, fractions, bounds. */

import { describe, expect, it } from 'vitest';
import { addBusinessSeconds, businessSecondsBetween, isOpen } from '../../../src/domain/sla/business-time.js';
import { AROUND_THE_CLOCK, type Calendar, officeHours } from '../../../src/domain/sla/calendar.js';
import { InvalidCalendarError } from '../../../src/domain/sla/validate-calendar.js';
import { HorizonError } from '../../../src/domain/sla/zone.js';
import { buildCalendar, daily } from './build-calendar.js';

const HOUR = 3600;
const BERLIN = officeHours('Europe/Berlin');
const always = (timeZone: string) => buildCalendar(timeZone, { weekly: daily(['00:00', '24:00']) });

type Row = [why: string, calendar: Calendar, from: string, to: string, seconds: number];

const EXACT: Row[] = [
  ['inside one day', BERLIN, '2026-11-23T08:00:00Z', '2026-11-23T10:00:00Z', 2 * HOUR],
  ['a full day ends at closing time', BERLIN, '2026-11-23T08:00:00Z', '2026-11-23T16:00:00Z', 8 * HOUR],
  [
    'before hours, counting starts at the opening',
    BERLIN,
    '2026-11-23T03:00:00Z',
    '2026-11-23T09:00:00Z',
    HOUR,
  ],
  ['over a weekend', BERLIN, '2026-11-27T15:00:00Z', '2026-11-30T09:00:00Z', 2 * HOUR],
  ['24 h are three working days', BERLIN, '2026-11-23T08:00:00Z', '2026-11-25T16:00:00Z', 24 * HOUR],
  [
    'Berlin: a spring Sunday around the clock has 23 h',
    always('Europe/Berlin'),
    '2026-03-28T23:00:00Z',
    '2026-03-29T22:00:00Z',
    23 * HOUR,
  ],
  [
    'Berlin: an autumn Sunday around the clock has 25 h',
    always('Europe/Berlin'),
    '2026-10-24T22:00:00Z',
    '2026-10-25T23:00:00Z',
    25 * HOUR,
  ],
  [
    'New York: a spring Sunday has 23 h',
    always('America/New_York'),
    '2026-03-08T05:00:00Z',
    '2026-03-09T04:00:00Z',
    23 * HOUR,
  ],
  [
    'New York: an autumn Sunday has 25 h',
    always('America/New_York'),
    '2026-11-01T04:00:00Z',
    '2026-11-02T05:00:00Z',
    25 * HOUR,
  ],
  [
    'Lord Howe: an autumn Sunday has 24.5 h',
    always('Australia/Lord_Howe'),
    '2026-04-04T13:00:00Z',
    '2026-04-05T13:30:00Z',
    24.5 * HOUR,
  ],
  [
    'Berlin: the week of the spring shift has its 40 office hours',
    BERLIN,
    '2026-03-23T00:00:00Z',
    '2026-03-30T15:00:00Z',
    48 * HOUR,
  ],
  [
    'Berlin: a window inside the skipped hour never opens that day',
    buildCalendar('Europe/Berlin', { weekly: { sun: [['02:00', '03:00']], mon: [['02:00', '03:00']] } }),
    '2026-03-28T00:00:00Z',
    '2026-03-30T01:00:00Z',
    HOUR,
  ],
  [
    'Berlin: a window inside the doubled hour opens twice',
    buildCalendar('Europe/Berlin', { weekly: { sun: [['02:00', '03:00']] } }),
    '2026-10-24T22:00:00Z',
    '2026-10-25T02:00:00Z',
    2 * HOUR,
  ],
  [
    'New York: a window across the skipped hour is an hour shorter',
    buildCalendar('America/New_York', { weekly: { sun: [['01:00', '05:00']] } }),
    '2026-03-08T05:00:00Z',
    '2026-03-08T09:00:00Z',
    3 * HOUR,
  ],
  [
    'Havana: the day that skips its midnight hour lacks it',
    buildCalendar('America/Havana', { weekly: daily(['00:00', '02:00']) }),
    '2026-03-08T05:00:00Z',
    '2026-03-08T06:00:00Z',
    HOUR,
  ],
  [
    'Apia: the dropped Friday has no hours',
    officeHours('Pacific/Apia'),
    '2011-12-29T19:00:00Z',
    '2012-01-01T19:00:00Z',
    8 * HOUR,
  ],
  [
    'an overnight shift, split at midnight, is one stretch',
    buildCalendar('UTC', { weekly: { fri: [['22:00', '24:00']], sat: [['00:00', '06:00']] } }),
    '2026-11-27T22:00:00Z',
    '2026-11-28T06:00:00Z',
    8 * HOUR,
  ],
  [
    'a one-minute window on one day of the week',
    buildCalendar('UTC', { weekly: { wed: [['12:00', '12:01']] } }),
    '2026-11-25T12:00:00Z',
    '2026-12-02T12:00:30Z',
    90,
  ],
  [
    'a lunch break',
    buildCalendar('UTC', {
      weekly: {
        mon: [
          ['09:00', '12:00'],
          ['13:00', '17:00'],
        ],
      },
    }),
    '2026-11-23T11:30:00Z',
    '2026-11-23T13:30:00Z',
    HOUR,
  ],
  [
    'a holiday',
    buildCalendar('UTC', { weekly: daily(['09:00', '17:00']), holidays: ['2026-12-25'] }),
    '2026-12-24T16:00:00Z',
    '2026-12-26T10:00:00Z',
    2 * HOUR,
  ],
  [
    'closed from noon on one date',
    buildCalendar('Europe/Berlin', {
      weekly: daily(['09:00', '17:00']),
      holidays: ['2026-12-25'],
      exceptions: [{ date: '2026-12-24', kind: 'closed', from: '12:00', to: '24:00' }],
    }),
    '2026-12-23T15:00:00Z',
    '2026-12-24T09:00:00Z',
    2 * HOUR,
  ],
  [
    'an opening on a holiday wins',
    buildCalendar('UTC', {
      weekly: daily(['09:00', '17:00']),
      holidays: ['2026-12-25'],
      exceptions: [{ date: '2026-12-25', kind: 'open', from: '10:00', to: '11:00' }],
    }),
    '2026-12-25T00:00:00Z',
    '2026-12-25T11:00:00Z',
    HOUR,
  ],
  [
    'an extra Saturday',
    buildCalendar('UTC', {
      weekly: { mon: [['09:00', '10:00']] },
      exceptions: [{ date: '2026-11-28', kind: 'open', from: '08:00', to: '12:00' }],
    }),
    '2026-11-23T09:30:00Z',
    '2026-11-28T08:30:00Z',
    HOUR,
  ],
  [
    '10,000 h around the clock',
    AROUND_THE_CLOCK,
    '2026-01-01T00:00:00Z',
    '2027-02-21T16:00:00Z',
    10_000 * HOUR,
  ],
  ['20 years of office hours', BERLIN, '2026-11-23T08:00:00Z', '2046-11-23T08:00:00Z', 5219 * 8 * HOUR],
];

describe('business time', () => {
  it.each(EXACT)('%s', (_why, calendar, from, to, seconds) => {
    expect(businessSecondsBetween(calendar, new Date(from), new Date(to))).toBe(seconds);
    const endAt = addBusinessSeconds(calendar, new Date(from), seconds);
    expect(businessSecondsBetween(calendar, new Date(from), endAt)).toBe(seconds);
    expect(endAt.getTime()).toBeLessThanOrEqual(Date.parse(to));
  });

  it('ends at the closing instant, not at the next opening', () => {
    expect(addBusinessSeconds(BERLIN, new Date('2026-11-27T15:00:00Z'), HOUR)).toEqual(
      new Date('2026-11-27T16:00:00Z'),
    );
    expect(addBusinessSeconds(BERLIN, new Date('2026-11-27T15:00:00Z'), HOUR + 1)).toEqual(
      new Date('2026-11-30T08:00:01Z'),
    );
  });

  it('adds nothing to an instant, open or closed', () => {
    for (const at of ['2026-11-23T09:00:00Z', '2026-11-28T09:00:00Z', '2026-11-27T16:00:00Z']) {
      expect(addBusinessSeconds(BERLIN, new Date(at), 0)).toEqual(new Date(at));
    }
  });

  it('is 0 when reversed', () => {
    expect(
      businessSecondsBetween(BERLIN, new Date('2026-11-24T09:00:00Z'), new Date('2026-11-23T09:00:00Z')),
    ).toBe(0);
  });
});

describe('fractions of a second', () => {
  it('are kept by adding', () => {
    expect(addBusinessSeconds(BERLIN, new Date('2026-11-23T09:00:00.250Z'), 60)).toEqual(
      new Date('2026-11-23T09:01:00.250Z'),
    );
    expect(addBusinessSeconds(BERLIN, new Date('2026-11-23T15:59:59.750Z'), 1)).toEqual(
      new Date('2026-11-24T08:00:00.750Z'),
    );
  });

  it('leave an opening on its whole second, when the start was outside hours', () => {
    expect(addBusinessSeconds(BERLIN, new Date('2026-11-23T03:00:00.123Z'), 60)).toEqual(
      new Date('2026-11-23T08:01:00Z'),
    );
  });

  it('are rounded down by measuring, once and at the end', () => {
    const from = new Date('2026-11-23T09:00:00.600Z');
    expect(businessSecondsBetween(BERLIN, from, new Date('2026-11-23T09:00:01.500Z'))).toBe(0);
    expect(businessSecondsBetween(BERLIN, from, new Date('2026-11-23T09:00:01.600Z'))).toBe(1);
  });
});

describe('refusals', () => {
  const start = new Date('2026-11-23T09:00:00Z');
  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('adding %s seconds', (seconds) => {
    expect(() => addBusinessSeconds(BERLIN, start, seconds)).toThrow(RangeError);
  });

  it('an answer behind the horizon, at once and not after a long walk', () => {
    const oneMinuteAWeek = buildCalendar('UTC', { weekly: { wed: [['12:00', '12:01']] } });
    expect(() => addBusinessSeconds(oneMinuteAWeek, start, 40_000 * HOUR)).toThrow(HorizonError);
    expect(() => addBusinessSeconds(AROUND_THE_CLOCK, start, Number.MAX_SAFE_INTEGER)).toThrow(HorizonError);
  });

  it.each([
    ['an invalid date', Number.NaN],
    ['a date before 1970', -1],
    ['a date after 2199', Date.UTC(2200, 0, 2)],
  ])('%s', (_why, atMs) => {
    expect(() => businessSecondsBetween(BERLIN, start, new Date(atMs))).toThrow(HorizonError);
    expect(() => addBusinessSeconds(BERLIN, new Date(atMs), 1)).toThrow(HorizonError);
  });

  it('a calendar that validation would have refused', () => {
    const neverOpen = {
      ...BERLIN,
      weekly: { ...BERLIN.weekly, mon: [], tue: [], wed: [], thu: [], fri: [] },
    };
    expect(() => addBusinessSeconds(neverOpen, start, 1)).toThrow(InvalidCalendarError);
    expect(() => businessSecondsBetween({ ...BERLIN, timeZone: 'Mars/Olympus' }, start, start)).not.toThrow();
    expect(() => isOpen({ ...BERLIN, timeZone: 'Mars/Olympus' }, start)).toThrow(InvalidCalendarError);
  });
});
