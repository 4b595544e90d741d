/** A policy as an admin types it: printed for the form, and read back with every field's fault at once. */
import { z } from 'zod';
import { everyPriority, PRIORITIES, type Priority } from '../../domain/priority.js';
import type { ClockPolicy, PriorityTarget } from '../../domain/sla/policy.js';
import { parseDuration, printDuration } from '../../domain/sla/written-durations.js';
import { parsePercents, printPercents } from '../../domain/sla/written-percents.js';
import type { Written } from '../../domain/sla/written-value.js';
import { isDone, STATUSES, type TicketStatus } from '../../domain/ticket-status.js';
import type { StoredPolicy } from '../sla/load-policy.js';
import { isAlways } from './calendar-names.js';
import { POLICY_FIELD, targetField } from './form-fields.js';

const text = z.string();
const target = z.object({ response: text, resolution: text, calendar: text });
export const policyForm = z.object({
  targets: z.object(everyPriority(() => target)),
  pausesIn: z.array(text),
  responsePauses: z.boolean(),
  warnPercents: text,
  onPriorityChange: text,
  onReopen: text,
  urgentPriorities: z.array(text),
  escalateTo: z.array(text),
  escalateChannel: text.nullable(),
});

/**
 * Targets as durations (`4h`, `3 working days`, `none`); `calendar` is `policy`, `always` or `named:<calendar name>`. People and
 * the channel by their ids in Slack.
 */
export type PolicyForm = z.infer<typeof policyForm>;

export const CALENDAR_OF_POLICY = 'policy';
export const CALENDAR_ALWAYS = 'always';
const NAMED_PREFIX = 'named:';

const ON_PRIORITY_CHANGE = ['keep', 'restart'] as const;
const ON_REOPEN = ['continue', 'new_cycle'] as const;

/** What the form says of the clock, without the calendars that its targets count in. */
export type PolicyRules = Pick<
  ClockPolicy,
  'resolutionPausesIn' | 'responsePauses' | 'warnPercents' | 'onPriorityChange' | 'onReopen'
> & {
  targets: Record<Priority, PriorityTarget>;
  urgentPriorities: Priority[];
};

export type ReadPolicyForm = {
  rules: PolicyRules;
  /** By block id: what is expected instead. Empty where the rules can be used. */
  fields: Record<string, string>;
};

/** `slackIds`: those of the people and the channel that the policy escalates to. */
export function toPolicyForm(
  { clock, alerts, ownCalendars }: StoredPolicy,
  slackIds: { users: readonly string[]; channel: string | null },
): PolicyForm {
  const toTarget = (priority: Priority) => {
    const own = ownCalendars[priority];
    return {
      response: printDuration(clock.targets[priority].responseSeconds),
      resolution: printDuration(clock.targets[priority].resolutionSeconds),
      calendar: own === undefined ? CALENDAR_OF_POLICY : calendarChoice(own.name),
    };
  };
  return {
    targets: everyPriority(toTarget),
    pausesIn: [...clock.resolutionPausesIn],
    responsePauses: clock.responsePauses,
    warnPercents: printPercents(clock.warnPercents),
    onPriorityChange: clock.onPriorityChange,
    onReopen: clock.onReopen,
    urgentPriorities: [...alerts.urgentPriorities],
    escalateTo: [...slackIds.users],
    escalateChannel: slackIds.channel,
  };
}

/** What the form's select holds for a calendar. */
export function calendarChoice(name: string): string {
  return isAlways(name) ? CALENDAR_ALWAYS : `${NAMED_PREFIX}${name}`;
}

/** The name behind `named:…`; null for everything else. */
export function chosenName(choice: string): string | null {
  return choice.startsWith(NAMED_PREFIX) ? choice.slice(NAMED_PREFIX.length) : null;
}

/** `workingDaySeconds`: by priority, of the calendar it counts in; null where its days are not equally long. */
export function parsePolicyForm(
  form: PolicyForm,
  workingDaySeconds: Record<Priority, number | null>,
): ReadPolicyForm {
  const fields: Record<string, string> = {};
  const take = <T>(field: string, written: Written<T>, otherwise: T): T => {
    if (written.ok) return written.value;
    fields[field] = written.expected;
    return otherwise;
  };
  const secondsOf = (priority: Priority): PriorityTarget => {
    const { response, resolution } = form.targets[priority];
    const day = workingDaySeconds[priority];
    return {
      responseSeconds: take(targetField('response', priority), parseDuration(response, day), null),
      resolutionSeconds: take(targetField('resolution', priority), parseDuration(resolution, day), null),
    };
  };
  const only = <T extends string>(field: string, typed: readonly string[], known: readonly T[]): T[] => {
    if (!typed.every((each) => known.some((one) => one === each))) {
      fields[field] = 'Choose from the list; what was chosen is not in it any more.';
    }
    return known.filter((one) => typed.includes(one));
  };
  const [onPriorityChange = 'keep'] = only(
    POLICY_FIELD.onPriorityChange,
    [form.onPriorityChange],
    ON_PRIORITY_CHANGE,
  );
  const [onReopen = 'continue'] = only(POLICY_FIELD.onReopen, [form.onReopen], ON_REOPEN);
  const rules: PolicyRules = {
    targets: everyPriority(secondsOf),
    resolutionPausesIn: only<TicketStatus>(POLICY_FIELD.pausesIn, form.pausesIn, STATUSES),
    responsePauses: form.responsePauses,
    warnPercents: take(POLICY_FIELD.warnPercents, parsePercents(form.warnPercents), []),
    onPriorityChange,
    onReopen,
    urgentPriorities: only<Priority>(POLICY_FIELD.urgent, form.urgentPriorities, PRIORITIES),
  };
  if (rules.resolutionPausesIn.some(isDone)) {
    fields[POLICY_FIELD.pausesIn] =
      'Resolved and closed stop the clock anyway. Choose only statuses that are not done.';
  }
  return { rules, fields };
}
