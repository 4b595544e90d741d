/** Business time added and measured over an hour and over 10,000, against walking day by day; and a ticket's clocks folded. */
import { addBusinessSeconds, businessSecondsBetween } from '../src/domain/sla/business-time.js';
import { AROUND_THE_CLOCK, type Calendar, everyDay, officeHours } from '../src/domain/sla/calendar.js';
import { foldClock } from '../src/domain/sla/clock.js';
import type { ClockEvent } from '../src/domain/sla/history.js';
import { defaultPolicy } from '../src/domain/sla/policy.js';
import { dayByDay } from './day-by-day.js';
import { median } from './statistics.js';

const HOUR = 3600;
const LENGTHS_HOURS = [1, 10_000];
const ROUNDS = 5;
const CALLS = 100_000;
const STARTS = 10_000;
/** As many as a walk of this length does in a fraction of a second. */
const WALKED = (hours: number) => (hours > 1 ? 8 : 2_000);

/** Calls a second. */
export type EngineRates = {
  calendar: string;
  hours: number;
  add: number;
  between: number;
  addByDay: number;
  betweenByDay: number;
};

/** Every length on every calendar. Throws where the engine and the walk disagree. */
export function benchBusinessTime(): EngineRates[] {
  return Object.entries(calendars()).flatMap(([name, calendar]) =>
    LENGTHS_HOURS.map((hours) => ({ calendar: name, hours, ...ratesOf(calendar, hours * HOUR, hours) })),
  );
}

/** Folds a second of a ticket with three weeks of history. */
export function benchFold(): number {
  const policy = { ...defaultPolicy('Europe/Berlin'), calendar: withHolidays(officeHours('Europe/Berlin')) };
  const history = richHistory();
  const at = new Date('2026-12-11T12:00:00Z');
  return rateOf(2_000, () => foldClock(history, policy, at).version);
}

function calendars(): Record<string, Calendar> {
  const split = [
    { opensMinute: 8 * 60, closesMinute: 12 * 60 },
    { opensMinute: 13 * 60, closesMinute: 17 * 60 + 30 },
  ];
  return {
    'office hours, Berlin': officeHours('Europe/Berlin'),
    'split shifts and 500 holidays, New York': withHolidays({
      ...officeHours('America/New_York'),
      weekly: everyDay((day) => (day === 'sun' ? [] : split)),
    }),
    'around the clock': AROUND_THE_CLOCK,
  };
}

/** Ten in each of fifty years. */
function withHolidays(calendar: Calendar): Calendar {
  const months = ['01', '02', '03', '04', '05', '06', '07', '09', '11', '12'];
  const years = Array.from({ length: 50 }, (_, index) => 2020 + index);
  return { ...calendar, holidays: years.flatMap((year) => months.map((month) => `${year}-${month}-11`)) };
}

function ratesOf(
  calendar: Calendar,
  seconds: number,
  hours: number,
): Omit<EngineRates, 'calendar' | 'hours'> {
  const walk = dayByDay(calendar);
  const starts = startInstants();
  const ends = starts.map((start) => addBusinessSeconds(calendar, start, seconds));
  const startOf = (call: number) => starts[call % STARTS] ?? new Date(0);
  const endOf = (call: number) => ends[call % STARTS] ?? new Date(0);
  for (let call = 0; call < 5; call += 1) {
    const walkedMs = walk.add(startOf(call).getTime(), seconds);
    const measured = walk.between(startOf(call).getTime(), walkedMs);
    if (walkedMs !== endOf(call).getTime() || measured !== seconds) {
      throw new Error(`From ${startOf(call).toISOString()} the engine and the walk disagree.`);
    }
  }
  return {
    add: rateOf(CALLS, (call) => addBusinessSeconds(calendar, startOf(call), seconds).getTime()),
    between: rateOf(CALLS, (call) => businessSecondsBetween(calendar, startOf(call), endOf(call))),
    addByDay: rateOf(WALKED(hours), (call) => walk.add(startOf(call).getTime(), seconds)),
    betweenByDay: rateOf(WALKED(hours), (call) =>
      walk.between(startOf(call).getTime(), endOf(call).getTime()),
    ),
  };
}

/** Every 53 minutes of a year and more from January 2026, so that no two calls are alike. */
function startInstants(): Date[] {
  const fromMs = Date.UTC(2026, 0, 1);
  return Array.from({ length: STARTS }, (_, index) => new Date(fromMs + index * 53 * 60_000));
}

/** The median of some rounds after one to warm up. */
function rateOf(calls: number, call: (index: number) => number): number {
  const rates: number[] = [];
  let used = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const startedAt = performance.now();
    for (let index = 0; index < calls; index += 1) used += call(index);
    if (round > 0) rates.push(calls / ((performance.now() - startedAt) / 1000));
  }
  // What nobody uses may be left out by the compiler.
  if (Number.isNaN(used)) throw new Error('A call gave no number.');
  return median(rates);
}

/** Twenty events: replies, pauses, a reopening, changes of priority and policy, in three weeks of November and December 2026. */
function richHistory(): ClockEvent[] {
  const at = (day: number, time: string) => new Date(Date.parse(`2026-11-20T${time}:00Z`) + day * 86_400_000);
  const pauses = Array.from({ length: 7 }, (_, pause): ClockEvent[] => [
    { kind: 'status', at: at(2 * pause, '10:00'), to: 'waiting' },
    { kind: 'status', at: at(2 * pause + 1, '11:00'), to: 'in_progress' },
  ]);
  return [
    { kind: 'started', at: at(0, '08:30'), priority: 'medium', status: 'new' },
    { kind: 'first_response', at: at(0, '09:15') },
    ...pauses.flat(),
    { kind: 'priority', at: at(14, '12:00'), to: 'low' },
    { kind: 'policy_changed', at: at(15, '09:00') },
    { kind: 'status', at: at(17, '14:00'), to: 'resolved' },
    { kind: 'status', at: at(18, '09:00'), to: 'open' },
  ];
}
