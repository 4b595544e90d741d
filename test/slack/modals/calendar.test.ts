import { describe, expect, it } from 'vitest';
import { viewProblems } from '../../../playground/block-kit/validate.js';
import type { CalendarForm } from '../../../src/services/policies/calendar-form.js';
import type { OpenedCalendar } from '../../../src/services/policies/read-calendar-form.js';
import type { ModalView } from '../../../src/slack/gateway.js';
import { buildCalendar, readCalendar } from '../../../src/slack/modals/calendar.js';
import { buildImportHolidays } from '../../../src/slack/modals/import-holidays.js';
import { calendarStanding } from '../../../src/slack/modals/policy-draft-standing.js';
import { fieldsOf, stateOf, submitted } from './view-fields.js';

const NOW = new Date('2026-03-02T10:00:00.000Z');
const LARGEST_ID = 2_147_483_647;

const FORM: CalendarForm = {
  timeZone: 'Europe/Berlin',
  hours: {
    mon: '09:00-12:00, 13:00-17:00',
    tue: '09:00-12:00, 13:00-17:00',
    wed: '09:00-12:00',
    thu: '09:00-17:00',
    fri: '09:00-15:00',
    sat: '',
    sun: '',
  },
  holidays: '2026-12-25 Christmas Day\n2026-12-26',
  exceptions: '2026-12-24 closed 12:00-24:00 Christmas Eve',
};
const OPENED: OpenedCalendar = {
  scopeName: 'IT',
  calendarName: 'Office hours',
  version: 3,
  isInherited: false,
  basePolicyId: 7,
  form: FORM,
  openCount: 412,
  outdatedCount: 0,
};

const METADATA = { draftId: 5, revision: 0 };

function build(form: Partial<CalendarForm> = {}, metadata = METADATA, note?: string): ModalView {
  const opened = { ...OPENED, form: { ...FORM, ...form } };
  return buildCalendar(opened, metadata, { now: NOW, ...(note === undefined ? {} : { note }) });
}

/** So many lines as a calendar can have dates, each as long as its name may be. */
function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `2026-12-25 ${String(index).padStart(100, 'ä')}`).join(
    '\n',
  );
}

describe('the form for a calendar', () => {
  it('asks a time zone, each weekday, holidays and single days', () => {
    expect(fieldsOf(build()).map(({ label }) => label)).toEqual([
      'Time zone',
      ...['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
      'Holidays',
      'Other hours on single days',
    ]);
  });

  it('needs nothing but the time zone: an empty day is closed', () => {
    expect(
      fieldsOf(build())
        .filter(({ isOptional }) => !isOptional)
        .map(({ label }) => label),
    ).toEqual(['Time zone']);
  });

  it('reads back what it was built with', () => {
    expect(readCalendar(submitted(build()).values)).toEqual(FORM);
  });

  it('opens without a time zone where it does not know the one that was typed', () => {
    const view = build({ timeZone: 'Mars/Olympus' });
    expect(readCalendar(submitted(view).values).timeZone).toBe('');
    expect(viewProblems(view, 'modal')).toEqual([]);
  });

  it('carries the number of its draft and nothing that was typed', () => {
    expect(build().private_metadata).toBe(JSON.stringify(METADATA));
  });

  it('gives lists that are filled anew new fields, and leaves the others what was typed into them', () => {
    const idsOf = (view: ModalView) => fieldsOf(view).map(({ blockId }) => blockId);
    const changed = idsOf(build({}, { draftId: 5, revision: 1 })).filter(
      (id) => !idsOf(build()).includes(id),
    );
    expect(changed).toEqual(['holidays#1', 'exceptions#1']);
  });
});

describe('a list that is longer than a field', () => {
  it.each([1, 20, 200, 600])('of %i lines is shown in several and read back as one', (count) => {
    const holidays = lines(count);
    const view = build({ holidays, exceptions: holidays });
    expect(viewProblems(view, 'modal')).toEqual([]);
    expect(readCalendar(submitted(view).values)).toMatchObject({ holidays, exceptions: holidays });
  });

  it('leaves room to type in each of its fields', () => {
    const fields = fieldsOf(build({ holidays: lines(200) })).filter(({ label }) => /holidays/i.test(label));
    expect(fields.length).toBeGreaterThan(5);
    expect(fields.map(({ initial }) => String(initial).length).filter((length) => length > 2_700)).toEqual(
      [],
    );
  });

  it('can be typed into any of its fields, and emptied in any', () => {
    const { values } = submitted(build({ holidays: lines(60) }));
    const typed = {
      ...values,
      'holidays#0': stateOf({ value: '2026-01-01 New Year\n' }),
      'holidays_2#0': stateOf({ value: null }),
      'holidays_3#0': stateOf({ value: '2027-01-01 New Year' }),
    };
    expect(readCalendar(typed).holidays.split('\n').slice(0, 2)).toEqual([
      '2026-01-01 New Year',
      '2027-01-01 New Year',
    ]);
  });

  it('that no form can show is refused in words', () => {
    expect(() => build({ holidays: lines(1_000) })).toThrow(/leave out dates/);
  });
});

describe('above the form', () => {
  it.each<[string, Partial<OpenedCalendar>, string]>([
    ['its own', {}, '*Office hours* of IT, version 3. 412 open tickets count in it.'],
    ['with one ticket', { openCount: 1 }, '*Office hours* of IT, version 3. 1 open ticket counts in it.'],
    [
      'inherited',
      { isInherited: true, version: null },
      '*Office hours* of the default. Saving gives IT a calendar of its own. 412 open tickets count in it.',
    ],
    [
      'a new name',
      { calendarName: 'R&D', version: null, openCount: 0 },
      '*R&amp;D*, a new calendar for IT. It starts as a copy of the one in use.',
    ],
    [
      'while a change is on its way',
      { outdatedCount: 200 },
      '*Office hours* of IT, version 3. 412 open tickets count in it. 212 of 412 open tickets recomputed so far.',
    ],
    [
      'the default',
      { scopeName: 'the default' },
      '*Office hours* of the default, version 3. 412 open tickets count in it.',
    ],
  ])('stands what it is: %s', (_case, changes, words) => {
    expect(calendarStanding({ ...OPENED, ...changes })).toBe(words);
  });
});

describe('at its largest', () => {
  it.each(['x', '&', '😀', '<!channel>'])('fits Slack (%j)', (character) => {
    const opened = {
      ...OPENED,
      calendarName: character.repeat(100),
      openCount: LARGEST_ID,
      outdatedCount: LARGEST_ID,
      form: { ...FORM, holidays: lines(600), hours: { ...FORM.hours, mon: character.repeat(300) } },
    };
    const metadata = { draftId: LARGEST_ID, revision: LARGEST_ID };
    const view = buildCalendar(opened, metadata, { now: NOW, note: character.repeat(4_000) });
    expect(viewProblems(view, 'modal')).toEqual([]);
    expect(JSON.stringify(view.blocks)).not.toContain('<!channel>*');
  });
});

describe('the form to import holidays', () => {
  const view = buildImportHolidays({ draftId: LARGEST_ID, revision: LARGEST_ID }, NOW);

  it('asks a region, this year and up to two after it, or a file', () => {
    expect(fieldsOf(view).map(({ label, initial, options }) => [label, initial, options])).toEqual([
      ['Country or region', undefined, []],
      ['Years', '2', ['2026', '2026 to 2027', '2026 to 2028']],
      ['Or a calendar file (.ics)', undefined, []],
    ]);
  });

  it('fits Slack', () => {
    expect(viewProblems(view, 'modal')).toEqual([]);
  });
});
