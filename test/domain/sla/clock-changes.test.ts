/** What changes of priority, policy, project, type and start do to clocks and to their version. */

import { describe, expect, it } from 'vitest';
import { AROUND_THE_CLOCK } from '../../../src/domain/sla/calendar.js';
import { foldClock } from '../../../src/domain/sla/clock.js';
import { type ClockPolicy, defaultPolicy } from '../../../src/domain/sla/policy.js';
import { buildHistory, type HistoryLine, utc } from './build-history.js';

/** Monday to Friday 09:00 to 17:00 UTC; medium is 4 h to respond and 24 h to resolve. */
const POLICY = defaultPolicy('UTC');
const HOUR = 3600;

const fold = (at: string, ...history: HistoryLine[]) => foldClock(buildHistory(...history), POLICY, utc(at));
const foldWith = (options: Partial<ClockPolicy>, at: string, ...history: HistoryLine[]) =>
  foldClock(buildHistory(...history), { ...POLICY, ...options }, utc(at));

describe('a change of priority', () => {
  const history = [
    ['09:00', 'started low'],
    ['10:00', 'waiting'],
    ['11:00', 'open'],
    ['12:00', 'high'],
  ] as const;

  it('counts the new target from the start, pauses kept', () => {
    const { resolution, response, version } = fold('12:00', ...history);
    expect(resolution).toMatchObject({
      targetSeconds: 8 * HOUR,
      elapsedSeconds: 2 * HOUR,
      targetAt: utc('2026-11-24 10:00'),
    });
    expect(response).toMatchObject({ state: 'breached', breachedAt: utc('10:00') });
    expect(version).toBe(2);
  });

  it('counts the new target from the change where the policy says so', () => {
    const { resolution, response } = foldWith({ onPriorityChange: 'restart' }, '12:30', ...history);
    expect(resolution).toMatchObject({ elapsedSeconds: HOUR / 2, targetAt: utc('2026-11-24 12:00') });
    expect(response).toMatchObject({ state: 'running', targetAt: utc('13:00') });
  });

  it('leaves a clock that has stopped as it stopped', () => {
    const { response } = fold('12:00', ['09:00', 'started low'], ['10:00', 'reply'], ['11:00', 'critical']);
    expect(response).toMatchObject({ state: 'met', targetSeconds: 8 * HOUR });
  });

  it('to the same priority is none', () => {
    expect(fold('12:00', ['09:00', 'started high'], ['10:00', 'high']).version).toBe(1);
  });

  it('may change the calendar too', () => {
    const targets = {
      ...POLICY.targets,
      critical: { ...POLICY.targets.critical, calendar: AROUND_THE_CLOCK },
    };
    const { resolution } = foldWith({ targets }, '20:00', ['16:00', 'started'], ['18:00', 'critical']);
    expect(resolution).toMatchObject({ elapsedSeconds: 4 * HOUR, targetAt: utc('20:00') });
  });

  it('to one without a target leaves no clock', () => {
    const targets = { ...POLICY.targets, low: { responseSeconds: null, resolutionSeconds: 0 } };
    const { response, resolution, nextWakeAt } = foldWith(
      { targets },
      '12:00',
      ['09:00', 'started'],
      ['10:00', 'low'],
    );
    for (const clock of [response, resolution]) {
      expect(clock).toEqual({
        state: 'none',
        targetSeconds: null,
        targetAt: null,
        elapsedSeconds: 0,
        remainingSeconds: null,
        warnings: [],
        breachedAt: null,
        stoppedAt: null,
        ledger: [],
      });
    }
    expect(nextWakeAt).toBeNull();
  });
});

describe('a change of policy', () => {
  const generous: ClockPolicy = {
    ...POLICY,
    targets: { ...POLICY.targets, medium: { responseSeconds: 8 * HOUR, resolutionSeconds: 80 * HOUR } },
  };
  const changed = { at: utc('13:00'), kind: 'policy_changed', was: POLICY } as const;

  it('recomputes a clock that runs, and leaves one that had stopped with the policy it stopped under', () => {
    const history = [...buildHistory(['09:00', 'started'], ['11:00', 'reply']), changed];
    const { response, resolution, version } = foldClock(history, generous, utc('14:00'));
    expect(response).toMatchObject({ state: 'met', targetSeconds: 4 * HOUR });
    expect(resolution).toMatchObject({
      state: 'running',
      targetSeconds: 80 * HOUR,
      elapsedSeconds: 5 * HOUR,
    });
    expect(version).toBe(2);
  });

  it('at the very instant of the stop comes first', () => {
    const history = [...buildHistory(['09:00', 'started'], ['13:00', 'reply']), changed];
    expect(foldClock(history, generous, utc('14:00')).response.targetSeconds).toBe(8 * HOUR);
  });

  it('reaches a stopped clock once it goes on', () => {
    const history = [
      ...buildHistory(['09:00', 'started'], ['11:00', 'resolved'], ['15:00', 'open']),
      changed,
    ];
    expect(foldClock(history, generous, utc('14:00')).resolution.targetSeconds).toBe(24 * HOUR);
    expect(foldClock(history, generous, utc('16:00')).resolution.targetSeconds).toBe(80 * HOUR);
  });

  it('judges every clock by the policy given, where the earlier one is not known', () => {
    const history = buildHistory(['09:00', 'started'], ['11:00', 'reply'], ['13:00', 'policy_changed']);
    expect(foldClock(history, generous, utc('14:00')).response.targetSeconds).toBe(8 * HOUR);
  });
});

describe('the version', () => {
  it.each([
    ['nothing', [], 1],
    ['a priority', [['10:00', 'high']], 2],
    ['a type', [['10:00', 'type_changed']], 2],
    ['a project', [['10:00', 'project_changed']], 2],
    ['a policy or calendar', [['10:00', 'policy_changed']], 2],
    ['a start', [['10:00', 'start moved 08:00']], 2],
    [
      'all of them',
      [
        ['10:00', 'high'],
        ['10:01', 'type_changed'],
        ['10:02', 'project_changed'],
        ['10:03', 'policy_changed'],
        ['10:04', 'start moved 08:00'],
      ],
      6,
    ],
    [
      'a pause and a resumption',
      [
        ['10:00', 'waiting'],
        ['11:00', 'open'],
      ],
      1,
    ],
    [
      'a plain reopening',
      [
        ['10:00', 'resolved'],
        ['11:00', 'open'],
      ],
      1,
    ],
    ['a reply', [['10:00', 'reply']], 1],
  ] as [string, [string, string][], number][])('after %s', (_why, events, version) => {
    expect(fold('12:00', ['09:00', 'started'], ...events).version).toBe(version);
  });
});

describe('the version never comes back', () => {
  const cycling: ClockPolicy = { ...POLICY, onReopen: 'new_cycle' };
  const reopened = buildHistory(['09:00', 'started'], ['10:00', 'resolved'], ['11:00', 'open']);
  const changedFrom = (was: ClockPolicy) => [
    ...reopened,
    { at: utc('12:00'), kind: 'policy_changed', was } as const,
  ];

  it.each([
    ['new cycles are given up', cycling, POLICY, 2, 3],
    ['new cycles are introduced', POLICY, cycling, 1, 2],
    ['new cycles stay', cycling, cycling, 2, 3],
  ])('when %s', (_why, was, now, before, after) => {
    expect(foldClock(changedFrom(was), was, utc('11:30')).version).toBe(before);
    expect(foldClock(changedFrom(was), now, utc('12:00')).version).toBe(after);
  });
});
