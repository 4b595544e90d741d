/** Lengths of time and spans between two instants, in words. */
import { describe, expect, it } from 'vitest';
import { durationWords, exactDuration } from '../../../src/slack/blocks/duration-words.js';
import { spanWords, utcSpanWords } from '../../../src/slack/blocks/zone-words.js';
import { utc } from '../../domain/sla/build-history.js';
import { HOUR } from './explained.js';

describe('durations', () => {
  it.each([
    [0, null, 'less than a minute'],
    [59, null, 'less than a minute'],
    [12_000, null, '3 h 20 min'],
    [24 * HOUR, 8 * HOUR, '24 h (3 working days)'],
    [8 * HOUR, 8 * HOUR, '8 h (1 working day)'],
    [7 * HOUR, 8 * HOUR, '7 h'],
    [20 * HOUR, 8 * HOUR, '20 h (2.5 working days)'],
    [22 * HOUR, 8 * HOUR, '22 h (about 2.8 working days)'],
    [48 * HOUR, 24 * HOUR, '48 h (2 days)'],
  ])('%i s where a day has %j s read "%s"', (seconds, day, words) => {
    expect(durationWords(seconds, day)).toBe(words);
  });

  it.each([
    [0, '0 min'],
    [5, '5 s'],
    [3_605, '1 h 5 s'],
    [90_061, '25 h 1 min 1 s'],
  ])('%i s to the second read "%s"', (seconds, words) => {
    expect(exactDuration(seconds)).toBe(words);
  });
});

describe('a span', () => {
  const now = utc('12:00');
  it.each([
    [utc('09:00'), utc('10:00'), 'Mon 23 Nov 10:00–11:00', '2026-11-23 09:00–10:00'],
    [utc('22:00'), utc('23:30:05'), 'Mon 23 Nov 23:00 – Tue 24 Nov 00:30', '2026-11-23 22:00–23:30:05'],
    [utc('09:00:01.250'), utc('09:00:02.100'), 'Mon 23 Nov 10:00', '2026-11-23 09:00:01.250–09:00:02.100'],
    [utc('09:00:59.500'), utc('09:01'), 'Mon 23 Nov 10:00–10:01', '2026-11-23 09:00:59.500–09:01'],
    [
      new Date('2026-10-25T00:30:00Z'),
      new Date('2026-10-25T01:30:00Z'),
      'Sun 25 Oct 02:30–02:30',
      '2026-10-25 00:30–01:30',
    ],
    [
      new Date('2025-12-31T22:00:00Z'),
      new Date('2025-12-31T22:30:00Z'),
      'Wed 31 Dec 2025 23:00–23:30',
      '2025-12-31 22:00–22:30',
    ],
  ])('is told by the calendar’s clocks and in UTC', (from, to, local, inUtc) => {
    expect(spanWords(from, to, 'Europe/Berlin', now)).toBe(local);
    expect(utcSpanWords(from, to)).toBe(inUtc);
  });
});
