/** Who is told of a warning or a breach, where and when: one table of alert and audience. */

import { type QuietHours, quietEndsAt } from '../notices/local-day.js';
import type { Priority } from '../priority.js';
import { nextOpeningAt } from './business-time.js';
import type { Calendar } from './calendar.js';
import { BREACH_PERCENT } from './due-alerts.js';
import { isKnownTimeZone } from './zone.js';

export type AlertKind = 'at_risk' | 'breach';
export type NoticeAudience = 'triage' | 'assignee' | 'admin' | 'escalation';

/** The time zone is the person's own in Slack. */
export type ToldPerson = {
  readonly userId: number;
  readonly timeZone: string;
  /** Their own, beside the project's opening hours. */
  readonly quiet?: QuietHours | null;
};

/** What decides who is told, and whether just now. */
export type AlertSetting = {
  readonly priority: Priority;
  /** At these somebody is told at any hour. */
  readonly urgentPriorities: readonly Priority[];
  /** The project's opening hours, in its own zone. */
  readonly calendar: Calendar;
  readonly assignee: ToldPerson | null;
  /** They have muted the ticket, or want no alerts of theirs: what was for them alone is told to the agents. */
  readonly isAssigneeSilent?: boolean;
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
const isAssigned = ({ assignee, isAssigneeSilent }: AlertSetting) =>
  assignee !== null && isAssigneeSilent !== true;

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

type Listener = NoticePlace & { readonly timeZone: string | null; readonly quiet: QuietHours | null };

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
    for (const { timeZone, quiet, ...place } of LISTENERS[audience](setting)) {
      const key = placeKey(place);
      if (planned.has(key)) continue;
      const deliverAt = isUrgent ? now : listensAt(inZone(setting.calendar, timeZone), quiet, now);
      planned.set(key, { ...place, audience, deliverAt });
    }
  }
  return [...planned.values()];
}

/** Weekends and holidays between two openings are one step; whoever is quiet in all of so many is told when it opens. */
const OPENINGS_MAX = 14;

/** The first instant from `now` that is in the opening hours and not in the person's quiet ones. */
function listensAt(calendar: Calendar, quiet: QuietHours | null, now: Date): Date {
  const opensAt = nextOpeningAt(calendar, now);
  if (quiet === null) return opensAt;
  let at = opensAt;
  for (let step = 0; step < OPENINGS_MAX; step += 1) {
    const quietUntilAt = quietEndsAt(quiet, calendar.timeZone, at);
    const thenAt = nextOpeningAt(calendar, quietUntilAt);
    if (thenAt.getTime() === at.getTime()) return at;
    at = thenAt;
  }
  return opensAt;
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

function personListener({ userId, timeZone, quiet }: ToldPerson): Listener {
  return { channelId: null, userId, timeZone, quiet: quiet ?? null };
}

function channelListener(channelId: number | null): readonly Listener[] {
  return channelId === null ? [] : [{ channelId, userId: null, timeZone: null, quiet: null }];
}
