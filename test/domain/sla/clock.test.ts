/** The rules of a ticket's clocks, one by one: what starts, pauses and stops them. */

import { describe, expect, it } from 'vitest';
import { foldClock } from '../../../src/domain/sla/clock.js';
import { type ClockPolicy, defaultPolicy } from '../../../src/domain/sla/policy.js';
import { buildHistory, type HistoryLine, utc } from './build-history.js';

/** Monday to Friday 09:00 to 17:00 UTC; medium is 4 h to respond and 24 h to resolve. */
const POLICY = defaultPolicy('UTC');
const HOUR = 3600;

const fold = (at: string, ...history: HistoryLine[]) => foldClock(buildHistory(...history), POLICY, utc(at));
const foldWith = (options: Partial<ClockPolicy>, at: string, ...history: HistoryLine[]) =>
  foldClock(buildHistory(...history), { ...POLICY, ...options }, utc(at));

describe('the start', () => {
  it('starts both clocks when the ticket is created', () => {
    const { response, resolution, nextWakeAt } = fold('10:00', ['09:00', 'started']);
    expect(response).toMatchObject({
      state: 'running',
      targetAt: utc('13:00'),
      elapsedSeconds: HOUR,
      remainingSeconds: 3 * HOUR,
    });
    expect(resolution).toMatchObject({
      state: 'running',
      targetAt: utc('2026-11-25 17:00'),
      elapsedSeconds: HOUR,
      remainingSeconds: 23 * HOUR,
    });
    expect(nextWakeAt).toEqual(utc('12:12'));
  });

  it('after hours, the clocks begin to count at the next opening', () => {
    const { response } = fold('2026-11-28 12:00', ['2026-11-27 18:00', 'started']);
    expect(response).toMatchObject({
      state: 'running',
      elapsedSeconds: 0,
      targetAt: utc('2026-11-30 13:00'),
    });
  });

  it('may be backdated, and everything counts from there', () => {
    const { version, response } = fold('12:00', ['11:00', 'started'], ['11:30', 'start moved 09:00']);
    expect(version).toBe(2);
    expect(response).toMatchObject({ elapsedSeconds: 3 * HOUR, targetAt: utc('13:00') });
  });

  it('may be moved forward, past what happened before', () => {
    const history = buildHistory(
      ['09:00', 'started'],
      ['09:30', 'waiting'],
      ['10:00', 'open'],
      ['11:00', 'start moved 10:30'],
    );
    expect(foldClock(history, POLICY, utc('11:00')).resolution.elapsedSeconds).toBe(HOUR / 2);
  });

  it('in the future has used up nothing', () => {
    const { response } = fold('09:00', ['09:00', 'started'], ['09:00', 'start moved 12:00']);
    expect(response).toMatchObject({
      state: 'running',
      elapsedSeconds: 0,
      targetAt: utc('16:00'),
      ledger: [],
    });
  });

  it('must be in the history', () => {
    expect(() => foldClock(buildHistory(['09:00', 'open']), POLICY, utc('10:00'))).toThrow(RangeError);
  });
});

describe('the response clock', () => {
  it("stops at the first public comment of an agent, at the message's own time", () => {
    const { response, resolution } = fold(
      '16:00',
      ['09:00', 'started'],
      ['11:00', 'reply'],
      ['12:00', 'reply'],
    );
    expect(response).toMatchObject({
      state: 'met',
      stoppedAt: utc('11:00'),
      elapsedSeconds: 2 * HOUR,
      targetAt: utc('13:00'),
    });
    expect(resolution.state).toBe('running');
  });

  it('counts the earliest reply, even if it arrived after a later one', () => {
    const { response } = fold('16:00', ['09:00', 'started'], ['14:00', 'reply'], ['11:00', 'reply']);
    expect(response).toMatchObject({ state: 'met', stoppedAt: utc('11:00') });
  });

  it('was answered at its start by a reply from before', () => {
    const { response } = fold('16:00', ['09:00', 'started'], ['08:00', 'reply']);
    expect(response).toMatchObject({ state: 'met', stoppedAt: utc('09:00'), elapsedSeconds: 0 });
  });

  it('is stopped by resolving without a reply', () => {
    const { response } = fold('16:00', ['09:00', 'started'], ['11:00', 'resolved'], ['12:00', 'reply']);
    expect(response).toMatchObject({ state: 'met', stoppedAt: utc('11:00') });
  });

  it('goes on when a ticket that nobody answered is reopened', () => {
    const { response } = fold('13:00', ['09:00', 'started'], ['10:00', 'resolved'], ['12:00', 'open']);
    expect(response).toMatchObject({
      state: 'running',
      elapsedSeconds: 2 * HOUR,
      targetAt: utc('15:00'),
      stoppedAt: null,
    });
  });

  it('stays stopped when the ticket was answered while it was done', () => {
    const history = buildHistory(
      ['09:00', 'started'],
      ['10:00', 'resolved'],
      ['11:00', 'reply'],
      ['12:00', 'open'],
    );
    expect(foldClock(history, POLICY, utc('13:00')).response).toMatchObject({
      state: 'met',
      stoppedAt: utc('10:00'),
    });
  });

  it('runs while the ticket waits, unless the policy says otherwise', () => {
    const history = [
      ['09:00', 'started'],
      ['10:00', 'waiting'],
    ] as const;
    expect(fold('12:00', ...history).response).toMatchObject({ state: 'running', elapsedSeconds: 3 * HOUR });
    expect(foldWith({ responsePauses: true }, '12:00', ...history).response).toMatchObject({
      state: 'paused',
      elapsedSeconds: HOUR,
      targetAt: null,
    });
  });
});

describe('the resolution clock', () => {
  it.each(['waiting', 'on_hold'])('pauses in %s: no target, the remaining time is kept', (status) => {
    const { resolution, pausedAt } = fold('2026-11-24 12:00', ['09:00', 'started'], ['10:00', status]);
    expect(resolution).toMatchObject({
      state: 'paused',
      targetAt: null,
      elapsedSeconds: HOUR,
      remainingSeconds: 23 * HOUR,
    });
    expect(pausedAt).toEqual(utc('10:00'));
  });

  it.each(['new', 'open', 'in_progress', 'blocked'])('runs in %s', (status) => {
    const { resolution, pausedAt } = fold('12:00', ['09:00', 'started'], ['10:00', status]);
    expect(resolution).toMatchObject({ state: 'running', elapsedSeconds: 3 * HOUR });
    expect(pausedAt).toBeNull();
  });

  it('has no target while paused, not even where the pause began at it', () => {
    const { resolution } = fold('15:00', ['09:00', 'started critical'], ['13:00', 'waiting']);
    expect(resolution).toMatchObject({
      state: 'paused',
      remainingSeconds: 0,
      targetAt: null,
      breachedAt: null,
    });
  });

  it('is paused from the start, where the start was moved into the pause', () => {
    const history: HistoryLine[] = [
      ['09:00', 'started'],
      ['09:30', 'waiting'],
      ['11:00', 'start moved 10:00'],
    ];
    expect(fold('12:00', ...history)).toMatchObject({
      pausedAt: utc('10:00'),
      resolution: { elapsedSeconds: 0 },
    });
  });

  it('moves its target by the part of a pause inside opening hours', () => {
    const { resolution } = fold(
      '2026-11-24 10:00',
      ['09:00', 'started'],
      ['16:00', 'waiting'],
      ['2026-11-24 10:00', 'in_progress'],
    );
    expect(resolution).toMatchObject({ elapsedSeconds: 7 * HOUR, targetAt: utc('2026-11-26 11:00') });
  });

  it('is one pause from waiting to on hold', () => {
    expect(fold('12:00', ['09:00', 'started'], ['10:00', 'waiting'], ['11:00', 'on_hold']).pausedAt).toEqual(
      utc('10:00'),
    );
  });

  it.each(['resolved', 'closed'])('stops when the ticket is %s', (status) => {
    const { resolution, nextWakeAt } = fold('2026-12-23 12:00', ['09:00', 'started'], ['12:00', status]);
    expect(resolution).toMatchObject({
      state: 'met',
      stoppedAt: utc('12:00'),
      elapsedSeconds: 3 * HOUR,
      targetAt: utc('2026-11-25 17:00'),
    });
    expect(nextWakeAt).toBeNull();
  });

  it('stopped at the resolution, not at the closing after it', () => {
    const { resolution } = fold(
      '2026-12-23 12:00',
      ['09:00', 'started'],
      ['12:00', 'resolved'],
      ['2026-11-30 12:00', 'closed'],
    );
    expect(resolution.stoppedAt).toEqual(utc('12:00'));
  });

  it('goes on when the ticket is reopened, without the time in which it was done', () => {
    const { resolution, version } = fold(
      '15:00',
      ['09:00', 'started'],
      ['10:00', 'resolved'],
      ['14:00', 'open'],
    );
    expect(resolution).toMatchObject({ state: 'running', elapsedSeconds: 2 * HOUR, stoppedAt: null });
    expect(version).toBe(1);
  });

  it('starts again on reopening where the policy says so, while a response once given stays given', () => {
    const history = [
      ['09:00', 'started'],
      ['09:30', 'reply'],
      ['10:00', 'resolved'],
      ['14:00', 'open'],
    ] as const;
    const { resolution, response, version } = foldWith({ onReopen: 'new_cycle' }, '15:00', ...history);
    expect(resolution).toMatchObject({ state: 'running', elapsedSeconds: HOUR });
    expect(response).toMatchObject({ state: 'met', stoppedAt: utc('09:30') });
    expect(version).toBe(2);
  });
});

it('a new cycle of the resolution leaves a response that nobody has given where it was', () => {
  const history: HistoryLine[] = [
    ['09:00', 'started'],
    ['10:00', 'resolved'],
    ['14:00', 'open'],
  ];
  const { response } = foldWith({ onReopen: 'new_cycle' }, '15:00', ...history);
  expect(response).toMatchObject({ state: 'running', elapsedSeconds: 2 * HOUR });
});

describe('the fold', () => {
  const history = buildHistory(
    ['09:00', 'started'],
    ['10:00', 'waiting'],
    ['11:00', 'open'],
    ['12:00', 'high'],
    ['13:00', 'reply'],
  );

  it('does not know yet what happens after the instant asked about', () => {
    expect(foldClock(history, POLICY, utc('10:30'))).toEqual(
      foldClock(history.slice(0, 2), POLICY, utc('10:30')),
    );
  });

  it('does not depend on the order in which the events are listed', () => {
    expect(foldClock([...history].reverse(), POLICY, utc('15:00'))).toEqual(
      foldClock(history, POLICY, utc('15:00')),
    );
  });

  it('takes what is listed first as earlier, of two events at one instant', () => {
    const both = buildHistory(['09:00', 'started'], ['10:00', 'waiting'], ['10:00', 'open']);
    expect(foldClock(both, POLICY, utc('12:00')).resolution.elapsedSeconds).toBe(3 * HOUR);
  });

  it('leaves its arguments alone', () => {
    const frozen = Object.freeze(history.map((event) => Object.freeze(event)));
    expect(() => foldClock(frozen, Object.freeze({ ...POLICY }), utc('15:00'))).not.toThrow();
  });
});
