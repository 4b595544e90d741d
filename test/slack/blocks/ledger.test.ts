/** A ledger in words: whole sentences, sums to the second, harmless whatever people are called, and within Slack's limits. */

import { describe, expect, it } from 'vitest';
import { blockProblems } from '../../../playground/block-kit/validate.js';
import { foldClock } from '../../../src/domain/sla/clock.js';
import type {
  ClockExplanation,
  ExplainedTarget,
  MoveCause,
} from '../../../src/domain/sla/explain/clock-explanation.js';
import { type LedgerRow, ledgerRows } from '../../../src/domain/sla/explain/ledger-rows.js';
import { outlookOf } from '../../../src/domain/sla/explain/outlook.js';
import { defaultPolicy, TARGET_KINDS } from '../../../src/domain/sla/policy.js';
import { clockChangesBetween } from '../../../src/domain/sla/zone.js';
import { durationWords, exactDuration } from '../../../src/slack/blocks/duration-words.js';
import { ledgerMessage } from '../../../src/slack/blocks/ledger.js';
import { LEDGER_PAGE_ROWS, ledgerTable } from '../../../src/slack/blocks/ledger-table.js';
import { parseLedgerValue } from '../../../src/slack/blocks/ledger-value.js';
import { spanWords, utcSpanWords } from '../../../src/slack/blocks/zone-words.js';
import type { RenderedMessage } from '../../../src/slack/gateway.js';
import { buildCalendar } from '../../domain/sla/build-calendar.js';
import { buildHistory, type HistoryLine, utc } from '../../domain/sla/build-history.js';

const POLICY = defaultPolicy('Europe/Berlin');
const HOUR = 3600;
const BLOCKS_TEXT_MAX = 13_000;

type Facts = { name?: string; causes?: MoveCause[]; names?: ReadonlyMap<string, string> };

/** Of the default policy in Berlin, as the service would explain it; each move and each pause is `name`'s. */
function explained(history: HistoryLine[], atText: string, facts: Facts = {}): ClockExplanation {
  const { name = 'Ana', causes = [], names = new Map<string, string>() } = facts;
  const at = utc(atText);
  const clock = foldClock(buildHistory(...history), POLICY, at);
  const by = { kind: 'person', name } as const;
  const targets = TARGET_KINDS.map((kind): ExplainedTarget => {
    const { state, targetSeconds, elapsedSeconds, ledger } = clock[kind];
    return {
      ...{ kind, state, targetSeconds, elapsedSeconds, priority: 'medium' },
      policy: { scope: null, version: 3, sinceAt: at },
      calendar: { scope: null, name, version: 2, timeZone: 'Europe/Berlin', workingDaySeconds: 8 * HOUR },
      outlook: outlookOf(clock[kind], POLICY.calendar, at),
      rows: ledgerRows(ledger, POLICY.calendar, names).map((row) => ({
        ...row,
        cause: row.what === 'paused' ? { by, message: 'comment' } : null,
      })),
      moves: causes.map((cause) => ({ at, by, cause, before: at, after: null })),
    };
  });
  return {
    number: 'IT-42',
    title: name,
    at,
    isForAgents: true,
    openedAt: at,
    startedAt: at,
    startReason: null,
    targets,
  };
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'text' in value && typeof value.text === 'string' ? [value.text] : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
}

/** Date tokens as the hour in UTC that old clients see. */
const shown = ({ blocks }: RenderedMessage) =>
  textsIn(blocks)
    .join('\n')
    .replace(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1');

function tableIn({ blocks }: RenderedMessage): string[][] {
  const table = blocks.find((block) => block.type === 'table');
  return table?.type === 'table'
    ? table.rows.map((row) => row.map((cell) => ('text' in cell ? String(cell.text) : '')))
    : [];
}

function expectSendable(rendered: RenderedMessage): void {
  expect(blockProblems(rendered.blocks)).toEqual([]);
  expect([...textsIn(rendered.blocks).join('')].length).toBeLessThanOrEqual(BLOCKS_TEXT_MAX);
  const mrkdwn = [
    rendered.text,
    ...rendered.blocks.flatMap((block) => (block.type === 'table' ? [] : textsIn(block))),
  ];
  expect(mrkdwn.join('\n')).not.toMatch(/<!(?!date\^)|<@|<#/);
}

describe('in short', () => {
  const WAITING: HistoryLine[] = [
    ['15:00', 'started'],
    ['2026-11-24 09:00', 'waiting'],
  ];

  it('says what stands, what counted and what would have to happen by when', () => {
    const text = shown(ledgerMessage(explained(WAITING.slice(0, 1), '2026-11-24 09:00')));
    expect(text).toContain(
      "*First response*: 4 h of working time. An agent's public answer by 2026-11-24 11:00 UTC meets it: 2 h left.",
    );
    expect(text).toContain(
      '*Resolution*: 24 h (3 working days) of working time. Resolving it by 2026-11-26 15:00 UTC meets it: 22 h (about 2.8 working days) left.',
    );
    expect(text).toContain(
      'In the time of Europe/Berlin:\n• Mon 23 Nov 16:00–17:00: counted 1 h\n• Tue 24 Nov 09:00–10:00: counted 1 h\nCounted 2 h of 4 h.',
    );
    expect(text).toContain(
      "By the desk's default policy, version 3 (since 2026-11-24 09:00 UTC), priority medium, in the calendar “Ana” of the desk's default, version 2, Europe/Berlin.",
    );
  });

  it.each([
    ['12:00', 'logs', 'began 2026-11-23 12:00 UTC, before it was opened: logs'],
    ['15:00', 'logs', 'began 2026-11-23 15:00 UTC, when it was opened: logs'],
    ['12:00', null, 'began 2026-11-23 12:00 UTC, before it was opened\n'],
  ])('says why a clock that started at %s did (%j)', (startedAt, startReason, words) => {
    const explanation = explained(WAITING.slice(0, 1), '16:00');
    const facts = { startedAt: utc(startedAt), openedAt: utc('15:00'), startReason };
    expect(shown(ledgerMessage({ ...explanation, ...facts }))).toContain(words);
  });

  it('says nothing of a start that is the opening', () => {
    expect(shown(ledgerMessage(explained(WAITING.slice(0, 1), '16:00')))).not.toContain('began');
  });

  it('says in which zone its lines are only where there are lines', () => {
    const explanation = explained(WAITING.slice(0, 1), '15:00');
    const targets = explanation.targets.map((target) => ({ ...target, rows: [] }));
    expect(shown(ledgerMessage({ ...explanation, targets }))).not.toContain('In the time of');
  });

  it('says what is left of a paused target, whose comment it waits since, and when it would be due', () => {
    const text = shown(ledgerMessage(explained(WAITING, '2026-11-25 09:00')));
    expect(text).toContain(
      'Paused: 22 h (about 2.8 working days) left; if work resumed now it would be due 2026-11-27 15:00 UTC.',
    );
    expect(text).toContain(
      '• Tue 24 Nov 10:00 – Wed 25 Nov 10:00: paused: waiting, since a comment by Ana (8 h of working time left out)',
    );
  });

  it('says by how much one was missed, and that it goes on', () => {
    const text = shown(ledgerMessage(explained([['08:00', 'started']], '14:00')));
    expect(text).toContain(
      "Missed by 2 h; it was due 2026-11-23 12:00 UTC. An agent's public answer stops the clock.",
    );
  });

  it('says with how much to spare one was met', () => {
    const met = explained(
      [
        ['08:00', 'started'],
        ['10:00', 'resolved'],
      ],
      '14:00',
    );
    expect(shown(ledgerMessage(met))).toContain(
      'Met 2026-11-23 10:00 UTC, with 22 h (about 2.8 working days) to spare.',
    );
  });

  it('has a line a day, the oldest in one with their sum', () => {
    const text = shown(ledgerMessage(explained([['08:00', 'started']], '2026-12-09 12:00')));
    const lines = text.split('\n').filter((line) => line.startsWith('•'));
    expect(lines).toHaveLength(14);
    expect(lines.slice(7, 9)).toEqual([
      '• Mon 23 Nov – Wed 2 Dec 17:00: counted 64 h in all',
      '• Thu 3 Dec 09:00–17:00: counted 8 h',
    ]);
  });

  it('works out: a day with a break says how long it was closed in between, and seconds are told of what counted alone', () => {
    const calendar = buildCalendar('Europe/Berlin', {
      weekly: {
        mon: [
          ['09:00', '12:00'],
          ['13:00', '17:00'],
        ],
      },
    });
    const { ledger } = foldClock(
      buildHistory(['09:00:10.700', 'started']),
      { ...POLICY, calendar },
      utc('15:00:00.600'),
    ).resolution;
    const explanation = explained([['15:00', 'started']], '2026-11-25 09:00');
    const targets = explanation.targets.map((target) => ({
      ...target,
      rows: ledgerRows(ledger, calendar, new Map()).map((row) => ({ ...row, cause: null })),
    }));
    expect(shown(ledgerMessage({ ...explanation, targets }))).toContain(
      '• Mon 23 Nov 10:00–16:00: counted 4 h 59 min 49 s; closed 1 h in between',
    );
  });

  it('tells holidays by name', () => {
    const names = new Map([['2026-11-24', 'Founders’ Day']]);
    const calendar = { ...POLICY.calendar, holidays: ['2026-11-24'] };
    const { ledger } = foldClock(
      buildHistory(['15:00', 'started']),
      { ...POLICY, calendar },
      utc('2026-11-25 09:00'),
    ).resolution;
    const explanation = explained([['15:00', 'started']], '2026-11-25 09:00');
    const targets = explanation.targets.map((target) => ({
      ...target,
      rows: ledgerRows(ledger, calendar, names).map((row) => ({ ...row, cause: null })),
    }));
    expect(shown(ledgerMessage({ ...explanation, targets }))).toContain(
      '• Tue 24 Nov 00:00 – Wed 25 Nov 00:00: closed: Founders’ Day',
    );
  });

  it('says that the clocks were changed', () => {
    const started = buildHistory(['2026-10-23 14:00', 'started']);
    const { ledger } = foldClock(started, POLICY, utc('2026-10-26 09:00')).resolution;
    const explanation = explained([['15:00', 'started']], '2026-11-25 09:00');
    const rows = ledgerRows(ledger, POLICY.calendar, new Map()).map((row) => ({ ...row, cause: null }));
    const targets = explanation.targets.map((target) => ({ ...target, rows }));
    expect(shown(ledgerMessage({ ...explanation, targets }))).toContain(
      'closed: weekend; clocks went back 1 h',
    );
  });

  it.each([
    [
      '2026-03-28 23:00',
      '2026-03-29 22:00',
      'Sun 29 Mar 00:00 – Mon 30 Mar 00:00: counted 23 h; clocks went forward 1 h',
    ],
    [
      '2026-10-24 22:00',
      '2026-10-25 23:00',
      'Sun 25 Oct 00:00 – Mon 26 Oct 00:00: counted 25 h; clocks went back 1 h',
    ],
  ])('keeps what counted from %s apart from the change of the clocks', (from, to, line) => {
    const [fromAt, toAt] = [utc(from), utc(to)];
    const seconds = (toAt.getTime() - fromAt.getTime()) / 1000;
    const row: LedgerRow = {
      ...{ fromAt, toAt, seconds, totalSeconds: seconds, what: 'counted' },
      clockChanges: clockChangesBetween('Europe/Berlin', fromAt, toAt),
    };
    const explanation = explained([['15:00', 'started']], '2026-11-25 09:00');
    const targets = explanation.targets.map((target) => ({ ...target, rows: [{ ...row, cause: null }] }));
    expect(shown(ledgerMessage({ ...explanation, targets })).split('\n')).toContain(`• ${line}`);
  });
});

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

describe('what moved a target', () => {
  const AT = utc('15:00');
  const from = { scope: null, version: 1, sinceAt: AT };
  const to = { scope: 'IT Support', version: 2, sinceAt: AT };
  const policy = { kind: 'policy', from, to, calendar: null, savedBy: null } as const;
  const words = (cause: MoveCause) =>
    shown(ledgerMessage(explained([['15:00', 'started']], '16:00', { causes: [cause] })));
  const put = 'Ana put it under the policy of IT Support, version 2';
  const instead = " instead of the desk's default policy, version 1";

  it.each<[string, MoveCause, string]>([
    ['a policy', policy, `${put}${instead}: `],
    ['a policy, to agents', { ...policy, savedBy: 'Ada' }, `${put} (saved by Ada)${instead}: `],
    ['the first policy', { ...policy, from: null }, `${put}: `],
    [
      'another calendar of the same name',
      { ...policy, calendar: { scope: 'IT Support', name: 'Office hours', version: 1, isNewVersion: false } },
      `${put}${instead}, in another calendar, “Office hours” of IT Support: `,
    ],
    [
      'a calendar of the default',
      { ...policy, calendar: { scope: null, name: 'Night', version: 3, isNewVersion: false } },
      `${instead}, in another calendar, “Night” of the desk's default: `,
    ],
    [
      'an edited calendar',
      { ...policy, calendar: { scope: null, name: 'Night', version: 2, isNewVersion: true } },
      `${instead}, in version 2 of “Night”: `,
    ],
    ['a new cycle', { kind: 'reopening' }, 'Ana reopened it, which began a new cycle: '],
  ])('is told of %s', (_what, cause, line) => {
    expect(words(cause)).toContain(line);
  });

  it.each<[count: number, shortSays: string, pages: RegExp]>([
    [5, '', /in all\.$/m],
    [6, '1 earlier change is on the last page of all of it.', /Page 2 of 2\./],
    [7, '2 earlier changes are on the last page of all of it.', /Page 2 of 2\./],
  ])('where there are %i of them, nothing is left out of the whole', (count, shortSays, pages) => {
    const causes = Array.from({ length: count }, (_, index) => ({
      ...policy,
      to: { ...to, version: 2 + index },
    }));
    const told = explained([['15:00', 'started']], '16:00', { causes });
    const short = shown(ledgerMessage(told));
    const whole = shown(ledgerTable(told, 'resolution', 2));
    expect(short).toContain(shortSays);
    expect(short.includes('earlier change')).toBe(shortSays !== '');
    expect(whole).toMatch(pages);
    const listed = shortSays === '' ? short : whole;
    for (const { version } of causes.map((cause) => cause.to))
      expect(listed).toContain(`IT Support, version ${version} `);
  });

  it('tells the names of people, calendars and projects as they are', () => {
    const evil = '<!channel> *x*';
    const calendar = { scope: evil, name: evil, version: 1, isNewVersion: false };
    const rendered = ledgerMessage(
      explained([['15:00', 'started']], '16:00', {
        causes: [{ ...policy, to: { ...to, scope: evil }, savedBy: evil, calendar }],
      }),
    );
    expectSendable(rendered);
  });
});

describe('in full, with fractions of a second', () => {
  const HISTORY: HistoryLine[] = [
    ['09:00:04.300', 'started'],
    ['09:01:03.100', 'waiting'],
    ['09:01:06.900', 'open'],
  ];
  const rounded = ', which is rounded down once: the fractions of a second are under UTC';

  it('has them under UTC, where the rows can be worked out, and says how they are rounded', () => {
    const told = ledgerTable(explained(HISTORY, '09:02:00.050'), 'resolution', 1);
    const [, ...rows] = tableIn(told);
    expect(rows.map(([, , inUtc, counts, total]) => [inUtc, counts, total])).toEqual([
      ['2026-11-23 09:00:04.300–09:01:03.100', '58 s', '58 s'],
      ['2026-11-23 09:01:03.100–09:01:06.900', '–', '58 s'],
      // 58.8 and 53.15 seconds are 111.95.
      ['2026-11-23 09:01:06.900–09:02:00.050', '53 s', '1 min 51 s'],
    ]);
    expect(shown(told)).toContain(`Counted 1 min 51 s in all${rounded}.`);
  });

  it('says nothing of rounding where there are none', () => {
    const told = shown(ledgerTable(explained([['09:00', 'started']], '10:00'), 'resolution', 1));
    expect(told).toContain('Counted 1 h in all.');
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

describe('whatever people are called', () => {
  const START: MoveCause = { kind: 'start', from: utc('08:00'), to: utc('07:00'), reason: '' };
  const HISTORY: HistoryLine[] = Array.from({ length: 20 }, (_, index): HistoryLine => {
    const time = `2026-11-${String(2 + index).padStart(2, '0')} 12:00`;
    return [time, index === 0 ? 'started' : index % 2 === 0 ? 'open' : 'waiting'];
  });

  it.each(['x', '&', '😀', 'a\n', '<!channel> ', '<@U0EVIL> ', '<!date^1^{date}|x>', '*_~`'])(
    'it is sendable at its largest and notifies nobody (%j)',
    (text) => {
      const causes = Array.from({ length: 20 }, () => ({ ...START, reason: text.repeat(500).slice(0, 500) }));
      const names = new Map(['2026-11-05'].map((date) => [date, text.repeat(100)]));
      const facts = { name: text.repeat(80).slice(0, 80), causes, names };
      const explanation = {
        ...explained(HISTORY, '2026-11-24 12:00', facts),
        startReason: text.repeat(500),
        openedAt: utc('09:00'),
      };
      expectSendable(ledgerMessage(explanation));
      expectSendable(ledgerTable(explanation, 'resolution', 1));
      expectSendable(ledgerTable(explanation, 'resolution', 99_999));
    },
  );
});

describe('the value of a button', () => {
  it.each([
    ['IT-42:resolution:2', { number: 'IT-42', view: 'resolution', page: 2 }],
    ['it-42:response:1', { number: 'IT-42', view: 'response', page: 1 }],
    ['IT-42:short:1', { number: 'IT-42', view: 'short', page: 1 }],
    ['IT-42:constructor:1', null],
    ['IT-42:resolution:0', null],
    ['IT-42:resolution:-1', null],
    ['IT-42:resolution:1e3', null],
    ['IT-42:resolution:999999', null],
    ['IT-42:resolution:1:1', null],
    ['IT-42:resolution', null],
    ['IT-0:resolution:1', null],
    ['<!channel>:resolution:1', null],
    ['', null],
  ])('%j is read as %j', (value, view) => {
    expect(parseLedgerValue(value)).toEqual(view);
  });
});

describe('durations', () => {
  it.each([
    [0, null, 'less than a minute'],
    [59, null, 'less than a minute'],
    [12_000, null, '3 h 20 min'],
    [24 * HOUR, 8 * HOUR, '24 h (3 working days)'],
    [8 * HOUR, 8 * HOUR, '8 h (1 working day)'],
    [7 * HOUR, 8 * HOUR, '7 h'],
    [20 * HOUR, 8 * HOUR, '20 h (2.5 working days)'],
    [22 * HOUR, 8 * HOUR, '22 h (about 2.8 working days)'],
    [48 * HOUR, 24 * HOUR, '48 h (2 days)'],
  ])('%i s where a day has %j s read "%s"', (seconds, day, words) => {
    expect(durationWords(seconds, day)).toBe(words);
  });

  it.each([
    [0, '0 min'],
    [5, '5 s'],
    [3_605, '1 h 5 s'],
    [90_061, '25 h 1 min 1 s'],
  ])('%i s to the second read "%s"', (seconds, words) => {
    expect(exactDuration(seconds)).toBe(words);
  });
});

describe('a span', () => {
  const now = utc('12:00');
  it.each([
    [utc('09:00'), utc('10:00'), 'Mon 23 Nov 10:00–11:00', '2026-11-23 09:00–10:00'],
    [utc('22:00'), utc('23:30:05'), 'Mon 23 Nov 23:00 – Tue 24 Nov 00:30', '2026-11-23 22:00–23:30:05'],
    [utc('09:00:01.250'), utc('09:00:02.100'), 'Mon 23 Nov 10:00', '2026-11-23 09:00:01.250–09:00:02.100'],
    [utc('09:00:59.500'), utc('09:01'), 'Mon 23 Nov 10:00–10:01', '2026-11-23 09:00:59.500–09:01'],
    [
      new Date('2026-10-25T00:30:00Z'),
      new Date('2026-10-25T01:30:00Z'),
      'Sun 25 Oct 02:30–02:30',
      '2026-10-25 00:30–01:30',
    ],
    [
      new Date('2025-12-31T22:00:00Z'),
      new Date('2025-12-31T22:30:00Z'),
      'Wed 31 Dec 2025 23:00–23:30',
      '2025-12-31 22:00–22:30',
    ],
  ])('is told by the calendar’s clocks and in UTC', (from, to, local, inUtc) => {
    expect(spanWords(from, to, 'Europe/Berlin', now)).toBe(local);
    expect(utcSpanWords(from, to)).toBe(inUtc);
  });
});
