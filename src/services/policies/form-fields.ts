/** The fields of the forms for calendars and policies: the block ids of the forms, and the names under which services refuse values. */
import type { Priority } from '../../domain/priority.js';
import type { Weekday } from '../../domain/sla/calendar.js';
import type { TargetKind } from '../../domain/sla/policy.js';

export const CALENDAR_FIELD = {
  timeZone: 'time_zone',
  holidays: 'holidays',
  exceptions: 'exceptions',
} as const;

export function hoursField(day: Weekday): string {
  return `hours_${day}`;
}

export const POLICY_FIELD = {
  pausesIn: 'pauses_in',
  responsePauses: 'response_pauses',
  warnPercents: 'warn_percents',
  onPriorityChange: 'on_priority_change',
  onReopen: 'on_reopen',
  urgent: 'urgent',
  escalateTo: 'escalate_to',
  escalateChannel: 'escalate_channel',
} as const;

export function targetField(kind: TargetKind, priority: Priority): string {
  return `${kind}_${priority}`;
}

/** Of the calendar that a priority's targets count in. */
export function countsInField(priority: Priority): string {
  return `calendar_${priority}`;
}
