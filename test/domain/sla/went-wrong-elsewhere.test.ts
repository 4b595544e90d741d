/** Mistakes that other service desks' clocks have made, each as a test that it is not made here. */

import { afterEach, describe, expect, it } from 'vitest';
import { addBusinessSeconds, businessSecondsBetween, isOpen } from '../../../src/domain/sla/business-time.js';
import { officeHours } from '../../../src/domain/sla/calendar.js';
import { foldClock } from '../../../src/domain/sla/clock.js';
import { dueAlerts } from '../../../src/domain/sla/due-alerts.js';
import { defaultPolicy } from '../../../src/domain/sla/policy.js';
import { parseCalendar } from '../../../src/domain/sla/validate-calendar.js';
import { buildCalendar, daily } from './build-calendar.js';
import { buildHistory, type HistoryLine, utc } from './build-history.js';

const POLICY = defaultPolicy('UTC');
const HOUR = 3600;
const fold = (at: string, ...history: HistoryLine[]) => foldClock(buildHistory(...history), POLICY, utc(at));
const alertsAt = (at: string, ...history: HistoryLine[]) => dueAlerts(fold(at, ...history), utc(at));

describe('business time went wrong by', () => {
  const zoneOfProcess = process.env.TZ;
  afterEach(() => {
    if (zoneOfProcess === undefined) delete process.env.TZ;
    else process.env.TZ = zoneOfProcess;
  });

  it("today's UTC offset used for history: here the offset of each instant, back to before summer time was introduced", () => {
    const berlin = officeHours('Europe/Berlin');
    expect(addBusinessSeconds(berlin, new Date('2026-07-01T07:00:00Z'), HOUR)).toEqual(
      new Date('2026-07-01T08:00:00Z'),
    );
    expect(addBusinessSeconds(berlin, new Date('2026-12-01T07:00:00Z'), HOUR)).toEqual(
      new Date('2026-12-01T09:00:00Z'),
    );
    // Berlin had no summer time before 1980.
    expect(isOpen(berlin, new Date('1979-07-02T07:30:00Z'))).toBe(false);
    expect(isOpen(berlin, new Date('1981-07-01T07:30:00Z'))).toBe(true);
  });

  it("viewer's time zone in a badge: here nothing depends on the zone of the process, the viewer or the machine", () => {
    const ends = ['UTC', 'Pacific/Kiritimati', 'America/New_York'].map((timeZone) => {
      process.env.TZ = timeZone;
      const calendar = buildCalendar('Europe/Berlin', {
        weekly: daily(['09:00', '17:00']),
        holidays: ['2026-12-25'],
      });
      return addBusinessSeconds(calendar, new Date('2026-12-24T15:30:00Z'), HOUR).toISOString();
    });
    expect(new Set(ends)).toEqual(new Set(['2026-12-26T08:30:00.000Z']));
  });

  it('23:59 losing a minute: here 24:00 is the end of the day', () => {
    const always = buildCalendar('UTC', { weekly: daily(['00:00', '24:00']) });
    expect(businessSecondsBetween(always, utc('2026-11-23 00:00'), utc('2026-11-30 00:00'))).toBe(
      7 * 24 * HOUR,
    );
    const until2359 = buildCalendar('UTC', { weekly: daily(['00:00', '23:59']) });
    expect(businessSecondsBetween(until2359, utc('2026-11-23 00:00'), utc('2026-11-30 00:00'))).toBe(
      7 * 24 * HOUR - 7 * 60,
    );
  });

  it('a calendar without a working day walked for ever: here it is refused', () => {
    expect(parseCalendar({ timeZone: 'UTC', weekly: {} })).toMatchObject({
      ok: false,
      problems: [{ reason: 'never_open' }],
    });
    const never = {
      ...officeHours('UTC'),
      weekly: { ...officeHours('UTC').weekly, mon: [], tue: [], wed: [], thu: [], fri: [] },
    };
    expect(() => addBusinessSeconds(never, utc('09:00'), 1)).toThrow(/never opens/);
  });

  it('a calendar without a working day for years: here the answer comes at once', () => {
    const dates = Array.from({ length: 3650 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    const late = buildCalendar('UTC', { weekly: daily(['09:00', '17:00']), holidays: dates });
    expect(addBusinessSeconds(late, utc('09:00'), HOUR)).toEqual(utc('2035-12-30 10:00'));
  });

  it('overlapping windows counted twice: here once, parsed or not', () => {
    const overlapping = buildCalendar('UTC', {
      weekly: {
        mon: [
          ['09:00', '12:00'],
          ['11:00', '13:00'],
        ],
      },
    });
    expect(businessSecondsBetween(overlapping, utc('00:00'), utc('2026-11-24 00:00'))).toBe(4 * HOUR);
    const window = { opensMinute: 540, closesMinute: 1020 };
    const doubled = {
      ...officeHours('UTC'),
      weekly: { ...officeHours('UTC').weekly, mon: [window, window] },
    };
    expect(businessSecondsBetween(doubled, utc('00:00'), utc('2026-11-24 00:00'))).toBe(8 * HOUR);
  });
});

describe('holds went wrong by', () => {
  it('holds over a weekend counted in full: here only their opening hours move the target', () => {
    const held: HistoryLine[] = [
      ['2026-11-27 09:00', 'started high'],
      ['2026-11-27 16:00', 'on_hold'],
      ['2026-11-30 10:00', 'open'],
    ];
    const { resolution } = fold('2026-11-30 10:30', ...held);
    expect(resolution.targetAt).toEqual(utc('2026-11-30 11:00'));
  });

  it('hold lost when going from paused straight to resolved: here it is left out of elapsed', () => {
    const { resolution } = fold(
      '2026-11-30 12:00',
      ['09:00', 'started high'],
      ['10:00', 'waiting'],
      ['2026-11-27 12:00', 'resolved'],
    );
    expect(resolution).toMatchObject({
      state: 'met',
      elapsedSeconds: HOUR,
      stoppedAt: utc('2026-11-27 12:00'),
    });
  });

  it('a hold added to the creation time: here it moves nothing outside opening hours', () => {
    const created: HistoryLine = ['2026-11-27 18:00', 'started high'];
    const held = fold(
      '2026-11-30 09:30',
      created,
      ['2026-11-28 09:00', 'on_hold'],
      ['2026-11-29 21:00', 'open'],
    );
    expect(held.resolution.targetAt).toEqual(fold('2026-11-30 09:30', created).resolution.targetAt);
  });

  it('pauses rounded to minutes: here they count to the second', () => {
    const { resolution } = fold(
      '12:00',
      ['09:00', 'started high'],
      ['10:00:10', 'waiting'],
      ['10:01:57', 'open'],
    );
    expect(resolution.elapsedSeconds).toBe(3 * HOUR - 107);
  });

  it('a pause within one minute lost: here not even one within a second is', () => {
    const { resolution } = fold(
      '12:00',
      ['09:00', 'started high'],
      ['10:00:10', 'waiting'],
      ['10:00:15', 'open'],
    );
    expect(resolution.elapsedSeconds).toBe(3 * HOUR - 5);
    const blinks = Array.from({ length: 10 }, (_, second): HistoryLine[] => [
      [`10:00:0${second}.100`, 'waiting'],
      [`10:00:0${second}.200`, 'open'],
    ]).flat();
    expect(fold('12:00', ['09:00', 'started high'], ...blinks).resolution.elapsedSeconds).toBe(3 * HOUR - 1);
  });
});

describe('alerts went wrong by', () => {
  const CRITICAL: HistoryLine = ['09:00', 'started critical'];

  it('a paused ticket alerted: here there is none, however long it is paused', () => {
    const paused: HistoryLine[] = [CRITICAL, ['09:05', 'reply'], ['12:50', 'waiting']];
    expect(fold('2027-11-23 12:00', ...paused).resolution).toMatchObject({
      state: 'paused',
      breachedAt: null,
    });
    expect(alertsAt('2027-11-23 12:00', ...paused)).toEqual([]);
    expect(fold('12:55', ...paused).nextWakeAt).toBeNull();
  });

  it('alerts repeated on every tick: here every tick has the same ones, so that each is told once', () => {
    const ticks = ['13:01', '13:02', '14:00', '2026-11-24 10:00'].map((at) => alertsAt(at, CRITICAL));
    for (const tick of ticks) expect(tick).toEqual(ticks[0]);
    expect(ticks[0]).toEqual([
      { target: 'response', percent: 100, at: utc('09:30') },
      { target: 'resolution', percent: 100, at: utc('13:00') },
    ]);
  });

  it('an alert suppressed because an earlier, different breach had been announced: here each target and version has its own', () => {
    expect(alertsAt('09:31', CRITICAL)).toEqual([{ target: 'response', percent: 100, at: utc('09:30') }]);
    expect(alertsAt('13:01', CRITICAL)).toContainEqual({
      target: 'resolution',
      percent: 100,
      at: utc('13:00'),
    });
    const calmer: HistoryLine[] = [CRITICAL, ['09:40', 'high']];
    expect(fold('10:01', ...calmer).version).toBe(2);
    expect(alertsAt('10:01', ...calmer)).toEqual([{ target: 'response', percent: 100, at: utc('10:00') }]);
  });

  it('a late resolution counted as in time because the job had not run yet: here the fold alone judges', () => {
    const late: HistoryLine[] = [CRITICAL, ['09:10', 'reply'], ['13:00:01', 'resolved']];
    expect(fold('2026-12-24 12:00', ...late).resolution).toMatchObject({
      state: 'breached',
      breachedAt: utc('13:00'),
    });
    expect(alertsAt('2026-12-24 12:00', ...late)).toEqual([
      { target: 'resolution', percent: 100, at: utc('13:00') },
    ]);
  });

  it('escalation at local midnight: here they come at no time at which the desk is closed', () => {
    const policy = { ...defaultPolicy('Europe/Berlin'), warnPercents: [1, 25, 50, 75, 80, 90, 99] };
    let at = new Date('2026-10-23T14:00:00Z');
    const history = [{ at, kind: 'started', priority: 'low', status: 'new' }] as const;
    const wakes: Date[] = [];
    for (
      let wake = foldClock(history, policy, at).nextWakeAt;
      wake !== null;
      wake = foldClock(history, policy, at).nextWakeAt
    ) {
      wakes.push(wake);
      at = wake;
    }
    expect(wakes).toHaveLength(2 * 7 + 2);
    expect(wakes.filter((wake) => !isOpen(policy.calendar, new Date(wake.getTime() - 1)))).toEqual([]);
  });
});

it("a bot's greeting counted as first response: here nothing but an agent's reply, or being done, stops the clock", () => {
  const busy: HistoryLine[] = [
    ['09:00', 'started'],
    ['09:01', 'open'],
    ['09:02', 'in_progress'],
    ['09:03', 'type_changed'],
    ['09:04', 'waiting'],
    ['09:05', 'blocked'],
  ];
  expect(fold('12:00', ...busy).response).toMatchObject({
    state: 'running',
    stoppedAt: null,
    elapsedSeconds: 3 * HOUR,
  });
});
