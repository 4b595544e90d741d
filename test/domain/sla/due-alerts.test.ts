/** Which alerts a clock is due: warnings while it runs, a breach whenever it happened, in the order in which they came. */

import { describe, expect, it } from 'vitest';
import { foldClock } from '../../../src/domain/sla/clock.js';
import { dueAlerts, passedAlerts } from '../../../src/domain/sla/due-alerts.js';
import { defaultPolicy } from '../../../src/domain/sla/policy.js';
import { buildHistory, type HistoryLine, utc } from './build-history.js';

const POLICY = { ...defaultPolicy('UTC'), warnPercents: [50, 80] };
const CRITICAL: HistoryLine = ['09:00', 'started critical'];
const REPLIED: HistoryLine = ['09:10', 'reply'];

const ROWS: [why: string, at: string, history: HistoryLine[], due: string[]][] = [
  ['nothing before the first warning', '09:14:59', [CRITICAL], []],
  ['a warning at its instant', '09:15', [CRITICAL], ['response 50 09:15']],
  ['both warnings', '09:24', [CRITICAL], ['response 50 09:15', 'response 80 09:24']],
  ['only the breach, of a target that is breached', '09:31', [CRITICAL], ['response 100 09:30']],
  ['both targets, oldest first', '11:00', [CRITICAL], ['response 100 09:30', 'resolution 50 11:00']],
  ['no warning about a target that was met', '10:00', [CRITICAL, ['09:29', 'reply']], []],
  ['no warning while paused', '12:00', [CRITICAL, REPLIED, ['11:30', 'waiting']], []],
  [
    'the warning, once the clock goes on',
    '12:01',
    [CRITICAL, REPLIED, ['11:30', 'waiting'], ['12:00', 'open']],
    ['resolution 50 11:00'],
  ],
  [
    'a breach from before a pause',
    '16:00',
    [CRITICAL, REPLIED, ['14:00', 'on_hold']],
    ['resolution 100 13:00'],
  ],
  [
    'a breach from before the resolution',
    '16:00',
    [CRITICAL, REPLIED, ['14:00', 'resolved']],
    ['resolution 100 13:00'],
  ],
  ['nothing that a stop forestalled', '2026-11-30 12:00', [CRITICAL, REPLIED, ['12:59', 'resolved']], []],
];

describe('due', () => {
  it.each(ROWS)('%s', (_why, at, history, due) => {
    const alerts = dueAlerts(foldClock(buildHistory(...history), POLICY, utc(at)), utc(at));
    const texts = alerts.map(
      (alert) => `${alert.target} ${alert.percent} ${alert.at.toISOString().slice(11, 16)}`,
    );
    expect(texts).toEqual(due);
  });
});

describe('passed', () => {
  it.each([
    ['nothing before the first warning', '09:14:59', [CRITICAL], []],
    [
      'the warnings of a target that is breached as well',
      '09:31',
      [CRITICAL],
      ['response 50 09:15', 'response 80 09:24', 'response 100 09:30'],
    ],
    [
      'the warning of a target that was met after it',
      '10:00',
      [CRITICAL, ['09:20', 'reply']],
      ['response 50 09:15'],
    ],
    [
      'the warning from before a pause',
      '12:00',
      [CRITICAL, REPLIED, ['11:30', 'waiting']],
      ['resolution 50 11:00'],
    ],
    ['nothing that a pause forestalled', '16:00', [CRITICAL, REPLIED, ['10:59', 'waiting']], []],
  ] as [string, string, HistoryLine[], string[]][])('%s', (_why, at, history, passed) => {
    const alerts = passedAlerts(foldClock(buildHistory(...history), POLICY, utc(at)), utc(at));
    const texts = alerts.map(
      (alert) => `${alert.target} ${alert.percent} ${alert.at.toISOString().slice(11, 16)}`,
    );
    expect(texts).toEqual(passed);
  });
});
