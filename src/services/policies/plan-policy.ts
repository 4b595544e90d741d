/** Which version of a policy a form makes, over the calendars that its targets name. */
import type { Tx } from '../../database/transaction.js';
import { everyPriority, PRIORITIES, type Priority } from '../../domain/priority.js';
import type { AlertPolicy } from '../../domain/sla/alert-policy.js';
import { AROUND_THE_CLOCK, type Calendar } from '../../domain/sla/calendar.js';
import type { ClockPolicy } from '../../domain/sla/policy.js';
import { type CalendarContent, calendarOfContent, readCalendar } from '../sla/load-calendar.js';
import type { StoredPolicy } from '../sla/load-policy.js';
import { ALWAYS_NAME, findCalendar, isAlways } from './calendar-names.js';
import type { NewCalendar } from './calendar-versions.js';
import { countsInField } from './form-fields.js';
import {
  type CalendarRef,
  NOTHING_NEW,
  nextVersion,
  targetWith,
  type VersionsPlan,
} from './plan-versions.js';
import { changedRules, optionsOf } from './policy-changes.js';
import {
  CALENDAR_ALWAYS,
  CALENDAR_OF_POLICY,
  chosenName,
  type PolicyForm,
  type PolicyRules,
} from './policy-form.js';

/** What a priority counts in; `ref` null is the policy's own calendar. */
export type ChosenCalendar = { ref: CalendarRef | null; calendar: Calendar };

export type ChosenCalendars = {
  byPriority: Record<Priority, ChosenCalendar>;
  /** The calendar that is always open, where a target wants it and the scope has none yet. */
  made: NewCalendar | null;
  fields: Record<string, string>;
};

/** What each priority's choice means in the scope. A calendar that is gone is answered on its field. */
export async function chooseCalendars(
  tx: Tx,
  policy: StoredPolicy,
  projectId: number | null,
  form: PolicyForm,
): Promise<ChosenCalendars> {
  const policys: ChosenCalendar = { ref: null, calendar: policy.calendar.calendar };
  const byPriority = everyPriority(() => policys);
  const fields: Record<string, string> = {};
  let always: Awaited<ReturnType<typeof findAlways>> | null = null;
  for (const priority of PRIORITIES) {
    const choice = form.targets[priority].calendar;
    if (choice === CALENDAR_OF_POLICY) continue;
    const own = policy.ownCalendars[priority];
    if (choice === CALENDAR_ALWAYS) {
      always ??= await findAlways(tx, policy, projectId);
      byPriority[priority] =
        own !== undefined && isAlways(own.name) ? { ref: own.id, calendar: own.calendar } : always.chosen;
      continue;
    }
    const named = await findNamed(tx, policy, projectId, chosenName(choice));
    if (named === null)
      fields[countsInField(priority)] = 'There is no such calendar here. Choose another one.';
    else if (named.ref !== policy.calendar.id) byPriority[priority] = named;
  }
  const isMadeWanted = Object.values(byPriority).some(({ ref }) => ref === 'new');
  return { byPriority, made: isMadeWanted ? (always?.made ?? null) : null, fields };
}

/** Nothing new where the form says what is in force. */
export function planPolicy(
  policy: StoredPolicy,
  projectId: number | null,
  calendars: ChosenCalendars,
  { targets: typed, urgentPriorities, ...clockRules }: PolicyRules,
  escalation: AlertPolicy['escalation'],
): VersionsPlan {
  const ownCalendars = everyPriority((priority) => calendars.byPriority[priority].ref);
  const targets = everyPriority((priority) => {
    const { ref, calendar } = calendars.byPriority[priority];
    return targetWith(typed[priority], ref === null ? null : calendar);
  });
  const alerts: AlertPolicy = { urgentPriorities, escalation };
  const clock: ClockPolicy = { calendar: policy.clock.calendar, ...clockRules, targets };
  const before = everyPriority((priority) => policy.ownCalendars[priority]?.id ?? null);
  const changed = changedRules({ ...policy, ownCalendars: before }, { clock, alerts, ownCalendars });
  if (changed.length === 0) return NOTHING_NEW;
  const planned = {
    ...{ projectId, before: policy, ownCalendars, clock, changed },
    version: nextVersion(policy, projectId),
    calendar: policy.calendar.id,
    options: optionsOf(clock, alerts),
  };
  return { calendar: calendars.made && { ...calendars.made, changed: [] }, policies: [planned] };
}

async function findNamed(
  tx: Tx,
  policy: StoredPolicy,
  projectId: number | null,
  name: string | null,
): Promise<{ ref: number; calendar: Calendar } | null> {
  const found = name === null || isAlways(name) ? null : await findCalendar(tx, policy, projectId, name);
  if (found === null) return null;
  const { calendar } = await readCalendar(tx, found.id);
  return { ref: found.id, calendar };
}

/** In the policy's time zone, in which its ledgers are then read; it opens in none at any other time. */
async function findAlways(
  tx: Tx,
  policy: StoredPolicy,
  projectId: number | null,
): Promise<{ chosen: ChosenCalendar; made: NewCalendar | null }> {
  const stored = await tx.calendar.findFirst({
    where: { projectId, name: ALWAYS_NAME },
    orderBy: { version: 'desc' },
    select: { id: true },
  });
  if (stored !== null) {
    const { calendar } = await readCalendar(tx, stored.id);
    return { chosen: { ref: stored.id, calendar }, made: null };
  }
  const content: CalendarContent = {
    ...{ timeZone: policy.calendar.calendar.timeZone, weekly: AROUND_THE_CLOCK.weekly },
    ...{ holidays: [], exceptions: [] },
  };
  return {
    chosen: { ref: 'new', calendar: calendarOfContent(content) },
    made: { projectId, name: ALWAYS_NAME, version: 1, content },
  };
}
