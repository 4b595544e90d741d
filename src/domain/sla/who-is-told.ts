/** Who is told of a warning or a breach, where and when: one table of alert and audience. */

import type { Priority } from '../priority.js';
import { nextOpeningAt } from './business-time.js';
import type { Calendar } from './calendar.js';
import { BREACH_PERCENT } from './due-alerts.js';
import { isKnownTimeZone } from './zone.js';

export type AlertKind = 'at_risk' | 'breach';
export type NoticeAudience = 'triage' | 'assignee' | 'admin' | 'escalation';

/** The time zone is the person's own in Slack. */
export type ToldPerson = { readonly userId: number; readonly timeZone: string };

/** What decides who is told, and whether just now. */
export type AlertSetting = {
  readonly priority: Priority;
  /** At these somebody is told at any hour. */
  readonly urgentPriorities: readonly Priority[];
  /** The project's opening hours, in its own zone. */
  readonly calendar: Calendar;
  readonly assignee: ToldPerson | null;
  /** Where the ticket's triage thread is, or will be. */
  readonly triageChannelId: number | null;
  /** Told where there is no triage channel. */
  readonly admins: readonly ToldPerson[];
  readonly escalation: { readonly people: readonly ToldPerson[]; readonly channelId: number | null };
  /** The ticket waits, and by its policy the response does so too. */
  readonly isResponsePaused: boolean;
};

export type NoticePlace =
  | { readonly channelId: number; readonly userId: null }
  | { readonly channelId: null; readonly userId: number };

export type PlannedNotice = NoticePlace & { readonly audience: NoticeAudience; readonly deliverAt: Date };

type Rule = { readonly audience: NoticeAudience; readonly isTold: (setting: AlertSetting) => boolean };

const hasTriage = ({ triageChannelId }: AlertSetting) => triageChannelId !== null;
const isAssigned = ({ assignee }: AlertSetting) => assignee !== null;

/** In the order of which somebody who is in several audiences is told in the first. */
const RULES: Readonly<Record<AlertKind, readonly Rule[]>> = {
  at_risk: [
    { audience: 'assignee', isTold: isAssigned },
    { audience: 'triage', isTold: (setting) => !isAssigned(setting) && hasTriage(setting) },
    { audience: 'admin', isTold: (setting) => !isAssigned(setting) && !hasTriage(setting) },
  ],
  breach: [
    { audience: 'triage', isTold: hasTriage },
    { audience: 'assignee', isTold: isAssigned },
    { audience: 'admin', isTold: (setting) => !hasTriage(setting) },
    { audience: 'escalation', isTold: () => true },
  ],
};

type Listener = NoticePlace & { readonly timeZone: string | null };

const LISTENERS: Readonly<Record<NoticeAudience, (setting: AlertSetting) => readonly Listener[]>> = {
  triage: ({ triageChannelId }) => channelListener(triageChannelId),
  assignee: ({ assignee }) => (assignee === null ? [] : [personListener(assignee)]),
  admin: ({ admins }) => admins.map(personListener),
  escalation: ({ escalation }) => [
    ...escalation.people.map(personListener),
    ...channelListener(escalation.channelId),
  ],
};

export function alertKindOf(percent: number): AlertKind {
  return percent === BREACH_PERCENT ? 'breach' : 'at_risk';
}

/**
 * Everybody who is to be told of an alert, nobody twice. What is not urgent waits for the next opening from `now`: of the project's
 * hours read in the person's own time zone, or in the calendar's own for a channel.
 */
export function whoIsTold(percent: number, setting: AlertSetting, now: Date): PlannedNotice[] {
  const isUrgent = setting.urgentPriorities.includes(setting.priority);
  const planned = new Map<string, PlannedNotice>();
  for (const { audience, isTold } of RULES[alertKindOf(percent)]) {
    if (!isTold(setting)) continue;
    for (const { timeZone, ...place } of LISTENERS[audience](setting)) {
      const key = placeKey(place);
      if (planned.has(key)) continue;
      const deliverAt = isUrgent ? now : nextOpeningAt(inZone(setting.calendar, timeZone), now);
      planned.set(key, { ...place, audience, deliverAt });
    }
  }
  return [...planned.values()];
}

/** Names a conversation or a person, so that two notices for one of them can be told to be so. */
export function placeKey({ channelId, userId }: { channelId: number | null; userId: number | null }): string {
  return channelId === null ? `user:${userId}` : `channel:${channelId}`;
}

/** The same object for the same zone: the engine keeps what it derives from a calendar by its identity. */
const zoned = new WeakMap<Calendar, Map<string, Calendar>>();

/** The same hours and dates on the clocks of another zone; one that is not known, or null, leaves the calendar as it is. */
export function inZone(calendar: Calendar, timeZone: string | null): Calendar {
  if (timeZone === null || timeZone === calendar.timeZone || !isKnownTimeZone(timeZone)) return calendar;
  const known = zoned.get(calendar) ?? new Map<string, Calendar>();
  zoned.set(calendar, known);
  const there = known.get(timeZone) ?? { ...calendar, timeZone };
  known.set(timeZone, there);
  return there;
}

function personListener({ userId, timeZone }: ToldPerson): Listener {
  return { channelId: null, userId, timeZone };
}

function channelListener(channelId: number | null): readonly Listener[] {
  return channelId === null ? [] : [{ channelId, userId: null, timeZone: null }];
}
