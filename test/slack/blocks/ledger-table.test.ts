/** A ledger in full: every interval in a table, page by page, whose seconds add up. */
import { describe, expect, it } from 'vitest';
import { exactDuration } from '../../../src/slack/blocks/duration-words.js';
import { ledgerMessage } from '../../../src/slack/blocks/ledger.js';
import { LEDGER_PAGE_ROWS, ledgerTable } from '../../../src/slack/blocks/ledger-table.js';
import type { RenderedMessage } from '../../../src/slack/gateway.js';
import type { HistoryLine } from '../../domain/sla/build-history.js';
import { expectSendable, explained, shown, textsIn } from './explained.js';

function tableIn({ blocks }: RenderedMessage): string[][] {
  const table = blocks.find((block) => block.type === 'table');
  return table?.type === 'table'
    ? table.rows.map((row) => row.map((cell) => ('text' in cell ? String(cell.text) : '')))
    : [];
}

describe('in full', () => {
  const LONG = explained([['08:00', 'started']], '2027-02-23 12:00');

  it('has a row for every interval, with local time, UTC, what it adds, the total and why', () => {
    const [head, ...rows] = tableIn(
      ledgerTable(
        explained(
          [
            ['15:00', 'started'],
            ['15:30', 'waiting'],
          ],
          '2026-11-24 09:00',
        ),
        'resolution',
        1,
      ),
    );
    expect(head).toEqual(['From', 'To', 'UTC', 'Counts', 'Total', 'Why']);
    expect(rows).toEqual([
      ['Mon 23 Nov 16:00', 'Mon 23 Nov 16:30', '2026-11-23 15:00–15:30', '30 min', '30 min', 'counted'],
      [
        'Mon 23 Nov 16:30',
        'Tue 24 Nov 10:00',
        '2026-11-23 15:30 – 2026-11-24 09:00',
        '–',
        '30 min',
        'paused: waiting, since a comment by Ana (1 h 30 min of working time left out)',
      ],
    ]);
  });

  it('pages put together are the whole, each within its limit, with ways on, back and to the short one', () => {
    const rows = LONG.targets[1]?.rows ?? [];
    const pageCount = Math.ceil(rows.length / LEDGER_PAGE_ROWS);
    expect(pageCount).toBeGreaterThan(3);
    const pages = Array.from({ length: pageCount }, (_, index) => ledgerTable(LONG, 'resolution', index + 1));
    for (const page of pages) expectSendable(page);
    const found = pages.flatMap((page) => tableIn(page).slice(1));
    expect(found).toHaveLength(rows.length);
    expect(found.at(-1)?.[4]).toBe(exactDuration(LONG.targets[1]?.elapsedSeconds ?? 0));
    const buttons = pages.map(({ blocks }) => textsIn(blocks.filter(({ type }) => type === 'actions')));
    expect(buttons.map((labels) => labels.join())).toEqual([
      'Next,In short',
      ...Array(pageCount - 2).fill('Previous,Next,In short'),
      'Previous,In short',
    ]);
  });

  it('past the end shows the last page, and of a priority without a target says so', () => {
    const last = ledgerTable(LONG, 'resolution', 99_999);
    expect(shown(last)).toMatch(/Page (\d+) of \1\./);
    const none = { ...LONG, targets: LONG.targets.map((target) => ({ ...target, rows: [] })) };
    expect(shown(ledgerTable(none, 'response', 1))).toContain('has no intervals');
  });
});

describe('in full, with fractions of a second', () => {
  const HISTORY: HistoryLine[] = [
    ['09:00:04.300', 'started'],
    ['09:01:03.100', 'waiting'],
    ['09:01:06.900', 'open'],
  ];
  const rounded =
    ' Every figure leaves out its own part of a second, so the rows can add up to a little less than the total. The exact times are under UTC.';

  it('has them under UTC, where the rows can be worked out, and says how they are rounded', () => {
    const told = ledgerTable(explained(HISTORY, '09:02:00.050'), 'resolution', 1);
    const [, ...rows] = tableIn(told);
    expect(rows.map(([, , inUtc, counts, total]) => [inUtc, counts, total])).toEqual([
      ['2026-11-23 09:00:04.300–09:01:03.100', '58 s', '58 s'],
      ['2026-11-23 09:01:03.100–09:01:06.900', '–', '58 s'],
      // 58.8 and 53.15 seconds are 111.95.
      ['2026-11-23 09:01:06.900–09:02:00.050', '53 s', '1 min 51 s'],
    ]);
    expect(shown(told)).toContain(`Counted 1 min 51 s in all.${rounded}`);
  });

  it('says nothing of rounding where there are none', () => {
    const told = shown(ledgerTable(explained([['09:00', 'started']], '10:00'), 'resolution', 1));
    expect(told).toContain('Counted 1 h in all.');
    expect(told).not.toContain('part of a second');
  });
});

describe('a row within one second', () => {
  const row = {
    what: 'closed',
    why: { kind: 'weekend' },
    seconds: 0,
    totalSeconds: 0,
    clockChanges: [],
    cause: null,
  } as const;
  const at = (fraction: string) => new Date(`2026-11-23T15:00:${fraction}Z`);
  const explanation = explained([['15:00', 'started']], '16:00');

  it.each<[string, string, number, boolean]>([
    ['00.100', '00.900', 0, false],
    ['00.900', '01.100', 0, true],
    ['00.000', '00.900', 1, true],
  ])(
    'from %s to %s with %i s counted is shown in short (%j), and in full, where nothing is left out',
    (from, to, seconds, isShown) => {
      const rows = [{ ...row, fromAt: at(from), toAt: at(to), seconds }];
      const targets = explanation.targets.map((target) => ({ ...target, rows }));
      const told = { ...explanation, targets };
      expect(shown(ledgerMessage(told)).includes('closed: weekend')).toBe(isShown);
      expect(tableIn(ledgerTable(told, 'resolution', 1))).toHaveLength(2);
    },
  );
});
