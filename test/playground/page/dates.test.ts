import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { instantOf, wallClock } from '../../../playground/page/block-kit/zone.js';
import { slackDate } from '../../../playground/workspace/slack-date.js';

/** 2014-02-18T14:39:42Z, the date of Slack's own examples. */
const AT = 1392734382;
const DAY_S = 86_400;

describe('a date in a text, as the person reads it', () => {
  const LATER = { timeZone: 'America/New_York', nowMs: Date.parse('2026-03-02T10:00:00Z') };
  const SAME_DAY = { timeZone: 'UTC', nowMs: AT * 1000 };

  it.each([
    ['{date_num}', '2014-02-18'],
    ['{date}', 'February 18th, 2014'],
    ['{date_short}', 'Feb 18, 2014'],
    ['{date_long}', 'Tuesday, February 18th, 2014'],
    ['{time}', '9:39 AM'],
    ['{time_secs}', '9:39:42 AM'],
    ['{date_short_pretty} at {time}', 'Feb 18, 2014 at 9:39 AM'],
    ['Posted {date_num} {nonsense}', 'Posted 2014-02-18 {nonsense}'],
  ])('%s is %s', (pattern, words) => {
    expect(slackDate(AT, pattern, LATER)).toBe(words);
  });

  it.each([
    [0, 'Today'],
    [-DAY_S, 'Yesterday'],
    [DAY_S, 'Tomorrow'],
    [2 * DAY_S, 'February 20th, 2014'],
  ])('%i seconds away, a pretty date is %s', (distance, words) => {
    expect(slackDate(AT + distance, '{date_pretty}', SAME_DAY)).toBe(words);
  });

  it.each([
    ['{date_pretty}', 'Today'],
    ['due {date_pretty}', 'Due today'],
    ['\u200b{date_pretty}', '\u200btoday'],
  ])(
    '%j begins with a large letter, in the middle of a sentence, too, but for what has none: %j',
    (pattern, words) => {
      expect(slackDate(AT, pattern, SAME_DAY)).toBe(words);
    },
  );

  it('which day is today is asked of the zone of the person', () => {
    const nowMs = Date.parse('2026-03-02T23:30:00Z');
    const seconds = Date.parse('2026-03-02T22:30:00Z') / 1000;
    expect(slackDate(seconds, '{date_pretty}', { timeZone: 'UTC', nowMs })).toBe('Today');
    expect(slackDate(seconds, '{date_pretty}', { timeZone: 'Europe/Berlin', nowMs })).toBe('Yesterday');
  });

  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [13, '13th'],
    [21, '21st'],
    [22, '22nd'],
    [31, '31st'],
  ])('the day %i is the %s', (day, words) => {
    const seconds = Date.UTC(2026, 0, day) / 1000;
    expect(slackDate(seconds, '{date}', SAME_DAY)).toBe(`January ${words}, 2026`);
  });

  it.each([
    [-120, '2 minutes ago'],
    [-3 * 3600, '3 hours ago'],
    [2 * DAY_S, 'In 2 days'],
  ])('%i seconds away is %s', (distance, words) => {
    expect(slackDate(AT + distance, '{ago}', SAME_DAY)).toBe(words);
  });
});

describe('the wall clock of a picker', () => {
  const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];

  it.each([
    ['in winter', '2026-01-06T09:00', 'Europe/Lisbon', '2026-01-06T09:00:00Z'],
    ['in summer', '2026-07-06T09:00', 'Europe/Berlin', '2026-07-06T07:00:00Z'],
    ['half an hour off', '2026-01-06T09:00', 'Asia/Kolkata', '2026-01-06T03:30:00Z'],
  ])('%s', (_, wall, zone, instant) => {
    expect(new Date(instantOf(wall, zone) * 1000).toISOString()).toBe(new Date(instant).toISOString());
  });

  it('an hour that does not exist is still an instant of that night', () => {
    const seconds = instantOf('2026-03-29T02:30', 'Europe/Berlin');
    expect(['2026-03-29T01:30', '2026-03-29T03:30']).toContain(wallClock(seconds, 'Europe/Berlin'));
  });

  it('shows the instant again that it was read as, wherever that shows once', () => {
    const minute = fc.integer({ min: 25_000_000, max: 35_000_000 });
    fc.assert(
      fc.property(minute, fc.constantFrom(...ZONES), (minutes, zone) => {
        const wall = wallClock(minutes * 60, zone);
        expect(wallClock(instantOf(wall, zone), zone)).toBe(wall);
      }),
      { numRuns: 500 },
    );
  });
});

it('what writes dates is made once for each zone and form, because a page has hundreds of them', () => {
  const write = () =>
    slackDate(1_772_445_600, '{date_short_pretty} at {time}', {
      timeZone: 'Asia/Tokyo',
      nowMs: 1_772_445_600_000,
    });
  const first = write();
  const made = vi.spyOn(Intl, 'DateTimeFormat');
  onTestFinished(() => made.mockRestore());
  expect(write()).toBe(first);
  expect(made).not.toHaveBeenCalled();
});
