/** When a calendar is open: at an instant, next, and throughout a range. */

import { describe, expect, it } from 'vitest';
import { isOpen, nextOpeningAt, openIntervals } from '../../../src/domain/sla/business-time.js';
import { officeHours } from '../../../src/domain/sla/calendar.js';
import { buildCalendar, daily } from './build-calendar.js';

const BERLIN = officeHours('Europe/Berlin');
const always = (timeZone: string) => buildCalendar(timeZone, { weekly: daily(['00:00', '24:00']) });

describe('openings', () => {
  it.each([
    ['2026-11-23T07:59:59.999Z', false, '2026-11-23T08:00:00Z'],
    ['2026-11-23T08:00:00Z', true, '2026-11-23T08:00:00Z'],
    ['2026-11-23T15:59:59.999Z', true, '2026-11-23T15:59:59.999Z'],
    ['2026-11-23T16:00:00Z', false, '2026-11-24T08:00:00Z'],
    ['2026-11-27T16:00:00Z', false, '2026-11-30T08:00:00Z'],
  ])('at %s it is open: %s, next open at %s', (at, open, next) => {
    expect(isOpen(BERLIN, new Date(at))).toBe(open);
    expect(nextOpeningAt(BERLIN, new Date(at))).toEqual(new Date(next));
  });

  it('are listed as intervals, cut at the ends of the range', () => {
    expect(openIntervals(BERLIN, new Date('2026-11-27T12:00:00Z'), new Date('2026-11-30T10:00:00Z'))).toEqual(
      [
        { fromAt: new Date('2026-11-27T12:00:00Z'), toAt: new Date('2026-11-27T16:00:00Z') },
        { fromAt: new Date('2026-11-30T08:00:00Z'), toAt: new Date('2026-11-30T10:00:00Z') },
      ],
    );
  });

  it('run through midnight, weekends and clock changes as one interval around the clock', () => {
    const range = { fromAt: new Date('2025-01-01T00:00:00Z'), toAt: new Date('2027-01-01T00:00:00Z') };
    expect(openIntervals(always('Europe/Berlin'), range.fromAt, range.toAt)).toEqual([range]);
  });

  it('are interrupted by a holiday, also around the clock', () => {
    const calendar = buildCalendar('UTC', { weekly: daily(['00:00', '24:00']), holidays: ['2026-11-25'] });
    expect(
      openIntervals(calendar, new Date('2026-11-24T00:00:00Z'), new Date('2026-11-27T00:00:00Z')),
    ).toEqual([
      { fromAt: new Date('2026-11-24T00:00:00Z'), toAt: new Date('2026-11-25T00:00:00Z') },
      { fromAt: new Date('2026-11-26T00:00:00Z'), toAt: new Date('2026-11-27T00:00:00Z') },
    ]);
  });

  it.each([
    ['closed throughout', '2026-11-28T00:00:00Z', '2026-11-29T00:00:00Z'],
    ['empty', '2026-11-23T10:00:00Z', '2026-11-23T10:00:00Z'],
    ['reversed', '2026-11-24T10:00:00Z', '2026-11-23T10:00:00Z'],
  ])('are none in a range that is %s', (_why, from, to) => {
    expect(openIntervals(BERLIN, new Date(from), new Date(to))).toEqual([]);
  });
});
