import { describe, expect, it } from 'vitest';
import { PRIORITIES } from '../../../src/domain/priority.js';
import { AROUND_THE_CLOCK, officeHours, type Weekday } from '../../../src/domain/sla/calendar.js';
import {
  type AlertSetting,
  alertKindOf,
  inZone,
  type PlannedNotice,
  whoIsTold,
} from '../../../src/domain/sla/who-is-told.js';
import { buildCalendar } from './build-calendar.js';

const MONDAY_NOON = new Date('2026-03-02T12:00:00Z');
const person = (userId: number, timeZone = 'UTC') => ({ userId, timeZone });

/** Ana (1) has it; triage is channel 10; admins are 3 and 4; Cleo (5) and channel 20 hear of breaches. */
const SETTING: AlertSetting = {
  priority: 'medium',
  urgentPriorities: ['critical'],
  calendar: officeHours('UTC'),
  assignee: person(1),
  triageChannelId: 10,
  admins: [person(3), person(4)],
  escalation: { people: [person(5)], channelId: 20 },
  isResponsePaused: false,
};

const told = (percent: number, change: Partial<AlertSetting> = {}, now = MONDAY_NOON) =>
  whoIsTold(percent, { ...SETTING, ...change }, now);
const names = (notices: readonly PlannedNotice[]) =>
  notices.map(
    ({ audience, channelId, userId }) => `${audience} ${channelId === null ? `@${userId}` : `#${channelId}`}`,
  );

describe('who is told of what', () => {
  it.each([
    ['at risk, with somebody', 80, {}, ['assignee @1']],
    ['at risk, with nobody', 80, { assignee: null }, ['triage #10']],
    [
      'at risk, with nobody and no triage channel',
      80,
      { assignee: null, triageChannelId: null },
      ['admin @3', 'admin @4'],
    ],
    ['at risk, with somebody and no triage channel', 80, { triageChannelId: null }, ['assignee @1']],
    ['late, with somebody', 100, {}, ['triage #10', 'assignee @1', 'escalation @5', 'escalation #20']],
    ['late, with nobody', 100, { assignee: null }, ['triage #10', 'escalation @5', 'escalation #20']],
    [
      'late, without a triage channel',
      100,
      { triageChannelId: null },
      ['assignee @1', 'admin @3', 'admin @4', 'escalation @5', 'escalation #20'],
    ],
    [
      'late, without an escalation list',
      100,
      { escalation: { people: [], channelId: null } },
      ['triage #10', 'assignee @1'],
    ],
  ] as const)('%s', (_name, percent, change, expected) => {
    expect(names(told(percent, change))).toEqual(expected);
  });

  it.each([
    [
      'on the escalation list too',
      { escalation: { people: [person(1), person(5)], channelId: null } },
      ['triage #10', 'assignee @1', 'escalation @5'],
    ],
    [
      'an admin too',
      {
        triageChannelId: null,
        admins: [person(1), person(3)],
        escalation: { people: [person(3)], channelId: null },
      },
      ['assignee @1', 'admin @3'],
    ],
    [
      'the triage channel as escalation channel',
      { escalation: { people: [], channelId: 10 } },
      ['triage #10', 'assignee @1'],
    ],
  ] as const)('nobody twice: %s', (_name, change, expected) => {
    expect(names(told(100, change))).toEqual(expected);
  });

  it('of nothing below the whole target, the escalation list', () => {
    for (let percent = 1; percent < 100; percent += 1) {
      expect(alertKindOf(percent)).toBe('at_risk');
      expect(names(told(percent))).not.toContain('escalation @5');
    }
  });
});

const everyNight = (...days: Weekday[]) =>
  Object.fromEntries(
    days.map((day) => [
      day,
      [
        ['00:00', '06:00'],
        ['22:00', '24:00'],
      ],
    ]),
  );

describe('when', () => {
  const when = (change: Partial<AlertSetting>, now: string) =>
    told(100, { escalation: { people: [], channelId: null }, ...change }, new Date(now)).map(
      ({ deliverAt }) => deliverAt.toISOString(),
    );

  it.each([
    ['in opening hours at once', 'UTC', '2026-03-02T12:00:00Z', '2026-03-02T12:00:00.000Z'],
    ['in the evening on the next morning', 'UTC', '2026-03-02T20:00:00Z', '2026-03-03T09:00:00.000Z'],
    ['at closing time on the next morning', 'UTC', '2026-03-02T17:00:00Z', '2026-03-03T09:00:00.000Z'],
    ['at the weekend on Monday', 'UTC', '2026-03-07T12:00:00Z', '2026-03-09T09:00:00.000Z'],
    [
      'further west in their own morning',
      'America/New_York',
      '2026-03-02T12:00:00Z',
      '2026-03-02T14:00:00.000Z',
    ],
    ['further east on their next morning', 'Asia/Tokyo', '2026-03-02T12:00:00Z', '2026-03-03T00:00:00.000Z'],
    [
      'across their own change of the clocks',
      'America/New_York',
      '2026-03-06T23:00:00Z',
      '2026-03-09T13:00:00.000Z',
    ],
    [
      'in a zone nobody knows as at the project',
      'Mars/Olympus',
      '2026-03-02T20:00:00Z',
      '2026-03-03T09:00:00.000Z',
    ],
  ])('a person is told %s', (_name, timeZone, now, expected) => {
    expect(when({ triageChannelId: null, admins: [], assignee: person(1, timeZone) }, now)).toEqual([
      expected,
    ]);
  });

  it('a person far away is told by their own hours and the channel by those of the project', () => {
    expect(when({ assignee: person(1, 'Asia/Tokyo') }, '2026-03-02T12:00:00Z')).toEqual([
      '2026-03-02T12:00:00.000Z',
      '2026-03-03T00:00:00.000Z',
    ]);
  });

  it("the project's holidays hold on the person's own calendar", () => {
    const calendar = { ...officeHours('UTC'), holidays: ['2026-03-03'] };
    expect(when({ calendar, assignee: null }, '2026-03-02T20:00:00Z')).toEqual(['2026-03-04T09:00:00.000Z']);
  });

  it.each(PRIORITIES)('%s waits for the morning unless it is urgent', (priority) => {
    const at = '2026-03-07T03:00:00Z';
    expect(when({ priority, urgentPriorities: [priority], assignee: null }, at)).toEqual([
      new Date(at).toISOString(),
    ]);
    expect(when({ priority, urgentPriorities: [], assignee: null }, at)).toEqual([
      '2026-03-09T09:00:00.000Z',
    ]);
  });

  /** Monday 22:00 to Tuesday 06:00, and so on; nothing from Saturday 06:00 to Monday 22:00. */
  const NIGHTS = buildCalendar('Europe/Berlin', {
    weekly: {
      mon: [['22:00', '24:00']],
      ...everyNight('tue', 'wed', 'thu', 'fri'),
      sat: [['00:00', '06:00']],
    },
  });

  it.each([
    // In Berlin it is noon, in Sydney 22:00: their night has begun.
    ['Australia/Sydney', '2026-03-03T11:00:00Z', '2026-03-03T11:00:00.000Z'],
    // In Berlin it is midnight, in Sydney 10:00 on Wednesday.
    ['Australia/Sydney', '2026-03-03T23:00:00Z', '2026-03-04T11:00:00.000Z'],
    // Saturday 06:00 in Sydney is over; Monday 22:00 there comes before it is Monday evening in Berlin.
    ['Australia/Sydney', '2026-03-06T19:00:00Z', '2026-03-09T11:00:00.000Z'],
    // Both sides of their midnight are open.
    ['America/Los_Angeles', '2026-03-04T07:59:59Z', '2026-03-04T07:59:59.000Z'],
    ['America/Los_Angeles', '2026-03-04T08:00:00Z', '2026-03-04T08:00:00.000Z'],
    // 06:00 on Tuesday is where the night ends.
    ['America/Los_Angeles', '2026-03-03T14:00:00Z', '2026-03-04T06:00:00.000Z'],
  ])('a person on night shift in %s at %s is told %s', (timeZone, now, expected) => {
    const change = { calendar: NIGHTS, triageChannelId: null, admins: [], assignee: person(1, timeZone) };
    expect(when(change, now)).toEqual([expected]);
  });

  it('a morning that begins in the hour that is skipped begins after it', () => {
    const calendar = buildCalendar('UTC', { weekly: { sun: [['02:30', '06:00']] } });
    const change = { calendar, triageChannelId: null, admins: [], assignee: person(1, 'Europe/Berlin') };
    expect(when(change, '2026-03-28T12:00:00Z')).toEqual(['2026-03-29T01:00:00.000Z']);
  });

  it('around the clock means at any time', () => {
    const at = '2026-03-07T03:00:00.000Z';
    expect(when({ calendar: AROUND_THE_CLOCK, assignee: null }, at)).toEqual([at]);
  });
});

it('a calendar in another zone is made once, because the engine keeps what it derives by the object', () => {
  const calendar = officeHours('UTC');
  expect(inZone(calendar, 'Asia/Tokyo')).toBe(inZone(calendar, 'Asia/Tokyo'));
  expect(inZone(calendar, 'UTC')).toBe(calendar);
  expect(inZone(calendar, null)).toBe(calendar);
});
