/** The form for a calendar: its fields, and what is read from them. `open-policy-draft.ts` opens it, `submit-policy-draft.ts` takes it. */

import { everyDay, WEEKDAY_NAMES, WEEKDAYS, type Weekday } from '../../domain/sla/calendar.js';
import { isKnownTimeZone } from '../../domain/sla/zone.js';
import type { CalendarForm } from '../../services/policies/calendar-form.js';
import { CALENDAR_FIELD, hoursField } from '../../services/policies/form-fields.js';
import type { OpenedCalendar } from '../../services/policies/read-calendar-form.js';
import { actions, button, context } from '../blocks/pieces.js';
import type { ModalView } from '../gateway.js';
import { ACTIONS, OPTIONS, VIEWS } from '../ids.js';
import type { ViewValues } from '../kit.js';
import { timeZoneOption } from '../options/time-zone.js';
import { chosenIn, typedIn } from './field-values.js';
import { formView } from './form-view.js';
import { externalSelectInput, textInput } from './inputs.js';
import { longTextIn, longTextInputs } from './long-text-input.js';
import type { PolicyDraftMetadata } from './policy-draft-metadata.js';
import { calendarStanding } from './policy-draft-standing.js';

/** `note`: mrkdwn about what has just been put into the holidays. */
export function buildCalendar(
  opened: OpenedCalendar,
  metadata: PolicyDraftMetadata,
  { now, note = '' }: { now: Date; note?: string },
): ModalView {
  const { form } = opened;
  return formView({
    callbackId: VIEWS.calendar,
    title: 'Calendar',
    submit: 'Preview',
    metadata,
    blocks: [
      context(calendarStanding(opened)),
      timeZoneInput(form.timeZone, now),
      ...WEEKDAYS.map((day) => hoursInput(day, form.hours[day])),
      ...longTextInputs({
        blockId: CALENDAR_FIELD.holidays,
        revision: metadata.revision,
        label: 'Holidays',
        moreLabel: 'More holidays',
        hint: 'One a line: the date, year first, and its name. They are closed all day.',
        placeholder: '2026-12-25 Christmas Day',
        initial: form.holidays,
      }),
      ...(note === '' ? [] : [context(note)]),
      actions('import', [
        button({ actionId: ACTIONS.importHolidays, text: 'Import holidays…', value: 'import' }),
      ]),
      ...longTextInputs({
        blockId: CALENDAR_FIELD.exceptions,
        revision: metadata.revision,
        label: 'Other hours on single days',
        moreLabel: 'More single days',
        hint: 'One a line: 2026-12-24 closed 12:00-24:00 Christmas Eve, or 2026-12-05 open 10:00-14:00 Stocktaking.',
        placeholder: '2026-12-24 closed 12:00-24:00 Christmas Eve',
        initial: form.exceptions,
      }),
    ],
  });
}

/** As typed, to be checked by the services. */
export function readCalendar(values: ViewValues): CalendarForm {
  return {
    timeZone: chosenIn(values, CALENDAR_FIELD.timeZone) ?? '',
    hours: everyDay((day) => typedIn(values, hoursField(day))),
    holidays: longTextIn(values, CALENDAR_FIELD.holidays),
    exceptions: longTextIn(values, CALENDAR_FIELD.exceptions),
  };
}

function timeZoneInput(timeZone: string, now: Date) {
  return externalSelectInput({
    blockId: CALENDAR_FIELD.timeZone,
    label: 'Time zone',
    hint: 'Type a city or a country.',
    actionId: OPTIONS.timeZone,
    minQueryLength: 1,
    ...(isKnownTimeZone(timeZone) ? { initial: timeZoneOption(timeZone, now) } : {}),
  });
}

function hoursInput(day: Weekday, hours: string) {
  return textInput({
    blockId: hoursField(day),
    label: WEEKDAY_NAMES[day],
    initial: hours,
    isOptional: true,
    placeholder: 'Closed',
    ...(day === 'mon' ? { hint: 'Such as 09:00-12:00, 13:00-17:00. Empty is closed.' } : {}),
  });
}
