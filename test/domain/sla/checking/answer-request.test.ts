/** Every question that a line can ask, its answer, and what is said to one that is not understood. */

import { describe, expect, it } from 'vitest';
import { answerRequest } from '../../../../src/domain/sla/checking/answer-request.js';

const WINDOW = ['09:00', '17:00'];
const OFFICE = {
  timezone: 'Europe/Berlin',
  hours: { mon: [WINDOW], tue: [WINDOW], wed: [WINDOW], thu: [WINDOW], fri: [WINDOW] },
};
const CHRISTMAS = {
  ...OFFICE,
  holidays: ['2026-12-25'],
  closures: [{ date: '2026-12-24', from: '12:00', to: '24:00' }],
  openings: [{ date: '2026-12-26', from: '10:00', to: '12:00' }],
};
const [start, end] = ['2026-12-23T15:00:00Z', '2026-12-28T09:00:00Z'];

type Row = [why: string, asked: object, answer: object];

describe('the questions', () => {
  it.each<Row>([
    ['add', { op: 'add', calendar: OFFICE, start, seconds: 7200 }, { end: '2026-12-24T09:00:00Z' }],
    [
      'add, over a closure, a holiday and an opening on a Saturday',
      { op: 'add', calendar: CHRISTMAS, start, seconds: 21_600 },
      { end: '2026-12-26T11:00:00Z' },
    ],
    ['add nothing', { op: 'add', calendar: OFFICE, start, seconds: 0 }, { end: start }],
    ['add without a calendar', { op: 'add', start, seconds: 60 }, { end: '2026-12-23T15:01:00Z' }],
    [
      'add to milliseconds, which stay',
      { op: 'add', calendar: null, start: '2026-12-23T15:00:00.250Z', seconds: 60 },
      { end: '2026-12-23T15:01:00.250Z' },
    ],
    ['between', { op: 'between', calendar: CHRISTMAS, start, end }, { seconds: 25_200 }],
    ['between, reversed', { op: 'between', calendar: OFFICE, start: end, end: start }, { seconds: 0 }],
    ['isOpen', { op: 'isOpen', calendar: OFFICE, at: '2026-12-23T16:00:00+01:00' }, { open: true }],
    ['isOpen at closing', { op: 'isOpen', calendar: OFFICE, at: '2026-12-23T16:00:00Z' }, { open: false }],
    [
      'nextOpening',
      { op: 'nextOpening', calendar: CHRISTMAS, at: '2026-12-24T13:00:00Z' },
      { at: '2026-12-26T09:00:00Z' },
    ],
    ['nextOpening while open', { op: 'nextOpening', calendar: OFFICE, at: start }, { at: start }],
    [
      'intervals',
      { op: 'intervals', calendar: CHRISTMAS, start, end },
      {
        intervals: [
          { from: start, to: '2026-12-23T16:00:00Z' },
          { from: '2026-12-24T08:00:00Z', to: '2026-12-24T11:00:00Z' },
          { from: '2026-12-26T09:00:00Z', to: '2026-12-26T11:00:00Z' },
          { from: '2026-12-28T08:00:00Z', to: end },
        ],
      },
    ],
    ['intervals, reversed', { op: 'intervals', start: end, end: start }, { intervals: [] }],
    ['validate', { op: 'validate', calendar: CHRISTMAS }, { problems: [] }],
    ['validate around the clock', { op: 'validate', calendar: null }, { problems: [] }],
  ])('%s', (_why, asked, answer) => {
    expect(answerRequest(asked)).toEqual(answer);
  });

  it('validate reports every problem at the place where it was written', () => {
    const calendar = {
      timezone: 'Europe/Bielefeld',
      hours: { mon: [WINDOW, ['17:00', '09:00']], fri: [['22:00', '25:00']] },
      holidays: ['2026-12-25', '2026-12-25', { date: '2026-02-30', name: 'No day' }],
      closures: [{ date: '2026-12-24', from: '12:00', to: '24:00' }],
      openings: [{ date: 'soon', from: '09:00', to: '10:00' }],
    };
    expect(answerRequest({ op: 'validate', calendar })).toEqual({
      problems: [
        ['calendar.timezone', 'unknown_time_zone', /IANA/],
        ['calendar.hours.mon.1', 'closes_before_opening', /24:00.*split at midnight/],
        ['calendar.hours.fri.0', 'not_a_time', /00:00 to 24:00/],
        ['calendar.holidays.2', 'not_a_date', /date that exists/],
        ['calendar.openings.0', 'not_a_date', /date that exists/],
      ].map(([path, reason, expected]) => ({
        severity: 'error',
        path,
        reason,
        expected: expect.stringMatching(expected ?? ''),
      })),
    });
  });

  it('validate reads a policy too, with its warnings', () => {
    const policy = { targets: { high: { response: 7200, resolution: 3600 } } };
    const problems = (changes: object) =>
      answerRequest({ op: 'validate', calendar: OFFICE, policy: { ...policy, ...changes } });
    const reasons = (...expected: [string, string][]) => ({
      problems: expected.map(([path, reason]) =>
        expect.objectContaining({ severity: 'error', path, reason }),
      ),
    });
    expect(problems({})).toEqual({
      problems: [
        {
          severity: 'warning',
          path: 'policy.targets.high',
          reason: 'response_longer_than_resolution',
          expected: expect.any(String),
        },
      ],
    });
    const everyStatus = ['new', 'open', 'in_progress', 'waiting', 'on_hold', 'blocked'];
    expect(problems({ targets: { low: { resolution: 60 } }, pausesIn: everyStatus })).toMatchObject({
      problems: [{ severity: 'warning', path: 'policy.pausesIn', reason: 'never_counts' }],
    });
    expect(problems({ pausesIn: ['closed'], warnPercents: [0.5] })).toEqual(
      reasons(['policy.warnPercents', 'not_a_percentage'], ['policy.pausesIn', 'pauses_when_done']),
    );
    expect(problems({ targets: { low: { response: -1, resolution: 9_007_199_254_740_991 } } })).toEqual(
      reasons(
        ['policy.targets.low.response', 'not_whole_seconds'],
        ['policy.targets.low.resolution', 'target_too_long'],
      ),
    );
    expect(problems({ targets: { low: { response: 60, calendar: { ...OFFICE, hours: {} } } } })).toEqual(
      reasons(['policy.targets.low.calendar.hours', 'never_open']),
    );
  });
});

describe('an instant', () => {
  const openAt = (at: unknown) => answerRequest({ op: 'isOpen', calendar: OFFICE, at });

  it.each([
    ['2026-12-23T15:00:00Z', true],
    ['2026-12-23T15:00Z', true],
    ['2026-12-23T15:59:59.999999999Z', true],
    ['2026-12-24T02:30:00+11:30', true],
    ['2026-12-23T15:00:00-01:00', false],
    ['2028-02-29T15:00:00Z', true],
  ])('%s is one', (at, open) => {
    expect(openAt(at)).toEqual({ open });
  });

  it.each<[at: unknown, expected: RegExp]>([
    ['2026-12-23T15:00:00', /^at: Say in which offset/],
    ['2026-12-23', /^at: Say in which offset/],
    ['2026-02-30T15:00:00Z', /^at: Give a date that exists/],
    ['2026-02-29T15:00:00Z', /^at: Give a date that exists/],
    ['2026-13-01T15:00:00Z', /^at: Give a date that exists/],
    ['2026-12-23T24:00:00Z', /^at: Give an instant such as 2026-12-23T15:00:00Z/],
    ['2026-12-31T23:59:60Z', /^at: Give an instant such as/],
    ['2026-12-23T15:00:00+24:00', /^at: Give an instant such as/],
    ['tomorrow', /^at: Give an instant such as/],
    ['', /^at: Give an instant such as/],
    [1_798_038_000, /^at: Give an instant such as/],
    [null, /^at: Give an instant such as/],
    [undefined, /^at: Give an instant such as/],
    ['1969-12-31T23:59:59Z', /^at: Give an instant from the year 1970 to 2199/],
    ['2200-01-01T00:00:01Z', /^at: Give an instant from the year 1970 to 2199/],
    ['9999-12-31T00:00:00Z', /^at: Give an instant from the year 1970 to 2199/],
  ])('%j is none', (at, expected) => {
    expect(() => openAt(at)).toThrow(expected);
  });
});

describe('a refusal says what is expected', () => {
  const add = (changes: object) => ({ op: 'add', calendar: OFFICE, start, seconds: 60, ...changes });
  const withCalendar = (changes: object) => add({ calendar: { ...CHRISTMAS, ...changes } });

  it.each<[why: string, asked: unknown, expected: RegExp]>([
    ['no object', [], /^Give an object with an op: one of add, between, isOpen, nextOpening, /],
    ['no op', {}, /^Give an object with an op/],
    ['an unknown op', { op: 'subtract' }, /^op: "subtract" is no question. Give one of add, between/],
    ['the name of a property of every object', { op: 'constructor' }, /^op: "constructor" is no question/],
    ['an unknown key', add({ second: 1 }), /^"second" is not known here. Known are op, calendar, start, sec/],
    ['negative seconds', add({ seconds: -1 }), /^seconds: Give seconds from 0/],
    ['a fraction of a second', add({ seconds: 0.5 }), /^seconds: Give whole seconds/],
    ['seconds as text', add({ seconds: '60' }), /^seconds: Give whole seconds/],
    ['more seconds than there are', add({ seconds: 1e300 }), /^seconds: Give whole seconds/],
    ['an answer after 2199', add({ seconds: 9_007_199_254_740_991 }), /up to the year 2199/],
    [
      'an unknown zone',
      withCalendar({ timezone: 'Mars/Base' }),
      /^calendar.timezone: Name an IANA time zone/,
    ],
    ['an offset as zone', withCalendar({ timezone: '+02:00' }), /^calendar.timezone: Name an IANA time zone/],
    ['no zone', withCalendar({ timezone: undefined }), /^calendar.timezone: Name an IANA time zone/],
    ['no hours', withCalendar({ hours: undefined }), /^calendar.hours: Give an object with mon, tue, wed/],
    ['never open', withCalendar({ hours: {} }), /^calendar.hours: Open at least one window in the week/],
    [
      'extra openings only',
      withCalendar({ hours: { mon: [] } }),
      /^calendar.hours: Open at least one window in the week/,
    ],
    [
      'closing before opening',
      withCalendar({ hours: { mon: [['22:00', '06:00']] } }),
      /^calendar.hours.mon.0: Close after opening: 24:00 is .* split at midnight/,
    ],
    ['closing at opening', withCalendar({ hours: { mon: [['09:00', '09:00']] } }), /Close after opening/],
    [
      'a time that is none',
      withCalendar({ hours: { mon: [['9', '17:00']] } }),
      /^calendar.hours.mon.0: Write a/,
    ],
    [
      'half a window',
      withCalendar({ hours: { mon: [['09:00']] } }),
      /^calendar.hours.mon.0: Give a window as/,
    ],
    [
      'a window without a list',
      withCalendar({ hours: { mon: WINDOW } }),
      /^calendar.hours.mon.0: Give a window/,
    ],
    [
      'a day that is none',
      withCalendar({ hours: { montag: [] } }),
      /"montag" is not known here. Known are mon,/,
    ],
    [
      'holidays as text',
      withCalendar({ holidays: '2026-12-25' }),
      /^calendar.holidays: Give a list of holidays/,
    ],
    [
      'a holiday as number',
      withCalendar({ holidays: [20261225] }),
      /^calendar.holidays.0: Give a date such as/,
    ],
    [
      'a holiday that is none',
      withCalendar({ holidays: ['25.12.2026'] }),
      /^calendar.holidays.0: Write a date/,
    ],
    [
      'a closure of nothing',
      withCalendar({ closures: [{ date: '2026-12-24' }] }),
      /^calendar.closures.0.from: Write a time .* calendar.closures.0.to: Write a time/,
    ],
    [
      'an opening that closes before it opens',
      withCalendar({ openings: [{ date: '2026-12-24', from: '12:00', to: '11:00' }] }),
      /^calendar.openings.0: Close after opening/,
    ],
    [
      'more dates than a calendar may have',
      withCalendar({ holidays: Array.from({ length: 5001 }, () => '2026-12-25') }),
      /^calendar.holidays: List at most 5000 holidays and exceptions/,
    ],
    [
      'many mistakes, of which three are told',
      add({ start: 1, seconds: -1, a: 1, calendar: 1 }),
      /And 1 more\.$/,
    ],
    [
      'two centuries of minutes',
      {
        op: 'intervals',
        calendar: { timezone: 'UTC', hours: { mon: minutes(720) } },
        start: '1970-01-01T00:00:00Z',
        end: '2199-01-01T00:00:00Z',
      },
      /^Ask for a shorter time/,
    ],
  ])('%s', (_why, asked, expected) => {
    expect(() => answerRequest(asked)).toThrow(expected);
  });

  it('keeps what is not understood short, however long it was', () => {
    expect(() => answerRequest({ op: 'x'.repeat(100_000) })).toThrow(/^op: "x{40}" is no question. Give/);
  });

  it('answers about the whole of the horizon, where the calendar is around the clock', () => {
    const whole = { op: 'intervals', start: '1970-01-01T00:00:00Z', end: '2199-12-31T00:00:00Z' };
    expect(answerRequest(whole)).toEqual({ intervals: [{ from: whole.start, to: whole.end }] });
  });
});

/** Every second minute of a day. */
function minutes(count: number): [string, string][] {
  const text = (minute: number) => new Date(minute * 60_000).toISOString().slice(11, 16);
  return Array.from({ length: count }, (_, index) => [text(index * 2), text(index * 2 + 1)]);
}
