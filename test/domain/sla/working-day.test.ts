/** How long a working day is, where that has an answer. */

import { expect, it } from 'vitest';
import { AROUND_THE_CLOCK, officeHours } from '../../../src/domain/sla/calendar.js';
import type { CalendarInput } from '../../../src/domain/sla/validate-calendar.js';
import { workingDaySeconds, workingDaysAfter } from '../../../src/domain/sla/working-day.js';
import { buildCalendar, daily } from './build-calendar.js';

const HOUR = 3600;

it('office hours have working days of eight hours, and around the clock a day is one', () => {
  expect(workingDaySeconds(officeHours('Europe/Berlin'))).toBe(8 * HOUR);
  expect(workingDaySeconds(AROUND_THE_CLOCK)).toBe(24 * HOUR);
});

it.each<[what: string, weekly: CalendarInput['weekly'], seconds: number | null]>([
  ['a break at noon is left out', daily(['09:00', '12:00'], ['13:00', '17:00']), 7 * HOUR],
  ['overlapping windows count once', daily(['09:00', '12:00'], ['11:00', '13:00']), 4 * HOUR],
  [
    'days at different times are equally long',
    { mon: [['06:00', '14:00']], tue: [['14:00', '22:00']] },
    8 * HOUR,
  ],
  ['one open day is enough', { sun: [['10:00', '10:01']] }, 60],
  ['a short Friday leaves no answer', { mon: [['09:00', '17:00']], fri: [['09:00', '16:00']] }, null],
])('%s', (_, weekly, seconds) => {
  expect(workingDaySeconds(buildCalendar('UTC', { weekly }))).toBe(seconds);
});

it('holidays, exceptions and changes of the clock make no working day longer or shorter', () => {
  const calendar = buildCalendar('Europe/Berlin', {
    weekly: daily(['00:00', '24:00']),
    holidays: ['2026-12-25'],
    exceptions: [{ date: '2026-12-24', kind: 'closed', from: '12:00', to: '24:00' }],
  });
  expect(workingDaySeconds(calendar)).toBe(24 * HOUR);
});

it('a calendar that is never open has no working day', () => {
  const never = {
    ...AROUND_THE_CLOCK,
    weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  };
  expect(workingDaySeconds(never)).toBeNull();
});

it.each<[what: string, weekly: CalendarInput['weekly'], from: string, days: number, to: string]>([
  ['over a weekend', weekdays('09:00', '17:00'), '2026-03-06T15:00Z', 2, '2026-03-10T15:00Z'],
  ['from a night on', weekdays('09:00', '17:00'), '2026-03-06T22:00Z', 1, '2026-03-09T17:00Z'],
  [
    'at the average where days differ',
    { mon: [['09:00', '17:00']], tue: [['09:00', '13:00']] },
    '2026-03-02T09:00Z',
    1,
    '2026-03-02T15:00Z',
  ],
])('working days are counted in opening hours: %s', (_, weekly, from, days, to) => {
  const calendar = buildCalendar('UTC', { weekly });
  expect(workingDaysAfter(calendar, new Date(from), days)).toEqual(new Date(to));
});

function weekdays(opens: string, closes: string): CalendarInput['weekly'] {
  return Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [[opens, closes]]]));
}
