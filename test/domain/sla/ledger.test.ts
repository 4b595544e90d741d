/** The ledger explains a clock to the second: every interval once, with what it was and why. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldClock } from '../../../src/domain/sla/clock.js';
import type { LedgerEntry } from '../../../src/domain/sla/ledger.js';
import { type ClockPolicy, defaultPolicy, TARGET_KINDS } from '../../../src/domain/sla/policy.js';
import { arbitraryHistory, HISTORY_FROM, HISTORY_MINUTES } from './arbitrary-history.js';
import { buildHistory, type HistoryLine, utc } from './build-history.js';

const POLICY = defaultPolicy('UTC');
const CHRISTMAS: ClockPolicy = {
  ...POLICY,
  calendar: {
    ...POLICY.calendar,
    holidays: ['2026-12-25'],
    exceptions: [{ date: '2026-12-24', kind: 'closed', opensMinute: 720, closesMinute: 1440 }],
  },
};

const EARLY_TUESDAY: ClockPolicy = {
  ...POLICY,
  calendar: {
    ...POLICY.calendar,
    exceptions: [{ date: '2026-11-24', kind: 'open', opensMinute: 0, closesMinute: 60 }],
  },
};

const ledgerOf = (policy: ClockPolicy, at: string, ...history: HistoryLine[]) =>
  foldClock(buildHistory(...history), policy, utc(at)).resolution.ledger;

/** `11-23 09:00 – 11-23 10:00 counted 60 min`, then why. */
function textOf({ fromAt, toAt, seconds, what, why }: LedgerEntry): string {
  const [from, to] = [fromAt, toAt].map((at) => at.toISOString().slice(5, 16).replace('T', ' '));
  const reasons = why.kind === 'closed' ? [...why.holidays, ...why.exceptions] : Object.values(why).slice(1);
  return [`${from} – ${to} ${what} ${seconds / 60} min`, ...reasons].join(' ');
}

const ROWS: [why: string, ledger: readonly LedgerEntry[], lines: string[]][] = [
  [
    'a run over night',
    ledgerOf(POLICY, '2026-11-24 10:00', ['16:00', 'started']),
    [
      '11-23 16:00 – 11-23 17:00 counted 60 min',
      '11-23 17:00 – 11-24 09:00 closed 0 min',
      '11-24 09:00 – 11-24 10:00 counted 60 min',
    ],
  ],
  [
    'a change of status in which the clock ran on',
    ledgerOf(POLICY, '12:00', ['09:00', 'started'], ['10:00', 'open'], ['11:00', 'blocked']),
    ['11-23 09:00 – 11-23 12:00 counted 180 min'],
  ],
  [
    'a pause over night, with the opening hours it left out',
    ledgerOf(
      POLICY,
      '2026-11-24 11:00',
      ['16:00', 'started'],
      ['16:30', 'waiting'],
      ['2026-11-24 10:00', 'open'],
    ),
    [
      '11-23 16:00 – 11-23 16:30 counted 30 min',
      '11-23 16:30 – 11-24 10:00 paused 90 min waiting',
      '11-24 10:00 – 11-24 11:00 counted 60 min',
    ],
  ],
  [
    'two pausing statuses',
    ledgerOf(POLICY, '12:00', ['09:00', 'started'], ['10:00', 'waiting'], ['11:00', 'on_hold']),
    [
      '11-23 09:00 – 11-23 10:00 counted 60 min',
      '11-23 10:00 – 11-23 11:00 paused 60 min waiting',
      '11-23 11:00 – 11-23 12:00 paused 60 min on_hold',
    ],
  ],
  [
    'time while done',
    ledgerOf(POLICY, '12:00', ['09:00', 'started'], ['10:00', 'resolved'], ['11:00', 'open']),
    [
      '11-23 09:00 – 11-23 10:00 counted 60 min',
      '11-23 10:00 – 11-23 11:00 stopped 60 min resolved',
      '11-23 11:00 – 11-23 12:00 counted 60 min',
    ],
  ],
  [
    'up to the stop and no further',
    ledgerOf(POLICY, '2026-12-23 12:00', ['09:00', 'started'], ['10:00', 'closed']),
    ['11-23 09:00 – 11-23 10:00 counted 60 min'],
  ],
  [
    'a closure, a holiday and the weekend after it',
    ledgerOf(CHRISTMAS, '2026-12-28 10:00', ['2026-12-24 11:00', 'started']),
    [
      '12-24 11:00 – 12-24 12:00 counted 60 min',
      '12-24 12:00 – 12-28 09:00 closed 0 min 2026-12-25 2026-12-24',
      '12-28 09:00 – 12-28 10:00 counted 60 min',
    ],
  ],
  [
    'only the dates that a closed interval touches, not the one at whose beginning it ends',
    ledgerOf(EARLY_TUESDAY, '2026-11-24 00:30', ['16:00', 'started']),
    [
      '11-23 16:00 – 11-23 17:00 counted 60 min',
      '11-23 17:00 – 11-24 00:00 closed 0 min',
      '11-24 00:00 – 11-24 00:30 counted 30 min',
    ],
  ],
  [
    'a restart by a change of priority',
    ledgerOf({ ...POLICY, onPriorityChange: 'restart' }, '12:00', ['09:00', 'started'], ['10:00', 'high']),
    ['11-23 09:00 – 11-23 10:00 stopped 60 min priority', '11-23 10:00 – 11-23 12:00 counted 120 min'],
  ],
  [
    'a new cycle by reopening',
    ledgerOf(
      { ...POLICY, onReopen: 'new_cycle' },
      '12:00',
      ['09:00', 'started'],
      ['10:00', 'resolved'],
      ['11:00', 'open'],
    ),
    ['11-23 09:00 – 11-23 11:00 stopped 120 min reopening', '11-23 11:00 – 11-23 12:00 counted 60 min'],
  ],
];

describe('a ledger shows', () => {
  it.each(ROWS)('%s', (_why, ledger, lines) => {
    expect(ledger.map(textOf)).toEqual(lines);
  });
});

describe('a ledger of any history', () => {
  it('adds up to the elapsed seconds, and joins without gaps from the start to the stop or to now', () => {
    fc.assert(
      fc.property(arbitraryHistory, fc.integer({ min: 1, max: HISTORY_MINUTES * 60_000 }), (parts, atMs) => {
        const { history, policy } = parts;
        const at = new Date(HISTORY_FROM.getTime() + atMs);
        const clock = foldClock(history, policy, at);
        for (const { ledger, state, elapsedSeconds, stoppedAt } of TARGET_KINDS.map((kind) => clock[kind])) {
          const counted = ledger.filter(({ what }) => what === 'counted');
          expect(counted.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(elapsedSeconds);
          for (const [index, { fromAt, toAt }] of ledger.entries()) {
            expect(fromAt.getTime()).toBeLessThan(toAt.getTime());
            if (index > 0) expect(ledger[index - 1]?.toAt).toEqual(fromAt);
          }
          if (state !== 'none' && ledger.length > 0) expect(ledger.at(-1)?.toAt).toEqual(stoppedAt ?? at);
        }
      }),
      { numRuns: 300, seed: 42 },
    );
  });
});
