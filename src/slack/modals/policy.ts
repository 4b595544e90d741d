/** The form for a policy: its fields, and what is read from them. `open-policy-draft.ts` opens it, `submit-policy-draft.ts` takes it. */

import type { types } from '@slack/bolt';
import {
  everyPriority,
  PRIORITIES,
  type Priority,
  priorityLabel,
  priorityWords,
} from '../../domain/priority.js';
import type { TargetKind } from '../../domain/sla/policy.js';
import { isDone, STATUSES, statusLabel } from '../../domain/ticket-status.js';
import { countsInField, POLICY_FIELD, targetField } from '../../services/policies/form-fields.js';
import {
  CALENDAR_ALWAYS,
  CALENDAR_OF_POLICY,
  calendarChoice,
  type PolicyForm,
} from '../../services/policies/policy-form.js';
import type { OpenedPolicy } from '../../services/policies/read-policy-form.js';
import { context, option, section } from '../blocks/pieces.js';
import { capitalized } from '../blocks/ticket-words.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { ViewValues } from '../kit.js';
import { chosenIn, chosenManyIn, isCheckedIn, typedIn } from './field-values.js';
import { formView } from './form-view.js';
import { channelInput, checkInput, checksInput, multiUserInput, selectInput, textInput } from './inputs.js';
import type { PolicyDraftMetadata } from './policy-draft-metadata.js';
import { policyStanding } from './policy-draft-standing.js';

/** Slack's limit for a menu, less the two choices that are always there. */
const NAMED_CALENDARS_MAX = 98;

/** The most urgent first: it is what people come to change. */
const SHOWN_PRIORITIES = [...PRIORITIES].reverse();

const PAUSING_CHOICES = STATUSES.filter((status) => !isDone(status)).map((status) =>
  option(capitalized(statusLabel(status)), status),
);
const ON_PRIORITY_CHANGE_CHOICES = [
  option('Counts from the start, what has passed included', 'keep'),
  option('Counts anew from the change', 'restart'),
];
const ON_REOPEN_CHOICES = [
  option('The clocks go on, without the time it was done', 'continue'),
  option('New clocks start', 'new_cycle'),
];
const PRIORITY_CHOICES = SHOWN_PRIORITIES.map((priority) => option(priorityLabel(priority), priority));

export function buildPolicy(opened: OpenedPolicy, metadata: PolicyDraftMetadata): ModalView {
  const { form } = opened;
  const calendars = calendarChoices(opened);
  return formView({
    callbackId: VIEWS.policy,
    title: 'Targets and clocks',
    submit: 'Preview',
    metadata,
    blocks: [
      context(policyStanding(opened)),
      section('Write targets as working time: `30 min`, `4h`, `1h 30m`, `3 days`. Empty is no target.'),
      ...SHOWN_PRIORITIES.flatMap((priority) => targetFields(priority, form.targets[priority], calendars)),
      ...clockFields(form),
      ...alertFields(form),
    ],
  });
}

/** As typed and chosen, to be checked by the services. */
export function readPolicy(values: ViewValues): PolicyForm {
  const targetOf = (priority: Priority) => ({
    response: typedIn(values, targetField('response', priority)),
    resolution: typedIn(values, targetField('resolution', priority)),
    calendar: chosenIn(values, countsInField(priority)) ?? '',
  });
  return {
    targets: everyPriority(targetOf),
    pausesIn: chosenManyIn(values, POLICY_FIELD.pausesIn),
    responsePauses: isCheckedIn(values, POLICY_FIELD.responsePauses),
    warnPercents: typedIn(values, POLICY_FIELD.warnPercents),
    onPriorityChange: chosenIn(values, POLICY_FIELD.onPriorityChange) ?? '',
    onReopen: chosenIn(values, POLICY_FIELD.onReopen) ?? '',
    urgentPriorities: chosenManyIn(values, POLICY_FIELD.urgent),
    escalateTo: chosenManyIn(values, POLICY_FIELD.escalateTo),
    escalateChannel: chosenIn(values, POLICY_FIELD.escalateChannel),
  };
}

/** Those that are chosen are among them, however many there are. */
function calendarChoices({ form, calendarNames }: OpenedPolicy): types.PlainTextOption[] {
  const chosen = PRIORITIES.map((priority) => form.targets[priority].calendar);
  const known = calendarNames.map((name) => ({ name, value: calendarChoice(name) }));
  const isChosen = ({ value }: { value: string }) => chosen.includes(value);
  const named = [...known.filter(isChosen), ...known.filter((each) => !isChosen(each))];
  return [
    option("The policy's own calendar", CALENDAR_OF_POLICY),
    option('Around the clock', CALENDAR_ALWAYS),
    ...named.slice(0, NAMED_CALENDARS_MAX).map(({ name, value }) => option(name, value)),
  ];
}

function targetFields(
  priority: Priority,
  target: PolicyForm['targets'][Priority],
  calendars: types.PlainTextOption[],
): ModalView['blocks'] {
  const label = priorityLabel(priority);
  const duration = (kind: TargetKind, words: string) =>
    textInput({
      blockId: targetField(kind, priority),
      label: `${label}: ${words}`,
      initial: target[kind],
      isOptional: true,
      placeholder: 'No target',
    });
  return [
    section(`*${priorityWords(priority)}*`),
    duration('response', 'first response within'),
    duration('resolution', 'resolved within'),
    selectInput({
      blockId: countsInField(priority),
      label: `${label}: counts in`,
      choices: calendars,
      initial: target.calendar,
    }),
  ];
}

function clockFields(form: PolicyForm): types.InputBlock[] {
  return [
    checksInput({
      blockId: POLICY_FIELD.pausesIn,
      label: 'Resolution pauses while a ticket is',
      choices: PAUSING_CHOICES,
      initial: form.pausesIn,
      isOptional: true,
    }),
    checkInput({
      blockId: POLICY_FIELD.responsePauses,
      label: 'First response',
      text: 'Pauses too',
      isChecked: form.responsePauses,
    }),
    selectInput({
      blockId: POLICY_FIELD.onPriorityChange,
      label: 'When the priority changes, the new target',
      choices: ON_PRIORITY_CHANGE_CHOICES,
      initial: form.onPriorityChange,
    }),
    selectInput({
      blockId: POLICY_FIELD.onReopen,
      label: 'When a ticket is reopened',
      choices: ON_REOPEN_CHOICES,
      initial: form.onReopen,
    }),
  ];
}

function alertFields(form: PolicyForm): types.InputBlock[] {
  return [
    textInput({
      blockId: POLICY_FIELD.warnPercents,
      label: 'Warn when this much of a target has passed (%)',
      hint: 'Such as 50, 80. Empty warns only when it is missed.',
      initial: form.warnPercents,
      isOptional: true,
    }),
    checksInput({
      blockId: POLICY_FIELD.urgent,
      label: 'Urgent: alerts also outside working hours',
      choices: PRIORITY_CHOICES,
      initial: form.urgentPriorities,
      isOptional: true,
    }),
    multiUserInput({
      blockId: POLICY_FIELD.escalateTo,
      label: 'Tell these people of missed targets',
      initial: form.escalateTo,
      isOptional: true,
    }),
    channelInput({
      blockId: POLICY_FIELD.escalateChannel,
      label: 'Tell this channel of missed targets',
      hint: 'A private channel that I am in: alerts name tickets.',
      include: ['private'],
      isOptional: true,
      ...(form.escalateChannel === null ? {} : { initial: form.escalateChannel }),
    }),
  ];
}
