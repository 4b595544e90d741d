/** When a target is breached, when it is at risk, and when the sweep has to look. */

import { describe, expect, it } from 'vitest';
import { foldClock } from '../../../src/domain/sla/clock.js';
import { type ClockPolicy, defaultPolicy } from '../../../src/domain/sla/policy.js';
import { buildHistory, type HistoryLine, utc } from './build-history.js';

/** Monday to Friday 09:00 to 17:00 UTC; medium is 4 h to respond and 24 h to resolve. */
const POLICY = defaultPolicy('UTC');

const fold = (at: string, ...history: HistoryLine[]) => foldClock(buildHistory(...history), POLICY, utc(at));
const foldWith = (options: Partial<ClockPolicy>, at: string, ...history: HistoryLine[]) =>
  foldClock(buildHistory(...history), { ...POLICY, ...options }, utc(at));

describe('a breach', () => {
  const CRITICAL = ['09:00', 'started critical'] as const;

  it('is none at the target itself, and is one a second later', () => {
    expect(fold('09:30', CRITICAL).response).toMatchObject({
      state: 'running',
      remainingSeconds: 0,
      breachedAt: null,
    });
    expect(fold('09:30:00.999', CRITICAL).response.state).toBe('running');
    expect(fold('09:30:01', CRITICAL).response).toMatchObject({
      state: 'breached',
      remainingSeconds: -1,
      breachedAt: utc('09:30'),
    });
  });

  it('wakes the sweep when it can be seen, and not before', () => {
    const { nextWakeAt } = fold('09:25', CRITICAL);
    expect(nextWakeAt).toEqual(utc('09:30:01'));
    expect(fold('09:30:01', CRITICAL).response.state).toBe('breached');
  });

  it('is none for a stop exactly at the target', () => {
    expect(fold('12:00', CRITICAL, ['09:30', 'reply']).response).toMatchObject({
      state: 'met',
      remainingSeconds: 0,
    });
    expect(fold('12:00', CRITICAL, ['09:30:01', 'reply']).response).toMatchObject({
      state: 'breached',
      stoppedAt: utc('09:30:01'),
    });
  });

  it('of a target at closing time happens when the desk opens again: a stop before that is in time', () => {
    const started = ['16:30', 'started critical'] as const;
    expect(fold('22:00', started).response).toMatchObject({
      state: 'running',
      targetAt: utc('17:00'),
      remainingSeconds: 0,
    });
    expect(fold('22:00', started).nextWakeAt).toEqual(utc('2026-11-24 09:00:01'));
    expect(fold('2026-11-24 12:00', started, ['20:00', 'reply']).response).toMatchObject({
      state: 'met',
      targetAt: utc('17:00'),
    });
    expect(fold('2026-11-24 12:00', started).response).toMatchObject({
      state: 'breached',
      targetAt: utc('17:00'),
      breachedAt: utc('2026-11-24 09:00'),
    });
  });

  it('stays one while the ticket is paused, after it is resolved and when it is reopened', () => {
    const late = [CRITICAL, ['14:00', 'waiting']] as const;
    const expected = { state: 'breached', breachedAt: utc('13:00'), targetAt: utc('13:00') };
    expect(fold('15:00', ...late).resolution).toMatchObject(expected);
    expect(fold('15:30', ...late, ['15:00', 'resolved']).resolution).toMatchObject({
      ...expected,
      stoppedAt: utc('15:00'),
    });
    expect(fold('16:00', ...late, ['15:00', 'resolved'], ['15:30', 'open']).resolution).toMatchObject(
      expected,
    );
  });

  it('goes away when a change of priority gives more time', () => {
    const { response, version } = fold('11:00', CRITICAL, ['10:00', 'low']);
    expect(response).toMatchObject({ state: 'running', targetAt: utc('17:00'), breachedAt: null });
    expect(version).toBe(2);
  });
});

describe('warnings', () => {
  it('come at their share of the target in business time, each once, in order', () => {
    const { resolution, nextWakeAt } = foldWith(
      { warnPercents: [80, 50, 80] },
      '12:00',
      ['09:00', 'started'],
      ['09:00', 'reply'],
    );
    expect(resolution.warnings).toEqual([
      { percent: 50, at: utc('2026-11-24 13:00') },
      { percent: 80, at: utc('2026-11-25 12:12') },
    ]);
    expect(nextWakeAt).toEqual(utc('2026-11-24 13:00'));
  });

  it('come with the first whole second that reaches their share', () => {
    const targets = { ...POLICY.targets, medium: { responseSeconds: 61, resolutionSeconds: null } };
    expect(foldWith({ targets }, '09:00', ['09:00', 'started']).response.warnings).toEqual([
      { percent: 80, at: utc('09:00:49') },
    ]);
  });

  it('are told of the past only, while the clock stands still', () => {
    const { resolution, nextWakeAt } = foldWith(
      { warnPercents: [10, 80] },
      '16:00',
      ['09:00', 'started'],
      ['09:00', 'reply'],
      ['14:00', 'waiting'],
    );
    expect(resolution.warnings).toEqual([{ percent: 10, at: utc('11:24') }]);
    expect(nextWakeAt).toBeNull();
  });
});
