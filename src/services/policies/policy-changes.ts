/** What a policy is made of: which of its rules an edit changes, by the names that the audit log has for them, and how they are stored. */
import { PRIORITIES, type Priority } from '../../domain/priority.js';
import type { AlertPolicy } from '../../domain/sla/alert-policy.js';
import type { ClockPolicy } from '../../domain/sla/policy.js';
import type { PolicyOptions } from '../sla/policy-options.js';
import type { CalendarRef } from './plan-versions.js';

export type PolicyContent = {
  clock: ClockPolicy;
  alerts: AlertPolicy;
  /** Null: the policy's calendar. */
  ownCalendars: Record<Priority, CalendarRef | null>;
};

/** A name, and what is the same in two policies that agree on it. */
type Rule = readonly [string, unknown];
type ClockRule = Exclude<keyof ClockPolicy, 'calendar' | 'targets'>;
type Escalation = AlertPolicy['escalation'];

/** Types ask for a row where the clock gets another rule: without one an edit of it would change nothing. */
const CLOCK_RULES: Readonly<Record<ClockRule, (clock: ClockPolicy) => Rule>> = {
  resolutionPausesIn: ({ resolutionPausesIn }) => ['pauses_in', sorted(resolutionPausesIn)],
  responsePauses: ({ responsePauses }) => ['response_pauses', responsePauses],
  warnPercents: ({ warnPercents }) => ['warn_percents', sorted(warnPercents)],
  onPriorityChange: ({ onPriorityChange }) => ['on_priority_change', onPriorityChange],
  onReopen: ({ onReopen }) => ['on_reopen', onReopen],
};

const ALERT_RULES: Readonly<Record<Exclude<keyof AlertPolicy, 'escalation'>, (alerts: AlertPolicy) => Rule>> =
  {
    urgentPriorities: ({ urgentPriorities }) => ['urgent', sorted(urgentPriorities)],
  };

const ESCALATION_RULES: Readonly<Record<keyof Escalation, (escalation: Escalation) => Rule>> = {
  userIds: ({ userIds }) => ['escalate_to', sorted(userIds)],
  channelId: ({ channelId }) => ['escalate_channel', channelId],
};

/** Names of what differs in meaning; empty where both say the same. */
export function changedRules(before: PolicyContent, after: PolicyContent): string[] {
  const [old, next] = [rulesOf(before), rulesOf(after)];
  return [...old.keys()].filter((name) => old.get(name) !== next.get(name));
}

/** The options column of a version with these rules. */
export function optionsOf(clock: ClockPolicy, { urgentPriorities, escalation }: AlertPolicy) {
  const { resolutionPausesIn, responsePauses, warnPercents, onPriorityChange, onReopen } = clock;
  return {
    resolutionPausesIn: [...resolutionPausesIn],
    warnPercents: [...warnPercents],
    ...{ responsePauses, onPriorityChange, onReopen },
    alerts: {
      urgentPriorities: [...urgentPriorities],
      escalation: { userIds: [...escalation.userIds], channelId: escalation.channelId },
    },
  } satisfies Required<PolicyOptions> & Record<ClockRule, unknown>;
}

function rulesOf({ clock, alerts, ownCalendars }: PolicyContent): ReadonlyMap<string, string> {
  const targets = PRIORITIES.map((priority): Rule => {
    const { responseSeconds, resolutionSeconds } = clock.targets[priority];
    // Zero is no target.
    const seconds = [responseSeconds || null, resolutionSeconds || null];
    return [`target_${priority}`, [...seconds, ownCalendars[priority]]];
  });
  const rules = [
    ...targets,
    ...Object.values(CLOCK_RULES).map((ruleOf) => ruleOf(clock)),
    ...Object.values(ALERT_RULES).map((ruleOf) => ruleOf(alerts)),
    ...Object.values(ESCALATION_RULES).map((ruleOf) => ruleOf(alerts.escalation)),
  ];
  return new Map(rules.map(([name, value]) => [name, JSON.stringify(value)]));
}

function sorted(values: readonly (string | number)[]): (string | number)[] {
  return [...new Set(values)].sort();
}
