import { describe, expect, it } from 'vitest';
import {
  type DayRange,
  dayRangeIn,
  dayRangeWords,
  instantsOf,
  isDayWord,
} from '../../src/domain/day-range.js';

describe('days are read', () => {
  it.each<[string, DayRange]>([
    ['2026-11-01', { since: '2026-11-01', until: '2026-11-01' }],
    ['Today', { since: 'today', until: 'today' }],
    ['Monday', { since: 'mon', until: 'mon' }],
    ['fri', { since: 'fri', until: 'fri' }],
    ['7d', { since: '7d' }],
    ['since-monday', { since: 'mon' }],
    ['since yesterday', { since: 'yesterday' }],
    ['before-30d', { before: '30d' }],
    ['until 2w', { until: '2w' }],
    ['after-2026-11-01', { after: '2026-11-01' }],
    ['>2026-11-01', { after: '2026-11-01' }],
    ['>= 2026-11-01', { since: '2026-11-01' }],
    ['<today', { before: 'today' }],
    ['<=2026-11-01', { until: '2026-11-01' }],
    ['2026-11-01..2026-11-15', { since: '2026-11-01', until: '2026-11-15' }],
    ['30d .. yesterday', { since: '30d', until: 'yesterday' }],
    ['2026-11-01..', { since: '2026-11-01' }],
    ['..2026-11-01', { until: '2026-11-01' }],
  ])('%s', (typed, range) => {
    expect(dayRangeIn(typed)).toEqual(range);
    expect(dayRangeIn(dayRangeWords(range))).toEqual(range);
  });

  it.each([
    ...['', '..', 'soon', 'since', 'since-', '>', '2026-02-30', '2026-11-1', '1970-12-31', '2199-01-01'],
    ...['2026-11-15..2026-11-01', 'a..today', 'today..b', '1d..2d..3d', '9999d', '2026-11-01T10:00'],
    ...['<30d', '>=2w', 'since-before-today', 'constructor'],
  ])('not %j', (typed) => {
    expect(dayRangeIn(typed)).toBeNull();
  });

  it.each(['constructor', '2026-13-01', 'monday', '-1d', ''])('no day is kept as %j', (word) => {
    expect(isDayWord(word)).toBe(false);
  });
});

describe('days begin at midnight on the clocks of whoever asks', () => {
  // A Wednesday; in Auckland it is Thursday already.
  const now = new Date('2026-11-04T12:00:00Z');
  const shown = (range: DayRange, timeZone: string) => {
    const { from, to } = instantsOf(range, { now, timeZone });
    return [from?.toISOString() ?? null, to?.toISOString() ?? null];
  };

  it.each<[string, DayRange, string | null, string | null]>([
    ['UTC', { since: 'today', until: 'today' }, '2026-11-04T00:00:00.000Z', '2026-11-05T00:00:00.000Z'],
    ['UTC', { since: 'yesterday' }, '2026-11-03T00:00:00.000Z', null],
    ['UTC', { since: 'wed' }, '2026-11-04T00:00:00.000Z', null],
    ['UTC', { since: 'thu' }, '2026-10-29T00:00:00.000Z', null],
    ['UTC', { before: '2w' }, null, '2026-10-21T00:00:00.000Z'],
    ['UTC', { after: '2026-11-01' }, '2026-11-02T00:00:00.000Z', null],
    ['UTC', { before: '2026-11-01' }, null, '2026-11-01T00:00:00.000Z'],
    ['UTC', { until: '2026-11-01' }, null, '2026-11-02T00:00:00.000Z'],
    ['Pacific/Auckland', { since: 'today' }, '2026-11-04T11:00:00.000Z', null],
    ['America/New_York', { since: '2026-11-01' }, '2026-11-01T04:00:00.000Z', null],
    ['America/New_York', { after: '2026-11-01' }, '2026-11-02T05:00:00.000Z', null],
    // Clocks there are put forward at midnight, and Apia dropped the whole date.
    ['Asia/Beirut', { since: '2026-03-29' }, '2026-03-28T22:00:00.000Z', null],
    ['Pacific/Apia', { since: '2011-12-30' }, '2011-12-30T10:00:00.000Z', null],
    ['Mars/Olympus', { since: '2026-11-01' }, '2026-11-01T00:00:00.000Z', null],
    ['UTC', {}, null, null],
  ])('%s, %j', (timeZone, range, from, to) => {
    expect(shown(range, timeZone)).toEqual([from, to]);
  });
});
