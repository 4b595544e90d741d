/** Nothing that did not count goes without its reason: nights, weekends, holidays and closures by their names. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen, openIntervals } from '../../../../src/domain/sla/business-time.js';
import type { Calendar } from '../../../../src/domain/sla/calendar.js';
import { type ClosedWhy, closedPieces } from '../../../../src/domain/sla/explain/closed-why.js';
import type { CalendarInput } from '../../../../src/domain/sla/validate-calendar.js';
import { arbitraryCalendar } from '../arbitrary-calendar.js';
import { buildCalendar } from '../build-calendar.js';

const DAY: [string, string][] = [['09:00', '17:00']];
const WEEK: CalendarInput['weekly'] = { mon: DAY, tue: DAY, wed: [], thu: DAY, fri: DAY, sat: [], sun: [] };
const BERLIN = buildCalendar('Europe/Berlin', {
  weekly: WEEK,
  holidays: ['2026-12-25', '2026-12-26'],
  exceptions: [
    { date: '2026-12-24', kind: 'closed', from: '12:00', to: '24:00' },
    { date: '2026-12-10', kind: 'closed', from: '18:00', to: '20:00' },
    { date: '2026-12-19', kind: 'open', from: '10:00', to: '12:00' },
  ],
});
const NAMES = new Map([
  ['2026-12-24', 'Christmas Eve'],
  ['2026-12-25', 'Christmas Day'],
]);

const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);

function reasons(calendar: Calendar, from: string, to: string): string[] {
  return closedPieces(calendar, NAMES, at(from), at(to)).map(({ fromMs, toMs, why }) => {
    const [start, end] = [fromMs, toMs].map((ms) =>
      new Date(ms).toISOString().slice(8, 16).replace('T', ' '),
    );
    return `${start} – ${end} ${textOf(why)}`;
  });
}

function textOf(why: ClosedWhy): string {
  return 'name' in why ? `${why.kind} ${why.name}` : why.kind;
}

describe('closed time', () => {
  it.each<[string, string, string, string[]]>([
    ['over night', '2026-12-14 16:00', '2026-12-15 08:00', ['14 16:00 – 15 08:00 after_hours']],
    [
      'over a weekend, with the nights around it',
      '2026-12-11 16:00',
      '2026-12-14 08:00',
      ['11 16:00 – 14 08:00 weekend'],
    ],
    [
      'on a weekday without hours',
      '2026-12-15 16:00',
      '2026-12-17 08:00',
      ['15 16:00 – 17 08:00 closed_day'],
    ],
    [
      'by a closure, two holidays of which one has a name, and the rest of a weekend',
      '2026-12-24 11:00',
      '2026-12-28 08:00',
      [
        '24 11:00 – 24 16:00 closure Christmas Eve',
        '24 16:00 – 24 23:00 after_hours',
        '24 23:00 – 25 23:00 holiday Christmas Day',
        '25 23:00 – 26 23:00 holiday null',
        '26 23:00 – 28 08:00 weekend',
      ],
    ],
    [
      'by a closure outside opening hours is a night like any other',
      '2026-12-10 16:00',
      '2026-12-11 08:00',
      ['10 16:00 – 11 08:00 after_hours'],
    ],
    [
      'around an extra opening on a Saturday is still the weekend',
      '2026-12-19 11:00',
      '2026-12-21 08:00',
      ['19 11:00 – 21 08:00 weekend'],
    ],
  ])('%s', (_what, from, to, lines) => {
    expect(reasons(BERLIN, from, to)).toEqual(lines);
  });
});

describe('of any calendar', () => {
  const ZONES = ['Europe/Berlin', 'America/Havana', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu'];

  it('the pieces of a closed stretch join without gaps, and neighbours differ', () => {
    fc.assert(
      fc.property(
        arbitraryCalendar(['2026-10-25', '2026-11-01']),
        fc.constantFrom(...ZONES),
        fc.nat(14 * 1440),
        (parts, zone, minute) => {
          const calendar = buildCalendar(zone, parts);
          const from = new Date(Date.UTC(2026, 9, 22) + minute * 60_000);
          if (isOpen(calendar, from)) return;
          const [opening] = openIntervals(calendar, from, new Date(from.getTime() + 9 * 86_400_000));
          const to = opening?.fromAt ?? new Date(from.getTime() + 9 * 86_400_000);
          const pieces = closedPieces(calendar, NAMES, from.getTime(), to.getTime());
          expect(pieces[0]?.fromMs).toBe(from.getTime());
          expect(pieces.at(-1)?.toMs).toBe(to.getTime());
          for (const [index, piece] of pieces.entries()) {
            expect(piece.fromMs).toBeLessThan(piece.toMs);
            if (index === 0) continue;
            expect(pieces[index - 1]?.toMs).toBe(piece.fromMs);
            expect(pieces[index - 1]?.why).not.toEqual(piece.why);
          }
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });
});
