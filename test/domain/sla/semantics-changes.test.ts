/** What a ticket's clocks make of changes: of priority, project, type, calendar and policy, and which of them are a new version. */
import { describe, expect, it } from 'vitest';
import { officeHours } from '../../../src/domain/sla/calendar.js';
import { foldClock } from '../../../src/domain/sla/clock.js';
import type { ClockEvent } from '../../../src/domain/sla/history.js';
import type { ClockPolicy } from '../../../src/domain/sla/policy.js';
import { buildHistory, type HistoryLine, utc } from './build-history.js';
import { HOUR, holdsFor, POLICY, STARTED } from './clock-rows.js';

describe('priority, project or type changes', () => {
  const raised: HistoryLine[] = [STARTED, ['10:00', 'waiting'], ['11:00', 'open'], ['12:00', 'high']];
  holdsFor([
    {
      what: 'the new target counts from the start, pauses kept',
      history: raised,
      at: '12:00',
      is: {
        version: 2,
        resolution: { elapsedSeconds: 2 * HOUR, targetSeconds: 8 * HOUR, targetAt: utc('2026-11-24 10:00') },
      },
    },
    {
      what: 'with the option restart it counts from the change',
      policy: { onPriorityChange: 'restart' },
      history: raised,
      at: '13:00',
      is: { version: 2, resolution: { elapsedSeconds: HOUR, targetAt: utc('2026-11-24 12:00') } },
    },
    {
      what: 'with restart in a pause it counts from where the clock goes on',
      policy: { onPriorityChange: 'restart' },
      history: [STARTED, ['10:00', 'waiting'], ['11:00', 'high'], ['12:00', 'open']],
      at: '13:00',
      is: { resolution: { elapsedSeconds: HOUR, targetAt: utc('2026-11-24 12:00') } },
    },
    ...(['type_changed', 'project_changed'] as const).map((event) => ({
      what: `${event} counts the version up and moves nothing by itself`,
      history: [STARTED, ['10:00', event] as const],
      at: '11:00',
      is: { version: 2, resolution: { elapsedSeconds: 2 * HOUR, targetAt: utc('2026-11-25 17:00') } },
    })),
  ]);
});

describe('a priority without target', () => {
  const targets = { ...POLICY.targets, low: { responseSeconds: null, resolutionSeconds: 0 } };
  const none = { state: 'none', targetAt: null, remainingSeconds: null, warnings: [], ledger: [] };
  holdsFor([
    {
      what: 'no clock',
      policy: { targets },
      history: [STARTED, ['10:00', 'low']],
      at: '2026-12-23 12:00',
      is: { nextWakeAt: null, response: none, resolution: none },
    },
    {
      what: 'and a clock again, from the start, with the next priority that has one',
      policy: { targets },
      history: [STARTED, ['10:00', 'low'], ['11:00', 'high']],
      at: '12:00',
      is: { version: 3, resolution: { state: 'running', elapsedSeconds: 3 * HOUR } },
    },
  ]);
});

describe('calendar or policy edited', () => {
  const shorter: ClockPolicy = { ...POLICY, calendar: { ...officeHours('UTC'), holidays: ['2026-11-24'] } };
  const edited: ClockEvent = { kind: 'policy_changed', at: utc('15:00'), was: POLICY };
  const fold = (...history: HistoryLine[]) =>
    foldClock([...buildHistory(...history), edited], shorter, utc('2026-11-25 12:00'));

  it('open clocks are recomputed', () => {
    expect(fold(STARTED)).toMatchObject({
      version: 2,
      resolution: { state: 'running', elapsedSeconds: 11 * HOUR, targetAt: utc('2026-11-26 17:00') },
    });
  });

  it('finished ones are frozen with the version they stopped with', () => {
    expect(fold(STARTED, ['14:00', 'resolved'])).toMatchObject({
      resolution: { state: 'met', elapsedSeconds: 5 * HOUR, targetAt: utc('2026-11-25 17:00') },
    });
  });
});

describe('clock version', () => {
  const versionAfter = (...events: HistoryLine[]) =>
    foldClock(buildHistory(STARTED, ...events), POLICY, utc('16:00')).version;

  it.each<[change: string, event: HistoryLine]>([
    ['priority', ['10:00', 'high']],
    ['type', ['10:00', 'type_changed']],
    ['project', ['10:00', 'project_changed']],
    ['policy or calendar', ['10:00', 'policy_changed']],
    ['start', ['10:00', 'start moved 08:00']],
  ])('counts up on a change of %s', (_change, event) => {
    expect(versionAfter(event)).toBe(2);
  });

  it('counts up with new_cycle, at each reopening', () => {
    const cycles = buildHistory(
      STARTED,
      ...['10', '12', '14'].flatMap((hour): HistoryLine[] => [
        [`${hour}:00`, 'resolved'],
        [`${hour}:30`, 'open'],
      ]),
    );
    expect(foldClock(cycles, { ...POLICY, onReopen: 'new_cycle' }, utc('16:00')).version).toBe(4);
  });

  it.each<[what: string, ...events: HistoryLine[]]>([
    ['pause', ['10:00', 'waiting']],
    ['resume', ['10:00', 'waiting'], ['11:00', 'open']],
    ['plain reopening', ['10:00', 'resolved'], ['11:00', 'open']],
    ['a reply', ['10:00', 'reply']],
    ['the same priority again', ['10:00', 'medium']],
  ])('never on %s', (_what, ...events) => {
    expect(versionAfter(...events)).toBe(1);
  });
});
