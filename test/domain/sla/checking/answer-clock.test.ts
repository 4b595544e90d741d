/** The question for a ticket's clocks: what may be left out, what comes back, and what is refused. */

import { describe, expect, it } from 'vitest';
import { answerRequest } from '../../../../src/domain/sla/checking/answer-request.js';

const HOUR = 3600;
const ALL_DAYS = { mon: officeDay(), tue: officeDay(), wed: officeDay(), thu: officeDay(), fri: officeDay() };
const OFFICE = { timezone: 'UTC', hours: ALL_DAYS };
const TARGETS = { medium: { response: 4 * HOUR, resolution: 24 * HOUR }, high: { resolution: 8 * HOUR } };
const STARTED = { kind: 'started', at: '2026-11-23T09:00:00Z' };

function officeDay(): [string, string][] {
  return [['09:00', '17:00']];
}

/** The 23rd of November 2026, a Monday, in UTC. */
const at = (time: string) => `2026-11-23T${time}:00Z`;

function ask(parts: { policy?: object; events?: object[]; at?: string; calendar?: object | null }): unknown {
  const { policy = {}, events = [], ...rest } = parts;
  return answerRequest({
    op: 'clock',
    calendar: OFFICE,
    policy: { targets: TARGETS, ...policy },
    events: [STARTED, ...events],
    at: at('12:00'),
    ...rest,
  });
}

describe('a ticket', () => {
  it('is answered with everything that the fold knows', () => {
    expect(ask({ events: [{ kind: 'status', to: 'waiting', at: at('11:00') }] })).toEqual({
      version: 1,
      pausedAt: at('11:00'),
      nextWakeAt: at('12:12'),
      due: [],
      policyWarnings: [],
      response: {
        state: 'running',
        targetSeconds: 4 * HOUR,
        targetAt: at('13:00'),
        elapsedSeconds: 3 * HOUR,
        remainingSeconds: HOUR,
        warnings: [{ percent: 80, at: at('12:12') }],
        breachedAt: null,
        stoppedAt: null,
        ledger: [
          { from: at('09:00'), to: at('12:00'), what: 'counted', seconds: 3 * HOUR, why: { kind: 'open' } },
        ],
      },
      resolution: {
        state: 'paused',
        targetSeconds: 24 * HOUR,
        targetAt: null,
        elapsedSeconds: 2 * HOUR,
        remainingSeconds: 22 * HOUR,
        warnings: [],
        breachedAt: null,
        stoppedAt: null,
        ledger: [
          { from: at('09:00'), to: at('11:00'), what: 'counted', seconds: 2 * HOUR, why: { kind: 'open' } },
          {
            from: at('11:00'),
            to: at('12:00'),
            what: 'paused',
            seconds: HOUR,
            why: { kind: 'status', status: 'waiting' },
          },
        ],
      },
    });
  });

  it('has no target where the policy names none, and is new and of medium priority unless it says otherwise', () => {
    const none = { state: 'none', targetSeconds: null, ledger: [] };
    expect(ask({ policy: { targets: {} } })).toMatchObject({ response: none, resolution: none });
    expect(ask({ policy: { targets: { medium: { response: 0, resolution: null } } } })).toMatchObject({
      response: none,
      resolution: none,
    });
    expect(ask({ events: [{ kind: 'priority', to: 'high', at: at('10:00') }] })).toMatchObject({
      version: 2,
      response: none,
      resolution: { targetSeconds: 8 * HOUR },
    });
  });

  it('tells what is due, and what in the policy may be a mistake', () => {
    const targets = { medium: { response: 2 * HOUR, resolution: HOUR } };
    expect(ask({ policy: { targets } })).toMatchObject({
      due: [
        { target: 'resolution', percent: 100, at: at('10:00') },
        { target: 'response', percent: 100, at: at('11:00') },
      ],
      policyWarnings: [{ path: 'policy.targets.medium', reason: 'response_longer_than_resolution' }],
    });
  });

  it('names holidays and exceptions in its ledger as the calendar does', () => {
    const calendar = {
      ...OFFICE,
      holidays: [{ date: '2026-11-24', name: 'Founding Day' }, '2026-11-25'],
      closures: [{ date: '2026-11-26', from: '00:00', to: '12:00', name: 'Stocktaking' }],
    };
    expect(ask({ calendar, at: '2026-11-26T13:00:00Z' })).toMatchObject({
      resolution: {
        elapsedSeconds: 9 * HOUR,
        ledger: [
          { what: 'counted' },
          {
            what: 'closed',
            why: {
              kind: 'closed',
              holidays: [{ date: '2026-11-24', name: 'Founding Day' }, { date: '2026-11-25' }],
              exceptions: [{ date: '2026-11-26', name: 'Stocktaking' }],
            },
          },
          { what: 'counted' },
        ],
      },
    });
  });
});

describe('an option of the policy', () => {
  const waited = [
    { kind: 'status', to: 'waiting', at: at('10:00') },
    { kind: 'status', to: 'open', at: at('11:00') },
  ];
  const solved = [
    { kind: 'status', to: 'resolved', at: at('10:00') },
    { kind: 'status', to: 'open', at: at('11:00') },
  ];
  const raised = [{ kind: 'priority', to: 'high', at: at('11:00') }];

  it.each<[option: string, policy: object, events: object[], answer: object]>([
    ['pausesIn, left out', {}, waited, { resolution: { elapsedSeconds: 2 * HOUR } }],
    ['pausesIn', { pausesIn: ['blocked'] }, waited, { resolution: { elapsedSeconds: 3 * HOUR } }],
    ['responsePauses, left out', {}, waited, { response: { elapsedSeconds: 3 * HOUR } }],
    ['responsePauses', { responsePauses: true }, waited, { response: { elapsedSeconds: 2 * HOUR } }],
    [
      'warnPercents',
      { warnPercents: [75, 50] },
      [],
      { nextWakeAt: at('13:00').replace(':00Z', ':01Z'), due: [{ percent: 50 }, { percent: 75 }] },
    ],
    ['onPriorityChange, left out', {}, raised, { resolution: { elapsedSeconds: 3 * HOUR } }],
    ['onPriorityChange', { onPriorityChange: 'restart' }, raised, { resolution: { elapsedSeconds: HOUR } }],
    ['onReopen, left out', {}, solved, { version: 1, resolution: { elapsedSeconds: 2 * HOUR } }],
    ['onReopen', { onReopen: 'new_cycle' }, solved, { version: 2, resolution: { elapsedSeconds: HOUR } }],
  ])('%s', (_option, policy, events, answer) => {
    expect(ask({ policy, events })).toMatchObject(answer);
  });

  it("a priority's own calendar stands in for the policy's, and that for the line's", () => {
    const late = '2026-11-23T20:00:00Z';
    const elapsed = (policy: object) => ask({ policy, at: late });
    const own = { targets: { medium: { resolution: HOUR, calendar: null } } };
    expect(elapsed({})).toMatchObject({ resolution: { elapsedSeconds: 8 * HOUR } });
    expect(elapsed({ calendar: null })).toMatchObject({ resolution: { elapsedSeconds: 11 * HOUR } });
    expect(elapsed({ calendar: OFFICE, ...own })).toMatchObject({
      resolution: { elapsedSeconds: 11 * HOUR },
    });
  });
});

describe('an event', () => {
  it.each<[what: string, events: object[], answer: object]>([
    ['first_response', [{ kind: 'first_response', at: at('10:00') }], { response: { state: 'met' } }],
    [
      'start_moved',
      [{ kind: 'start_moved', at: at('11:00'), to: '2026-11-20T16:00:00Z' }],
      { version: 2, resolution: { elapsedSeconds: 4 * HOUR } },
    ],
    ['type_changed', [{ kind: 'type_changed', at: at('10:00') }], { version: 2 }],
    ['project_changed', [{ kind: 'project_changed', at: at('10:00') }], { version: 2 }],
    [
      'policy_changed, with the policy that was in force when the clock stopped',
      [
        { kind: 'first_response', at: at('10:00') },
        { kind: 'policy_changed', at: at('11:00'), was: { targets: { medium: { response: 60 } } } },
      ],
      { version: 2, response: { state: 'breached', targetSeconds: 60 } },
    ],
    [
      'one after the instant',
      [{ kind: 'first_response', at: at('13:00') }],
      { response: { state: 'running' } },
    ],
  ])('%s', (_what, events, answer) => {
    expect(ask({ events })).toMatchObject(answer);
  });

  it.each<[why: string, parts: Parameters<typeof ask>[0], expected: RegExp]>([
    ['two starts', { events: [STARTED] }, /^events: Give exactly one event of the kind started/],
    ['no list', { events: [[]] }, /^events.1: Give an event with a kind/],
    [
      'an unknown kind',
      { events: [{ kind: 'comment', at: at('10:00') }] },
      /^events.1.kind: Give an event with/,
    ],
    [
      'an unknown status',
      { events: [{ kind: 'status', to: 'pending', at: at('10:00') }] },
      /^events.1.to: Give one of new, open, in_progress, waiting/,
    ],
    [
      'an unknown priority',
      { events: [{ kind: 'priority', to: 'urgent', at: at('10:00') }] },
      /^events.1.to: Give one of low, medium, high, critical/,
    ],
    ['no time', { events: [{ kind: 'first_response' }] }, /^events.1.at: Give an instant such as/],
    [
      'a key too many',
      { events: [{ kind: 'first_response', at: at('10:00'), by: 'agent' }] },
      /^events.1: "by" is not known here. Known are kind, at\./,
    ],
    [
      'a mistake in an earlier policy',
      { events: [{ kind: 'policy_changed', at: at('10:00'), was: { targets: {}, warnPercents: [100] } }] },
      /^events.1.was.warnPercents: Give whole percentages from 1 to 99/,
    ],
    [
      'a priority that is none',
      { policy: { targets: { urgent: {} } } },
      /"urgent" is not known here. Known are low/,
    ],
    [
      'a target as text',
      { policy: { targets: { low: { response: '4h' } } } },
      /low.response: Give whole business s/,
    ],
    [
      'a target that never comes',
      { policy: { targets: { low: { response: 1e15 } } } },
      /^policy.targets.low.response: Give a target that this calendar reaches within 50 years/,
    ],
    [
      'a pause in being done',
      { policy: { pausesIn: ['resolved'] } },
      /^policy.pausesIn: Pause only in statuses/,
    ],
    [
      'a mistake in a calendar of its own',
      { policy: { targets: { low: { response: 60, calendar: { timezone: 'UTC', hours: {} } } } } },
      /^policy.targets.low.calendar.hours: Open at least one window/,
    ],
    [
      'more intervals than one answer holds',
      {
        calendar: { timezone: 'UTC', hours: { mon: everyOtherMinute(), fri: everyOtherMinute() } },
        at: '2199-01-01T00:00:00Z',
      },
      /^Ask for a shorter time/,
    ],
  ])('is refused with what is expected: %s', (_why, parts, expected) => {
    expect(() => ask(parts)).toThrow(expected);
  });

  it('that starts the ticket is missed', () => {
    const question = { op: 'clock', policy: { targets: {} }, events: [], at: at('10:00') };
    expect(() => answerRequest(question)).toThrow(/^events: Give exactly one event of the kind started/);
  });
});

function everyOtherMinute(): [string, string][] {
  const text = (minute: number) => new Date(minute * 60_000).toISOString().slice(11, 16);
  return Array.from({ length: 720 }, (_, index) => [text(index * 2), text(index * 2 + 1)]);
}
