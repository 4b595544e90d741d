/** A ledger in words: whole sentences, sums to the second, harmless whatever people are called, and within Slack's limits. */
import { describe, expect, it } from 'vitest';
import { foldClock } from '../../../src/domain/sla/clock.js';
import { type LedgerRow, ledgerRows } from '../../../src/domain/sla/explain/ledger-rows.js';
import { clockChangesBetween } from '../../../src/domain/sla/zone.js';
import { ledgerMessage } from '../../../src/slack/blocks/ledger.js';
import { parseLedgerValue } from '../../../src/slack/blocks/ledger-value.js';
import { buildCalendar } from '../../domain/sla/build-calendar.js';
import { buildHistory, type HistoryLine, utc } from '../../domain/sla/build-history.js';
import { explained, POLICY, shown } from './explained.js';

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
      "By the desk's default policy, version 3 (since 2026-11-24 09:00 UTC), priority medium, in the calendar “Ana” of the desk's default, version 2: Mon–Fri 09:00–17:00, Europe/Berlin.",
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
