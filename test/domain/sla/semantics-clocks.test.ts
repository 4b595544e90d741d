/** The semantics of a ticket's clocks, question by question and in their own words, with numbers that can be checked by hand. */
import { describe, expect, it } from 'vitest';
import { foldClock } from '../../../src/domain/sla/clock.js';
import { defaultPolicy } from '../../../src/domain/sla/policy.js';
import { buildHistory, type HistoryLine, utc } from './build-history.js';
import { HOUR, holdsFor, POLICY, STARTED } from './clock-rows.js';

const FRIDAY_EVENING: HistoryLine = ['2026-11-27 18:00', 'started'];

describe('start', () => {
  holdsFor([
    {
      what: 'both clocks start at created_at',
      history: [STARTED],
      at: '10:00',
      is: {
        version: 1,
        response: { state: 'running', elapsedSeconds: HOUR, targetAt: utc('13:00') },
        resolution: { state: 'running', elapsedSeconds: HOUR, targetAt: utc('2026-11-25 17:00') },
      },
    },
    {
      what: 'created after hours, they start to count at the next opening',
      history: [FRIDAY_EVENING],
      at: '2026-11-30 10:00',
      is: { response: { elapsedSeconds: HOUR, targetAt: utc('2026-11-30 13:00') } },
    },
    {
      what: "an admin may backdate a ticket's start",
      history: [STARTED, ['11:00', 'start moved 2026-11-20 16:00']],
      at: '12:00',
      is: { version: 2, response: { elapsedSeconds: 4 * HOUR, targetAt: utc('12:00') } },
    },
    {
      what: 'before what happened earlier, so that a pause of then counts as one',
      history: [STARTED, ['10:00', 'waiting'], ['11:00', 'open'], ['12:00', 'start moved 10:30']],
      at: '12:00',
      is: { resolution: { elapsedSeconds: HOUR } },
    },
    {
      what: 'after what happened earlier, twice, of which the last holds',
      history: [STARTED, ['10:00', 'reply'], ['12:00', 'start moved 11:00'], ['13:00', 'start moved 08:00']],
      at: '13:00',
      is: { version: 3, response: { state: 'met', stoppedAt: utc('10:00'), elapsedSeconds: HOUR } },
    },
  ]);
});

describe('response stops', () => {
  holdsFor([
    {
      what: "at the first public comment by an agent, at the message's own Slack time",
      history: [STARTED, ['11:00:07.120', 'reply'], ['12:00', 'reply']],
      at: '16:00',
      is: { response: { state: 'met', stoppedAt: utc('11:00:07.120'), elapsedSeconds: 2 * HOUR + 7 } },
    },
    {
      what: 'resolving without one stops it too',
      history: [STARTED, ['11:00', 'resolved']],
      at: '16:00',
      is: { response: { state: 'met', stoppedAt: utc('11:00') } },
    },
    {
      what: 'before the start it was answered at once',
      history: [STARTED, ['08:59', 'reply']],
      at: '16:00',
      is: { response: { state: 'met', stoppedAt: utc('09:00'), elapsedSeconds: 0 } },
    },
    {
      what: 'nothing else stops it: bots, automatic and internal messages are no events, a change of status is no answer',
      history: [
        STARTED,
        ['09:01', 'open'],
        ['09:02', 'waiting'],
        ['09:03', 'blocked'],
        ['09:04', 'type_changed'],
      ],
      at: '12:00',
      is: { response: { state: 'running', stoppedAt: null, elapsedSeconds: 3 * HOUR } },
    },
  ]);
});

describe('response while waiting', () => {
  const history: HistoryLine[] = [STARTED, ['10:00', 'waiting']];
  holdsFor([
    { what: 'runs', history, at: '12:00', is: { response: { state: 'running', elapsedSeconds: 3 * HOUR } } },
    {
      what: 'pauses with the option response_pauses',
      policy: { responsePauses: true },
      history,
      at: '12:00',
      is: { response: { state: 'paused', elapsedSeconds: HOUR, remainingSeconds: 3 * HOUR, targetAt: null } },
    },
  ]);
});

describe('resolution pauses', () => {
  const paused = { state: 'paused', elapsedSeconds: HOUR, remainingSeconds: 23 * HOUR, targetAt: null };
  holdsFor([
    ...['waiting', 'on_hold'].map((status) => ({
      what: `in ${status}: the target is empty and the remaining time is shown`,
      history: [STARTED, ['10:00', status] as const],
      at: '2026-12-01 12:00',
      is: { pausedAt: utc('10:00'), resolution: paused },
    })),
    {
      what: 'in the statuses that the policy names, and no others',
      policy: { resolutionPausesIn: ['blocked'] },
      history: [STARTED, ['10:00', 'waiting'], ['11:00', 'blocked']],
      at: '12:00',
      is: { pausedAt: utc('11:00'), resolution: { state: 'paused', elapsedSeconds: 2 * HOUR } },
    },
    {
      what: 'only the part inside opening hours counts',
      history: [
        ['2026-11-27 16:00', 'started high'],
        ['2026-11-27 16:30', 'waiting'],
        ['2026-11-30 09:30', 'open'],
      ],
      at: '2026-11-30 10:00',
      // Half an hour on Friday and half an hour on Monday; the weekend moves nothing.
      is: { resolution: { elapsedSeconds: HOUR, targetAt: utc('2026-11-30 17:00') } },
    },
  ]);
});

describe('reopening', () => {
  const reopened: HistoryLine[] = [STARTED, ['10:00', 'resolved'], ['13:00', 'closed'], ['14:00', 'open']];
  holdsFor([
    {
      what: 'the clock goes on, time while done is left out',
      history: reopened,
      at: '15:00',
      is: { version: 1, resolution: { state: 'running', elapsedSeconds: 2 * HOUR, stoppedAt: null } },
    },
    {
      what: 'with the option new_cycle it starts again',
      policy: { onReopen: 'new_cycle' },
      history: reopened,
      at: '15:00',
      is: { version: 2, resolution: { elapsedSeconds: HOUR, targetAt: utc('2026-11-26 14:00') } },
    },
    {
      what: 'a new cycle forgets the pauses of the last, and has its own',
      policy: { onReopen: 'new_cycle' },
      history: [STARTED, ['09:30', 'waiting'], ...reopened.slice(1), ['14:30', 'waiting'], ['15:30', 'open']],
      at: '16:30',
      is: { version: 2, resolution: { elapsedSeconds: 1.5 * HOUR } },
    },
    {
      what: 'into a pause it waits',
      history: [STARTED, ['10:00', 'resolved'], ['14:00', 'waiting']],
      at: '15:00',
      is: { pausedAt: utc('14:00'), resolution: { state: 'paused', elapsedSeconds: HOUR } },
    },
  ]);
});

describe('at risk', () => {
  const warningsOf = (warnPercents: number[], ...history: HistoryLine[]) =>
    foldClock(buildHistory(...history), { ...POLICY, warnPercents }, utc('09:00')).response.warnings.map(
      ({ percent, at }) => [percent, at.toISOString().slice(5, 16)],
    );

  it('at 80 % of the target in business time', () => {
    // Four hours from 15:00: 3 h 12 min are over at 10:12 on Tuesday.
    expect(warningsOf([80], ['15:00', 'started'])).toEqual([[80, '11-24T10:12']]);
  });

  it('at any list of percentages, each once', () => {
    expect(warningsOf([90, 50, 50, 25], STARTED)).toEqual([
      [25, '11-23T10:00'],
      [50, '11-23T11:00'],
      [90, '11-23T12:36'],
    ]);
  });
});

describe('state is a pure fold over the history', () => {
  const history: HistoryLine[] = [
    STARTED,
    ['10:00:00.300', 'waiting'],
    ['10:00:00.900', 'open'],
    ['11:00', 'high'],
    ['12:00', 'resolved'],
    ['13:00', 'open'],
  ];

  it('nothing is added to an earlier result, so there is no drift: looking in between changes nothing', () => {
    const events = buildHistory(...history);
    const looks = Array.from({ length: 300 }, (_, minute) => utc('09:00').getTime() + minute * 60_000);
    for (const at of looks) foldClock(events, POLICY, new Date(at));
    const clock = foldClock(events, POLICY, utc('14:00'));
    expect(clock.resolution.elapsedSeconds).toBe(4 * HOUR - 1);
    expect(clock).toEqual(foldClock(buildHistory(...history), defaultPolicy('UTC'), utc('14:00')));
  });

  it('says when the sweep has to look next, so that the sweep is a range scan', () => {
    const wakes = ['09:00', '12:12', '13:00:01', '2026-11-25 12:12'].map(
      (at) => foldClock(buildHistory(STARTED), POLICY, utc(at)).nextWakeAt,
    );
    expect(wakes).toEqual([
      utc('12:12'),
      utc('13:00:01'),
      utc('2026-11-25 12:12'),
      utc('2026-11-26 09:00:01'),
    ]);
  });
});
