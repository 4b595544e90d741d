/** What each interactive element holds: its first value, and its value after a person chose or typed something. */

import type { HeldType } from '../block-kit/element-types.js';
import type { FileToShare } from './files.js';
import { asObjects, asText, entryOf, isObject } from './json.js';
import { NotPossible } from './slack-error.js';
import type { JsonObject } from './types.js';

type ValueRule = {
  /** The member of the state object that holds the value. */
  field: string;
  /** The member of the element that gives its first value. */
  initial: string;
  holds: 'text' | 'option' | 'member' | 'channel' | 'instant' | 'file';
  isMany?: boolean;
};

const text = (field: string, initial: string): ValueRule => ({ field, initial, holds: 'text' });

const VALUE_RULES: Readonly<Record<HeldType, ValueRule>> = {
  plain_text_input: text('value', 'initial_value'),
  email_text_input: text('value', 'initial_value'),
  url_text_input: text('value', 'initial_value'),
  number_input: text('value', 'initial_value'),
  datepicker: text('selected_date', 'initial_date'),
  timepicker: text('selected_time', 'initial_time'),
  datetimepicker: { field: 'selected_date_time', initial: 'initial_date_time', holds: 'instant' },
  file_input: { field: 'files', initial: 'initial_files', holds: 'file', isMany: true },
  static_select: { field: 'selected_option', initial: 'initial_option', holds: 'option' },
  external_select: { field: 'selected_option', initial: 'initial_option', holds: 'option' },
  radio_buttons: { field: 'selected_option', initial: 'initial_option', holds: 'option' },
  checkboxes: { field: 'selected_options', initial: 'initial_options', holds: 'option', isMany: true },
  multi_static_select: {
    field: 'selected_options',
    initial: 'initial_options',
    holds: 'option',
    isMany: true,
  },
  multi_external_select: {
    field: 'selected_options',
    initial: 'initial_options',
    holds: 'option',
    isMany: true,
  },
  users_select: { field: 'selected_user', initial: 'initial_user', holds: 'member' },
  multi_users_select: { field: 'selected_users', initial: 'initial_users', holds: 'member', isMany: true },
  channels_select: { field: 'selected_channel', initial: 'initial_channel', holds: 'channel' },
  multi_channels_select: {
    field: 'selected_channels',
    initial: 'initial_channels',
    holds: 'channel',
    isMany: true,
  },
  conversations_select: { field: 'selected_conversation', initial: 'initial_conversation', holds: 'channel' },
  multi_conversations_select: {
    field: 'selected_conversations',
    initial: 'initial_conversations',
    holds: 'channel',
    isMany: true,
  },
};

function ruleFor(element: JsonObject): ValueRule | undefined {
  return entryOf(VALUE_RULES, asText(element.type));
}

/** The state of an element that nobody has touched. */
export function initialValue(element: JsonObject): JsonObject | undefined {
  const rule = ruleFor(element);
  if (!rule) return undefined;
  return { type: element.type, [rule.field]: element[rule.initial] ?? (rule.isMany ? [] : null) };
}

export function isEmptyValue(value: JsonObject | undefined): boolean {
  if (!value) return true;
  const held = Object.entries(value).find(([key]) => key !== 'type')?.[1];
  return held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
}

/** All options of an element, whichever way they are grouped. */
export function optionsOf(element: JsonObject): JsonObject[] {
  return [
    ...asObjects(element.options),
    ...asObjects(element.option_groups).flatMap((group) => asObjects(group.options)),
  ];
}

export function optionLabel(option: JsonObject): string {
  return isObject(option.text) ? asText(option.text.text) : '';
}

/** The option whose value or label is the wanted one. Throws NotPossible and says what there is. */
export function pickOption(options: readonly JsonObject[], wanted: string): JsonObject {
  const found =
    options.find((option) => option.value === wanted) ??
    options.find((option) => optionLabel(option) === wanted);
  if (found) return found;
  const offered = options.map(optionLabel).join(', ');
  throw new NotPossible(`There is no option ${wanted}; there are: ${offered || 'none'}`);
}

/** A file of the person's computer; a name alone is an empty one. */
export type ChosenFile = string | FileToShare;

export type Choice = ChosenFile | readonly ChosenFile[] | null;

export type Lookups = {
  memberId(name: string): string;
  channelId(name: string): string;
  /** Uploads it, as Slack's client does when a file is chosen. */
  file(element: JsonObject, chosen: ChosenFile): JsonObject;
  options: readonly JsonObject[];
};

/** Seconds since 1970, from those or from an instant as people write it. */
function instant(wanted: string): number {
  const seconds = /^\d+$/.test(wanted) ? Number(wanted) : Date.parse(wanted) / 1000;
  if (Number.isNaN(seconds)) throw new NotPossible(`${wanted} is no instant`);
  return seconds;
}

function oneValue(element: JsonObject, rule: ValueRule, chosen: ChosenFile, lookups: Lookups): unknown {
  if (rule.holds === 'file') return lookups.file(element, chosen);
  if (typeof chosen !== 'string') throw new NotPossible(`A ${asText(element.type)} takes no file`);
  const wanted = chosen;
  if (rule.holds === 'instant') return instant(wanted);
  if (rule.holds === 'option') return pickOption(lookups.options, wanted);
  if (rule.holds === 'member') return lookups.memberId(wanted);
  if (rule.holds === 'channel') return lookups.channelId(wanted);
  return wanted;
}

/** The state of an element after a person entered `choice`; null clears it. */
export function chosenValue(element: JsonObject, choice: Choice, lookups: Lookups): JsonObject {
  const rule = ruleFor(element);
  if (!rule) throw new NotPossible(`Nothing can be entered into a ${asText(element.type)}`);
  if (choice === null) return { type: element.type, [rule.field]: rule.isMany ? [] : null };
  const wanted = asList(choice);
  checkCount(element, wanted.length);
  const values = wanted.map((one) => oneValue(element, rule, one, lookups));
  return { type: element.type, [rule.field]: rule.isMany ? values : (values[0] ?? null) };
}

export function asList(choice: Choice): readonly ChosenFile[] {
  if (choice === null) return [];
  return isList(choice) ? choice : [choice];
}

function isList(choice: NonNullable<Choice>): choice is readonly ChosenFile[] {
  return Array.isArray(choice);
}

function checkCount(element: JsonObject, count: number): void {
  const most = element.max_selected_items ?? element.max_files;
  if (typeof most === 'number' && count > most) {
    throw new NotPossible(`A ${asText(element.type)} takes ${most} at most`);
  }
}
