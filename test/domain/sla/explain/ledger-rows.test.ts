/** The rows that people read add up to what the engine says, whatever happened: in full, in short and page by page. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldClock } from '../../../../src/domain/sla/clock.js';
import {
  type LedgerRow,
  ledgerPage,
  ledgerRows,
  shortLedger,
} from '../../../../src/domain/sla/explain/ledger-rows.js';
import {
  type ClockPolicy,
  calendarOf,
  defaultPolicy,
  TARGET_KINDS,
} from '../../../../src/domain/sla/policy.js';
import { clockChangesBetween } from '../../../../src/domain/sla/zone.js';
import { arbitraryHistory, HISTORY_FROM, HISTORY_MINUTES } from '../arbitrary-history.js';
import { buildCalendar } from '../build-calendar.js';
import { buildHistory, type HistoryLine, utc } from '../build-history.js';

const NONE = new Map<string, string>();

function rowsOf(policy: ClockPolicy, at: string, ...history: HistoryLine[]): LedgerRow[] {
  const { ledger } = foldClock(buildHistory(...history), policy, utc(at)).resolution;
  return ledgerRows(ledger, policy.calendar, NONE);
}

/** `23 09:00 – 23 10:00 counted +60 = 60`, in minutes. */
function textOf({ fromAt, toAt, seconds, totalSeconds, what }: LedgerRow): string {
  const [from, to] = [fromAt, toAt].map((at) => at.toISOString().slice(8, 16).replace('T', ' '));
  return `${from} – ${to} ${what} +${seconds / 60} = ${totalSeconds / 60}`;
}

const POLICY = defaultPolicy('UTC');
const WEEK_OF_WAITING = rowsOf(
  POLICY,
  '2026-12-01 12:00',
  ['16:00', 'started'],
  ['2026-11-24 10:00', 'waiting'],
  ['2026-11-26 10:00', 'open'],
);

describe('a ledger', () => {
  it('runs a total beside every row', () => {
    expect(WEEK_OF_WAITING.map(textOf)).toEqual([
      '23 16:00 – 23 17:00 counted +60 = 60',
      '23 17:00 – 24 09:00 closed +0 = 60',
      '24 09:00 – 24 10:00 counted +60 = 120',
      '24 10:00 – 26 10:00 paused +960 = 120',
      '26 10:00 – 26 17:00 counted +420 = 540',
      '26 17:00 – 27 09:00 closed +0 = 540',
      '27 09:00 – 27 17:00 counted +480 = 1020',
      '27 17:00 – 30 09:00 closed +0 = 1020',
      '30 09:00 – 30 17:00 counted +480 = 1500',
      '30 17:00 – 01 09:00 closed +0 = 1500',
      '01 09:00 – 01 12:00 counted +180 = 1680',
    ]);
  });

  it('in short has a line a day or stretch, and leaves ordinary nights out', () => {
    expect(shortLedger(WEEK_OF_WAITING, 'UTC', 20)).toEqual({
      earlier: null,
      lines: [0, 2, 3, 4, 6, 7, 8, 10].map((index) => ({ ...WEEK_OF_WAITING[index], breakSeconds: 0 })),
    });
  });

  it('in short tells the oldest lines in one, with their sum', () => {
    const { earlier, lines } = shortLedger(WEEK_OF_WAITING, 'UTC', 2);
    expect(lines.map(textOf)).toEqual([
      '30 09:00 – 30 17:00 counted +480 = 1500',
      '01 09:00 – 01 12:00 counted +180 = 1680',
    ]);
    expect(earlier).toEqual({
      fromAt: utc('16:00'),
      toAt: utc('2026-11-30 09:00'),
      seconds: 1020 * 60,
    });
  });

  it('in short takes a day with a break at noon as one', () => {
    const hours: [string, string][] = [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ];
    const calendar = buildCalendar('UTC', { weekly: { mon: hours } });
    const rows = rowsOf({ ...POLICY, calendar }, '18:00', ['10:00', 'started']);
    const { lines } = shortLedger(rows, 'UTC', 5);
    expect(lines.map(textOf)).toEqual(['23 10:00 – 23 17:00 counted +360 = 360']);
    expect(lines).toMatchObject([{ breakSeconds: 3_600 }]);
  });

  it.each([
    [0, 1, 1],
    [30, 1, 1],
    [31, 2, 2],
    [31, 9, 2],
    [31, -1, 1],
  ])('of %i rows has page %i at %i', (count, wanted, shown) => {
    expect(ledgerPage(Array(count).fill(0), wanted, 30).page).toBe(shown);
  });
});

describe('the rows of any history under any policy', () => {
  const ZONES = ['America/New_York', 'Europe/Lisbon', 'Australia/Lord_Howe', 'America/Havana', 'UTC'];

  it('add up to the elapsed seconds in full, in short and over all pages, join without gaps, and note each clock change once', () => {
    fc.assert(
      fc.property(
        arbitraryHistory,
        fc.constantFrom(...ZONES),
        fc.integer({ min: 1, max: HISTORY_MINUTES * 60_000 }),
        fc.integer({ min: 1, max: 7 }),
        ({ history, policy: drawn, calendar: parts }, zone, atMs, few) => {
          const policy = { ...drawn, calendar: buildCalendar(zone, parts) };
          const clock = foldClock(history, policy, new Date(HISTORY_FROM.getTime() + atMs));
          for (const kind of TARGET_KINDS) {
            const { ledger, elapsedSeconds } = clock[kind];
            const rows = ledgerRows(ledger, calendarOf(policy, 'medium'), NONE);
            expect(rows.at(-1)?.totalSeconds ?? 0).toBe(elapsedSeconds);
            expectToJoin(rows);
            const { earlier, lines } = shortLedger(rows, zone, few);
            expect((earlier?.seconds ?? 0) + countedIn(lines)).toBe(elapsedSeconds);
            expect(lines.length).toBeLessThanOrEqual(few);
            expect(allPages(rows, few)).toEqual(rows);
            const [first, last] = [ledger[0], ledger.at(-1)];
            if (first === undefined || last === undefined) continue;
            const noted = rows.flatMap(({ clockChanges }) => clockChanges);
            expect(noted).toEqual(clockChangesBetween(zone, first.fromAt, last.toAt));
          }
        },
      ),
      { numRuns: 250, seed: 42 },
    );
  });

  function expectToJoin(rows: readonly LedgerRow[]): void {
    let totalSeconds = 0;
    for (const [index, row] of rows.entries()) {
      if (row.what === 'counted') totalSeconds += row.seconds;
      expect(row.totalSeconds).toBe(totalSeconds);
      expect(row.fromAt.getTime()).toBeLessThan(row.toAt.getTime());
      if (index > 0) expect(rows[index - 1]?.toAt).toEqual(row.fromAt);
    }
  }

  function countedIn(rows: readonly LedgerRow[]): number {
    return rows.reduce((sum, { what, seconds }) => (what === 'counted' ? sum + seconds : sum), 0);
  }

  function allPages(rows: readonly LedgerRow[], size: number): LedgerRow[] {
    const { pageCount } = ledgerPage(rows, 1, size);
    return Array.from({ length: pageCount }, (_, index) => ledgerPage(rows, index + 1, size).rows).flat();
  }
});
