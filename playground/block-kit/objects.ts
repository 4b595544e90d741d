/** Block Kit's composition objects with their limits: https://docs.slack.dev/reference/block-kit/composition-objects */

import { isDeepStrictEqual } from 'node:util';
import { asObject, asObjects, entryOf } from '../workspace/json.js';
import type { JsonObject } from '../workspace/types.js';
import { type Bounds, flag, list, object, oneOf, type Report, type Rule, text } from './rules.js';

const ID_MAX = 255;
const URL_MAX = 3000;
const TEXT_MAX = 3000;
const CONFIRM = { titleMax: 100, textMax: 300, buttonMax: 30 } as const;
const OPTION = { textMax: 75, valueMax: 150, descriptionMax: 75 } as const;
export const OPTIONS_MAX = 100;

export const id = text({ min: 1, max: ID_MAX });
export const url = text({ min: 1, max: URL_MAX });

export function plainText(bounds: Bounds = {}): Rule {
  return object({
    required: { type: oneOf('plain_text'), text: text({ min: 1, max: TEXT_MAX, ...bounds }) },
    optional: { emoji: flag },
  });
}

function mrkdwn(bounds: Bounds = {}): Rule {
  return object({
    required: { type: oneOf('mrkdwn'), text: text({ min: 1, max: TEXT_MAX, ...bounds }) },
    optional: { verbatim: flag },
  });
}

/** A text of either kind. */
export function anyText(bounds: Bounds = {}): Rule {
  const rules: Readonly<Record<string, Rule>> = { plain_text: plainText(bounds), mrkdwn: mrkdwn(bounds) };
  return (value, pointer, report) => {
    const type = asObject(value).type;
    const rule = typeof type === 'string' ? entryOf(rules, type) : undefined;
    if (rule) rule(value, pointer, report);
    else report('must be a plain_text or mrkdwn object', pointer);
  };
}

export const confirm = object({
  required: {
    title: plainText({ max: CONFIRM.titleMax }),
    text: anyText({ max: CONFIRM.textMax }),
    confirm: plainText({ max: CONFIRM.buttonMax }),
    deny: plainText({ max: CONFIRM.buttonMax }),
  },
  optional: { style: oneOf('primary', 'danger') },
});

const optionText: Readonly<Record<OptionKind, Rule>> = {
  select: plainText({ max: OPTION.textMax }),
  choice: anyText({ max: OPTION.textMax }),
  overflow: plainText({ max: OPTION.textMax }),
};

export type OptionKind = 'select' | 'choice' | 'overflow';

/** `choice` is a check box or radio button, which may use mrkdwn; only overflow options carry a link. */
export function option(kind: OptionKind): Rule {
  const describe = kind === 'choice' ? anyText : plainText;
  return object({
    required: { text: optionText[kind], value: text({ min: 1, max: OPTION.valueMax }) },
    optional: {
      description: describe({ max: OPTION.descriptionMax }),
      ...(kind === 'overflow' ? { url } : {}),
    },
  });
}

export const optionGroup = object({
  required: {
    label: plainText({ max: OPTION.textMax }),
    options: list(option('select'), { min: 1, max: OPTIONS_MAX }),
  },
});

export const conversationFilter = object({
  optional: {
    include: list(oneOf('im', 'mpim', 'private', 'public'), { min: 1 }),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
  also: (filter, pointer, report) => {
    if (Object.keys(filter).length === 0) report('must provide at least one filter', pointer);
  },
});

export const dispatchActionConfig = object({
  optional: { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1 }) },
});

/** Slack compares the whole option, so a changed label is as wrong as a changed value. */
function isAmong(chosen: JsonObject, options: readonly JsonObject[]): boolean {
  const essence = (one: JsonObject): unknown => [one.value, asObject(one.text).text];
  return options.some((one) => isDeepStrictEqual(essence(one), essence(chosen)));
}

/** Checks `initial_option` and `initial_options` against the options that the element offers. */
export function checkInitialOptions(element: JsonObject, pointer: string, report: Report): void {
  const offered = [
    ...asObjects(element.options),
    ...asObjects(element.option_groups).flatMap((group) => asObjects(group.options)),
  ];
  const single = element.initial_option;
  if (single !== undefined && single !== null && !isAmong(asObject(single), offered)) {
    report('initial_option must be among the options', `${pointer}/initial_option`);
  }
  for (const [index, chosen] of asObjects(element.initial_options).entries()) {
    if (!isAmong(chosen, offered)) {
      report('initial_options must be among the options', `${pointer}/initial_options/${index}`);
    }
  }
}

/** Two options of one element with the same value cannot be told apart. */
export function checkOptions(element: JsonObject, pointer: string, report: Report): void {
  checkInitialOptions(element, pointer, report);
  const hasOptions = element.options !== undefined;
  const hasGroups = element.option_groups !== undefined;
  if (hasOptions === hasGroups) report('must provide either options or option_groups', pointer);
}
