/** The fields that modals are made of, each built under the block id that it is read by (`field-values.ts`). */

import type { types } from '@slack/bolt';
import { truncate } from '../../domain/mrkdwn.js';
import { plain } from '../blocks/pieces.js';
import type { OPTIONS } from '../ids.js';

/** Slack's limit for a text field. */
export const TYPED_TEXT_MAX = 3_000;

/** Every field is alone in its block, so all but those that ask us for their choices can share one action id. */
const ACTION_ID = 'value';

/**
 * `blockId` is the field's name, under which it is read and refused. It may carry a revision after `#` (`holidays#2`): Slack keeps what
 * was typed into a block whose id stays the same, so that a new value needs a new id.
 */
type Field = { blockId: string; label: string; hint?: string; isOptional?: boolean };

export function textInput(
  options: Field & { initial?: string; isMultiline?: boolean; placeholder?: string; isFocused?: boolean },
): types.InputBlock {
  const { initial = '', isMultiline = false, placeholder, isFocused = false } = options;
  return input(options, {
    type: 'plain_text_input',
    action_id: ACTION_ID,
    multiline: isMultiline,
    max_length: TYPED_TEXT_MAX,
    ...(initial === '' ? {} : { initial_value: truncate(initial, TYPED_TEXT_MAX) }),
    ...(placeholder === undefined ? {} : { placeholder: plain(placeholder) }),
    ...(isFocused ? { focus_on_load: true } : {}),
  });
}

export function selectInput(
  options: Field & { choices: readonly types.PlainTextOption[]; initial?: string },
): types.InputBlock {
  const initial = options.choices.find((choice) => choice.value === options.initial);
  return input(options, {
    type: 'static_select',
    action_id: ACTION_ID,
    options: [...options.choices],
    ...(initial === undefined ? {} : { initial_option: initial }),
  });
}

export function userInput(options: Field & { initial?: string }): types.InputBlock {
  return input(options, {
    type: 'users_select',
    action_id: ACTION_ID,
    ...(options.initial === undefined ? {} : { initial_user: options.initial }),
  });
}

/** Only channels of this workspace, public, private or both; no direct messages. */
export function channelInput(
  options: Field & { initial?: string; include: ('public' | 'private')[] },
): types.InputBlock {
  return input(options, {
    type: 'conversations_select',
    action_id: ACTION_ID,
    filter: { include: options.include, exclude_external_shared_channels: true },
    ...(options.initial === undefined ? {} : { initial_conversation: options.initial }),
  });
}

/** Choices come from `src/slack/options/` while the person types; `initial` must be one of those. */
export function externalSelectInput(
  options: Field & {
    actionId: (typeof OPTIONS)[keyof typeof OPTIONS];
    placeholder?: string;
    initial?: types.PlainTextOption;
    minQueryLength?: number;
  },
): types.InputBlock {
  const { placeholder, initial, minQueryLength } = options;
  return input(options, {
    type: 'external_select',
    action_id: options.actionId,
    ...(placeholder === undefined ? {} : { placeholder: plain(placeholder) }),
    ...(initial === undefined ? {} : { initial_option: initial }),
    ...(minQueryLength === undefined ? {} : { min_query_length: minQueryLength }),
  });
}

/** As `externalSelectInput`, for several; it offers what there is before anything is typed. */
export function multiExternalSelectInput(
  options: Field & {
    actionId: (typeof OPTIONS)[keyof typeof OPTIONS];
    placeholder: string;
    initial: readonly types.PlainTextOption[];
    chosenMax: number;
  },
): types.InputBlock {
  return input(options, {
    type: 'multi_external_select',
    action_id: options.actionId,
    placeholder: plain(options.placeholder),
    min_query_length: 0,
    max_selected_items: options.chosenMax,
    ...(options.initial.length === 0 ? {} : { initial_options: [...options.initial] }),
  });
}

/** At most 100 groups of 100 choices, by Slack's limit. An empty group is left out. */
export function groupedMultiSelectInput(
  options: Field & {
    groups: readonly { label: string; choices: readonly types.PlainTextOption[] }[];
    initial: readonly string[];
    chosenMax: number;
  },
): types.InputBlock {
  const groups = options.groups.filter(({ choices }) => choices.length > 0);
  const { options: _all, ...initial } = chosenOf({
    choices: groups.flatMap(({ choices }) => choices),
    initial: options.initial,
  });
  return input(options, {
    type: 'multi_static_select',
    action_id: ACTION_ID,
    option_groups: groups.map(({ label, choices }) => ({ label: plain(label), options: [...choices] })),
    max_selected_items: options.chosenMax,
    ...initial,
  });
}

/** At most 10 choices, by Slack's limit. */
export function checksInput(
  options: Field & { choices: readonly types.PlainTextOption[]; initial: readonly string[] },
): types.InputBlock {
  return input(options, { type: 'checkboxes', action_id: ACTION_ID, ...chosenOf(options) });
}

/** Slack refuses an empty list of initial options. */
function chosenOf({
  choices,
  initial,
}: {
  choices: readonly types.PlainTextOption[];
  initial: readonly string[];
}) {
  const chosen = choices.filter(({ value }) => value !== undefined && initial.includes(value));
  return { options: [...choices], ...(chosen.length === 0 ? {} : { initial_options: chosen }) };
}

export function multiUserInput(
  options: Field & { initial: readonly string[]; chosenMax?: number },
): types.InputBlock {
  return input(options, {
    type: 'multi_users_select',
    action_id: ACTION_ID,
    ...(options.chosenMax === undefined ? {} : { max_selected_items: options.chosenMax }),
    ...(options.initial.length === 0 ? {} : { initial_users: [...options.initial] }),
  });
}

/** One file. `filetypes` are endings without the dot. What is in it: `gateway.readFileText`. */
export function fileInput(options: Field & { filetypes: readonly string[] }): types.InputBlock {
  return input(options, {
    type: 'file_input',
    action_id: ACTION_ID,
    filetypes: [...options.filetypes],
    max_files: 1,
  });
}

/** Shown and chosen in the person's own time zone, to the minute. */
export function dateTimeInput(options: Field & { initialAt?: Date }): types.InputBlock {
  const { initialAt } = options;
  return input(options, {
    type: 'datetimepicker',
    action_id: ACTION_ID,
    ...(initialAt === undefined ? {} : { initial_date_time: Math.floor(initialAt.getTime() / 1_000) }),
  });
}

export function checkInput(options: Field & { text: string; isChecked?: boolean }): types.InputBlock {
  const choice = { text: plain(options.text), value: 'yes' };
  return input(
    { ...options, isOptional: true },
    {
      type: 'checkboxes',
      action_id: ACTION_ID,
      options: [choice],
      ...(options.isChecked ? { initial_options: [choice] } : {}),
    },
  );
}

function input(
  { blockId, label, hint, isOptional = false }: Field,
  element: types.InputBlock['element'],
): types.InputBlock {
  return {
    type: 'input',
    block_id: blockId,
    label: plain(label),
    optional: isOptional,
    element,
    ...(hint === undefined ? {} : { hint: plain(hint) }),
  };
}
