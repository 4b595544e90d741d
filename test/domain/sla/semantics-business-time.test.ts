/** The semantics of business time, rule by rule and in its own words, with numbers that can be checked by hand. */
import { describe, expect, it } from 'vitest';
import {
  addBusinessSeconds,
  businessSecondsBetween,
  isOpen,
  nextOpeningAt,
  openIntervals,
} from '../../../src/domain/sla/business-time.js';
import { AROUND_THE_CLOCK, type Calendar, officeHours } from '../../../src/domain/sla/calendar.js';
import { foldClock } from '../../../src/domain/sla/clock.js';
import { defaultPolicy } from '../../../src/domain/sla/policy.js';
import { buildCalendar, daily } from './build-calendar.js';
import { buildHistory, utc } from './build-history.js';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;
const BERLIN = officeHours('Europe/Berlin');
const always = (timeZone: string) => buildCalendar(timeZone, { weekly: daily(['00:00', '24:00']) });

/** Measured, and added again: both ways say the same of every row. The end is the earliest instant by which it has passed. */
type Row = [what: string, calendar: Calendar, from: string, to: string, seconds: number];

function holdsFor(rows: readonly Row[]): void {
  it.each(rows)('%s', (_what, calendar, from, to, seconds) => {
    expect(businessSecondsBetween(calendar, new Date(from), new Date(to))).toBe(seconds);
    if (seconds === 0) return;
    const end = addBusinessSeconds(calendar, new Date(from), seconds);
    expect(end.getTime()).toBeLessThanOrEqual(Date.parse(to));
    expect(businessSecondsBetween(calendar, new Date(from), end)).toBe(seconds);
  });
}

describe('A calendar is an IANA time zone, opening windows per weekday, holidays and exceptions on a date', () => {
  const split = buildCalendar('Europe/Berlin', {
    weekly: daily(['08:00', '10:00'], ['11:00', '12:00'], ['14:00', '18:00']),
  });
  const christmas = buildCalendar('Europe/Berlin', {
    weekly: daily(['09:00', '17:00']),
    holidays: ['2026-12-25'],
    exceptions: [
      { date: '2026-12-24', kind: 'closed', from: '12:00', to: '24:00' },
      { date: '2026-12-25', kind: 'open', from: '10:00', to: '11:00' },
    ],
  });
  const night = buildCalendar('Europe/Berlin', {
    weekly: { fri: [['22:00', '24:00']], sat: [['00:00', '06:00']] },
  });
  const oneMinute = buildCalendar('Europe/Berlin', { weekly: { wed: [['12:00', '12:01']] } });
  const toMidnight = buildCalendar('Europe/Berlin', { weekly: { mon: [['00:00', '24:00']] } });

  holdsFor([
    ['any number of windows a day', split, '2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z', 7 * HOUR],
    ['windows are half-open: the closing instant', BERLIN, '2026-11-23T16:00:00Z', '2026-11-24T08:00:00Z', 0],
    ['24:00 is the end of the day', toMidnight, '2026-11-22T12:00:00Z', '2026-11-25T12:00:00Z', DAY],
    ['a holiday is a whole local date', christmas, '2026-12-24T23:00:00Z', '2026-12-25T09:00:00Z', 0],
    ['closed from–to on a date', christmas, '2026-12-24T00:00:00Z', '2026-12-24T23:00:00Z', 3 * HOUR],
    [
      'open from–to on a date, a holiday too',
      christmas,
      '2026-12-24T23:00:00Z',
      '2026-12-25T23:00:00Z',
      HOUR,
    ],
    ['overnight, split at midnight', night, '2026-11-27T00:00:00Z', '2026-11-29T00:00:00Z', 8 * HOUR],
    ['a window of one minute', oneMinute, '2026-11-25T00:00:00Z', '2026-12-02T11:00:30Z', 90],
  ]);

  it('overnight, split at midnight, is one interval', () => {
    expect(openIntervals(night, new Date('2026-11-27T00:00:00Z'), new Date('2026-11-29T00:00:00Z'))).toEqual([
      { fromAt: new Date('2026-11-27T21:00:00Z'), toAt: new Date('2026-11-28T05:00:00Z') },
    ]);
  });

  it('no calendar means around the clock: 24 x 7', () => {
    expect(
      businessSecondsBetween(
        AROUND_THE_CLOCK,
        new Date('2026-01-01T00:00:00Z'),
        new Date('2027-01-01T00:00:00Z'),
      ),
    ).toBe(365 * DAY);
    expect(isOpen(AROUND_THE_CLOCK, new Date('2026-12-25T03:00:00Z'))).toBe(true);
  });

  it('a target of years comes when its working days have', () => {
    const tenYears = 10 * 52 * 40 * HOUR;
    const end = addBusinessSeconds(BERLIN, new Date('2026-01-05T08:00:00Z'), tenYears);
    // 520 weeks, of which the last closes on a Friday in winter.
    expect(end).toEqual(new Date('2035-12-21T16:00:00Z'));
    expect(addBusinessSeconds(AROUND_THE_CLOCK, new Date('2026-01-01T00:00:00Z'), 100 * 365 * DAY)).toEqual(
      new Date('2125-12-08T00:00:00Z'),
    );
  });
});

describe('Time is elapsed time: a window is open while the local clock shows a time inside it', () => {
  const at2 = (timeZone: string, day: 'sun' | 'mon' | 'fri' | 'sat') =>
    buildCalendar(timeZone, { weekly: { [day]: [['02:00', '03:00']] } });
  const midnight = (timeZone: string) => buildCalendar(timeZone, { weekly: daily(['00:00', '01:00']) });
  const lordHowe = buildCalendar('Australia/Lord_Howe', { weekly: { sun: [['01:30', '02:00']] } });

  holdsFor([
    [
      'a 24x7 autumn day has 25 hours',
      always('Europe/Berlin'),
      '2026-10-24T22:00:00Z',
      '2026-10-25T23:00:00Z',
      25 * HOUR,
    ],
    [
      'a 24x7 spring day has 23',
      always('Europe/Berlin'),
      '2026-03-28T23:00:00Z',
      '2026-03-29T22:00:00Z',
      23 * HOUR,
    ],
    [
      'a skipped local hour is not there',
      at2('Europe/Berlin', 'sun'),
      '2026-03-28T23:00:00Z',
      '2026-03-29T22:00:00Z',
      0,
    ],
    [
      'a doubled local hour comes twice',
      at2('Europe/Berlin', 'sun'),
      '2026-10-24T22:00:00Z',
      '2026-10-25T23:00:00Z',
      2 * HOUR,
    ],
    ['Lord Howe doubles half an hour', lordHowe, '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z', HOUR],
    [
      'Lord Howe skips 02:00 to 02:30',
      at2('Australia/Lord_Howe', 'sun'),
      '2026-10-03T13:30:00Z',
      '2026-10-04T13:00:00Z',
      30 * MINUTE,
    ],
    [
      'Havana skips its midnight hour',
      midnight('America/Havana'),
      '2026-03-08T05:00:00Z',
      '2026-03-09T04:00:00Z',
      0,
    ],
    [
      'Havana doubles its midnight hour',
      midnight('America/Havana'),
      '2026-11-01T04:00:00Z',
      '2026-11-02T05:00:00Z',
      2 * HOUR,
    ],
    [
      'São Paulo skipped its midnight hour',
      midnight('America/Sao_Paulo'),
      '2018-11-04T03:00:00Z',
      '2018-11-05T02:00:00Z',
      0,
    ],
    [
      'Apia dropped Friday, 30 December 2011',
      always('Pacific/Apia'),
      '2011-12-29T10:00:00Z',
      '2011-12-31T10:00:00Z',
      2 * DAY,
    ],
    [
      'Apia has no office hours on the dropped date',
      officeHours('Pacific/Apia'),
      '2011-12-30T10:00:00Z',
      '2012-01-01T10:00:00Z',
      0,
    ],
    [
      'Troll doubles two hours',
      at2('Antarctica/Troll', 'sun'),
      '2026-10-25T00:00:00Z',
      '2026-10-25T06:00:00Z',
      2 * HOUR,
    ],
    [
      'Casablanca turns back for Ramadan',
      at2('Africa/Casablanca', 'sun'),
      '2026-02-14T23:00:00Z',
      '2026-02-15T12:00:00Z',
      2 * HOUR,
    ],
    [
      'Kathmandu was moved by 15 minutes',
      midnight('Asia/Kathmandu'),
      '1985-12-31T18:30:00Z',
      '1985-12-31T19:30:00Z',
      45 * MINUTE,
    ],
  ]);
});

describe('add is the earliest instant at which that much business time has passed', () => {
  it.each<[what: string, from: string, seconds: number, end: string]>([
    [
      'a target that lands on closing time is the closing instant',
      '2026-11-23T15:00:00Z',
      HOUR,
      '2026-11-23T16:00:00Z',
    ],
    ['a second more comes after the next opening', '2026-11-23T15:00:00Z', HOUR + 1, '2026-11-24T08:00:01Z'],
    ['from exactly closing time', '2026-11-23T16:00:00Z', 1, '2026-11-24T08:00:01Z'],
    ['nothing ends where it starts, open or not', '2026-11-28T03:00:00Z', 0, '2026-11-28T03:00:00Z'],
    [
      '24 h on a 9-to-5 calendar is three working days',
      '2026-11-23T08:00:00Z',
      24 * HOUR,
      '2026-11-25T16:00:00Z',
    ],
    ['over a weekend', '2026-11-27T15:30:00Z', HOUR, '2026-11-30T08:30:00Z'],
    ['milliseconds of an open start are kept', '2026-11-23T15:00:00.250Z', 60, '2026-11-23T15:01:00.250Z'],
    [
      'milliseconds of a closed start are not open',
      '2026-11-28T03:00:00.250Z',
      60,
      '2026-11-30T08:01:00.000Z',
    ],
  ])('%s', (_what, from, seconds, end) => {
    expect(addBusinessSeconds(BERLIN, new Date(from), seconds)).toEqual(new Date(end));
  });
});

describe('between is exact', () => {
  holdsFor([
    ['to the second', BERLIN, '2026-11-23T08:00:01Z', '2026-11-23T15:59:59Z', 8 * HOUR - 2],
    ['0 when reversed', BERLIN, '2026-11-24T08:00:00Z', '2026-11-23T08:00:00Z', 0],
    ['0 of nothing', BERLIN, '2026-11-23T09:00:00Z', '2026-11-23T09:00:00Z', 0],
    ['0 while closed', BERLIN, '2026-11-27T16:00:00Z', '2026-11-30T08:00:00Z', 0],
  ]);

  it('a begun second is left out, and rounded once', () => {
    const span = (from: string, to: string) =>
      businessSecondsBetween(BERLIN, new Date(`2026-11-23T${from}Z`), new Date(`2026-11-23T${to}Z`));
    expect(span('09:00:00', '09:00:00.999')).toBe(0);
    expect(span('09:00:00.600', '09:00:02.500')).toBe(1);
    expect(span('15:59:59.900', '16:00:10')).toBe(0);
  });
});

describe('Breach is judged by elapsed > target, not by comparing instants', () => {
  const policy = {
    ...defaultPolicy('UTC'),
    targets: { ...defaultPolicy('UTC').targets, medium: { responseSeconds: HOUR, resolutionSeconds: null } },
  };
  const stateAfter = (reply: string) =>
    foldClock(buildHistory(['16:00', 'started'], [reply, 'reply']), policy, utc('2026-11-25 12:00')).response
      .state;

  it.each([
    ['a stop exactly at the target is met', '17:00', 'met'],
    ['so is one in the night after a target at closing time', '23:00', 'met'],
    ['so is one at the very opening', '2026-11-24 09:00', 'met'],
    ['a second of business time later it is late', '2026-11-24 09:00:01', 'breached'],
  ])('%s', (_what, reply, state) => {
    expect(stateAfter(reply)).toBe(state);
  });
});

it('nextOpening is the instant itself while open, else the next at which it opens', () => {
  expect(nextOpeningAt(BERLIN, new Date('2026-11-23T09:00:00.001Z'))).toEqual(
    new Date('2026-11-23T09:00:00.001Z'),
  );
  expect(nextOpeningAt(BERLIN, new Date('2026-11-27T16:00:00Z'))).toEqual(new Date('2026-11-30T08:00:00Z'));
});
