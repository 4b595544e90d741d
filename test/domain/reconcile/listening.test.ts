/** When nobody listened to Slack is known from the beats of those who do, and no overlap is taken for a gap. */
import { expect, it } from 'vitest';
import { type Heard, hearBeat, SILENT_MAX_MS } from '../../../src/domain/reconcile/listening.js';

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 10, 0, seconds));
const heard = (heardUntil: number | null, doubtedSince: number | null = null): Heard => ({
  heardUntilAt: heardUntil === null ? null : at(heardUntil),
  doubtedSinceAt: doubtedSince === null ? null : at(doubtedSince),
});
const beat = (connectedSince: number | null, now: number) => ({
  connectedSinceAt: connectedSince === null ? null : at(connectedSince),
  now: at(now),
});
const gap = (from: number, until: number) => ({ fromAt: at(from), untilAt: at(until) });

const TABLE: [string, Heard, ReturnType<typeof beat>, Heard & { gap: unknown }][] = [
  ['the very first connection leaves no gap', heard(null), beat(0, 0), { ...heard(0), gap: null }],
  ['a connection that lasts is heard on', heard(6), beat(0, 9), { ...heard(9), gap: null }],
  [
    'a beat that came late is no gap while the connection lasted',
    heard(6),
    beat(0, 55),
    { ...heard(55), gap: null },
  ],
  [
    'a reconnect may have left another process listening',
    heard(6),
    beat(8, 8),
    { ...heard(6, 6), gap: null },
  ],
  ['another process that goes on ends the doubt', heard(6, 6), beat(0, 9), { ...heard(9), gap: null }],
  ['then the reconnect overlapped it', heard(9), beat(8, 11), { ...heard(11), gap: null }],
  ['nobody else said anything: a gap', heard(6, 6), beat(8, 17), { ...heard(17), gap: gap(6, 8) }],
  ['after a long silence at once', heard(6), beat(50, 50), { ...heard(50), gap: gap(6, 50) }],
  ['connected in the moment it was last heard is no gap', heard(6), beat(6, 30), { ...heard(30), gap: null }],
  ['without a connection nothing is heard', heard(6), beat(null, 9), { ...heard(6), gap: null }],
  [
    'and after a while it is said that nobody may listen',
    heard(6),
    beat(null, 17),
    { ...heard(6, 6), gap: null },
  ],
  ['a doubt stays until it is decided', heard(6, 6), beat(null, 9), { ...heard(6, 6), gap: null }],
  ['a process whose time is behind takes nothing back', heard(9), beat(0, 7), { ...heard(9), gap: null }],
];

it.each(TABLE)('%s', (_what, before, now, after) => {
  expect(hearBeat(before, now)).toEqual(after);
});

it('every silence longer than the bound is a gap, whatever the order of the beats of two processes', () => {
  let state = hearBeat(heard(null), beat(0, 0));
  for (const seconds of [3, 6, 9]) state = hearBeat(state, beat(0, seconds));
  const secondConnectsAt = 9 + SILENT_MAX_MS / 1_000 + 1;
  expect(hearBeat(state, beat(secondConnectsAt, secondConnectsAt)).gap).toEqual(gap(9, secondConnectsAt));
});
