/** A calendar that was printed into its form and read back is the same calendar. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyDay, officeHours } from '../../../src/domain/sla/calendar.js';
import type { NamedException, NamedHoliday } from '../../../src/domain/sla/written-dates.js';
import { parseCalendarForm, toCalendarForm } from '../../../src/services/policies/calendar-form.js';
import { changedParts } from '../../../src/services/policies/calendar-versions.js';
import type { CalendarContent } from '../../../src/services/sla/load-calendar.js';

const NOW = new Date('2026-03-02T10:00:00Z');

const minute = fc.integer({ min: 0, max: 1440 });
const window = fc
  .tuple(minute, minute)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ opensMinute: Math.min(a, b), closesMinute: Math.max(a, b) }));
const day = fc.array(window, { maxLength: 3 });
/** Years around now, so that some are not shown any more. */
const date = fc
  .integer({ min: -900, max: 900 })
  .map((days) => new Date(NOW.getTime() + days * 86_400_000).toISOString().slice(0, 10));
const name = fc.constantFrom('', 'Christmas Day', 'Tag der Arbeit', '24/7 day', '3 kings', 'closed');
const content: fc.Arbitrary<CalendarContent> = fc.record({
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires'),
  weekly: fc.record({
    mon: day,
    tue: day,
    wed: day,
    thu: day,
    fri: day,
    sat: day,
    sun: fc.constant([{ opensMinute: 0, closesMinute: 1440 }]),
  }),
  holidays: fc.uniqueArray(fc.record({ date, name }), { selector: (holiday) => holiday.date, maxLength: 6 }),
  exceptions: fc.array(
    fc
      .record({ date, name, kind: fc.constantFrom('closed' as const, 'open' as const), window })
      .map(({ window: hours, ...rest }): NamedException => ({ ...rest, ...hours })),
    { maxLength: 6 },
  ),
});

describe('the form of a calendar', () => {
  it('reads back as the same calendar, dates that it no longer shows included', () => {
    fc.assert(
      fc.property(content, (before) => {
        const read = parseCalendarForm(toCalendarForm(before, NOW), before, NOW);
        expect(read.fields).toEqual({});
        expect(changedParts(before, read.content)).toEqual([]);
      }),
    );
  });

  const office = officeHours('UTC');
  const holidays = (...list: NamedHoliday[]): CalendarContent => ({
    ...{ timeZone: 'UTC', weekly: office.weekly, exceptions: [], holidays: list },
  });

  it('shows dates of the last 60 days and all that come, and keeps the earlier ones', () => {
    const before = holidays(
      { date: '2025-12-31', name: 'Old' },
      { date: '2026-01-01', name: 'New Year' },
      { date: '2030-01-01', name: '' },
    );
    const form = toCalendarForm(before, NOW);
    expect(form.holidays).toBe('2026-01-01 New Year\n2030-01-01');
    const cleared = parseCalendarForm({ ...form, holidays: '' }, before, NOW);
    expect(cleared.content.holidays).toEqual([{ date: '2025-12-31', name: 'Old' }]);
    const renamed = parseCalendarForm({ ...form, holidays: '2025-12-31 Sylvester' }, before, NOW);
    expect(renamed.content.holidays).toEqual([{ date: '2025-12-31', name: 'Sylvester' }]);
  });

  it('says what changed, in meaning and not in spelling', () => {
    const before = holidays({ date: '2026-12-25', name: 'Christmas Day' });
    const form = toCalendarForm(before, NOW);
    const changed = (change: Partial<typeof form>) =>
      changedParts(before, parseCalendarForm({ ...form, ...change }, before, NOW).content);
    expect(
      changed({ hours: everyDay((each) => (form.hours[each] === '' ? 'closed' : '9-12, 12-17')) }),
    ).toEqual([]);
    expect(changed({ holidays: ' 2026-12-25:   Christmas Day \n' })).toEqual([]);
    expect(changed({ holidays: '2026-12-25 Xmas' })).toEqual(['holidays']);
    expect(changed({ timeZone: 'Europe/Berlin' })).toEqual(['timeZone']);
    expect(changed({ exceptions: '2026-12-24 closed' })).toEqual(['exceptions']);
    expect(changed({ hours: { ...form.hours, mon: '9-12, 13-17' } })).toEqual(['weekly']);
  });
});
