/** Rows of "this history, read then, gives that", for the tests of what clocks mean. */
import { expect, it } from 'vitest';
import { foldClock } from '../../../src/domain/sla/clock.js';
import { type ClockPolicy, defaultPolicy } from '../../../src/domain/sla/policy.js';
import { buildHistory, type HistoryLine, utc } from './build-history.js';

/** Monday to Friday 09:00 to 17:00 UTC; medium is 4 h to respond and 24 h to resolve, high 1 h and 8 h. */
export const POLICY = defaultPolicy('UTC');
export const HOUR = 3600;

/** `policy` differs from the default in these; the rest of the row is what the fold says at an instant. */
export type Row = {
  what: string;
  policy?: Partial<ClockPolicy>;
  history: HistoryLine[];
  at: string;
  is: object;
};

export function holdsFor(rows: Row[]): void {
  it.each(rows)('$what', ({ policy = {}, history, at, is }) => {
    expect(foldClock(buildHistory(...history), { ...POLICY, ...policy }, utc(at))).toMatchObject(is);
  });
}

export const STARTED: HistoryLine = ['09:00', 'started'];
