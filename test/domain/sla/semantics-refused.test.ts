/** Which calendars, policies and amounts of time are refused, each with its reason, and which only look as if they were. */
import { describe, expect, it } from 'vitest';
import { addBusinessSeconds, businessSecondsBetween } from '../../../src/domain/sla/business-time.js';
import { officeHours } from '../../../src/domain/sla/calendar.js';
import { foldClock } from '../../../src/domain/sla/clock.js';
import { defaultPolicy, validatePolicy } from '../../../src/domain/sla/policy.js';
import { parseCalendar } from '../../../src/domain/sla/validate-calendar.js';
import { buildCalendar, daily } from './build-calendar.js';
import { buildHistory, utc } from './build-history.js';

const HOUR = 3600;
const BERLIN = officeHours('Europe/Berlin');

describe('Refused with a reason', () => {
  it.each<[what: string, timeZone: string, weekly: object, reason: string, expected: RegExp]>([
    ['never open', 'UTC', {}, 'never_open', /Open at least one window/],
    ['empty days', 'UTC', { mon: [], sun: [] }, 'never_open', /never opens/],
    [
      'closing before opening',
      'UTC',
      { mon: [['22:00', '06:00']] },
      'closes_before_opening',
      /24:00.*split at midnight/,
    ],
    ['closing at opening', 'UTC', { mon: [['09:00', '09:00']] }, 'closes_before_opening', /24:00/],
    ['unknown zone', 'Europe/Bielefeld', daily(['09:00', '17:00']), 'unknown_time_zone', /IANA/],
  ])('%s', (_what, timeZone, weekly, reason, expected) => {
    expect(parseCalendar({ timeZone, weekly })).toEqual({
      ok: false,
      problems: [expect.objectContaining({ reason, expected: expect.stringMatching(expected) })],
    });
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('negative time and no time: %d', (seconds) => {
    expect(() => addBusinessSeconds(BERLIN, utc('09:00'), seconds)).toThrow(/whole seconds from 0/);
  });

  it('overlapping windows are not: they are merged, never counted twice', () => {
    const overlapping = buildCalendar('UTC', {
      weekly: daily(['09:00', '12:00'], ['11:00', '13:00'], ['10:00', '11:00'], ['13:00', '14:00']),
    });
    expect(overlapping.weekly.mon).toEqual([{ opensMinute: 540, closesMinute: 840 }]);
    expect(businessSecondsBetween(overlapping, utc('00:00'), utc('2026-11-24 00:00'))).toBe(5 * HOUR);
  });

  const withTargets = (responseSeconds: number | null, resolutionSeconds: number | null) => ({
    ...defaultPolicy('UTC'),
    targets: { ...defaultPolicy('UTC').targets, medium: { responseSeconds, resolutionSeconds } },
  });

  it('a response target longer than the resolution target is not: it is a warning', () => {
    expect(validatePolicy(withTargets(2 * HOUR, HOUR))).toEqual([
      expect.objectContaining({ severity: 'warning', reason: 'response_longer_than_resolution' }),
    ]);
  });

  it.each([[0], [null]])('%j is not: it means no target', (seconds) => {
    expect(validatePolicy(withTargets(seconds, seconds))).toEqual([]);
    const clock = foldClock(buildHistory(['09:00', 'started']), withTargets(seconds, seconds), utc('12:00'));
    expect(clock).toMatchObject({
      nextWakeAt: null,
      response: { state: 'none', targetSeconds: null, targetAt: null, ledger: [] },
      resolution: { state: 'none', targetSeconds: null, targetAt: null, ledger: [] },
    });
  });
});
