/** The fields that modals are made of, each built and read under one block id, so that the two cannot drift apart. */

import type { types } from '@slack/bolt';
import { z } from 'zod';
import { truncate } from '../../domain/mrkdwn.js';
import { plain } from '../blocks/pieces.js';
import type { ModalView } from '../gateway.js';
import type { OPTIONS } from '../ids.js';
import type { ViewValues } from '../kit.js';

/** Slack's limit for a text field. */
export const TYPED_TEXT_MAX = 3_000;

/** Every field is alone in its block, so all but those that ask us for their choices can share one action id. */
const ACTION_ID = 'value';

/** Between a field's name and its revision in a block id. */
const REVISION_MARK = '#';

/**
 * `blockId` is the field's name, under which it is read and refused. It may carry a revision after `#` (`holidays#2`): Slack keeps what
 * was typed into a block whose id stays the same, so that a new value needs a new id.
 */
type Field = { blockId: string; label: string; hint?: string; isOptional?: boolean };

/** The name of the field that a block is: its id without the revision. */
export function fieldNameOf(blockId: string): string {
  return blockId.split(REVISION_MARK, 1)[0] ?? blockId;
}

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

export function multiSelectInput(
  options: Field & { choices: readonly types.PlainTextOption[]; initial: readonly string[] },
): types.InputBlock {
  return input(options, { type: 'multi_static_select', action_id: ACTION_ID, ...chosenOf(options) });
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

export function multiUserInput(options: Field & { initial: readonly string[] }): types.InputBlock {
  return input(options, {
    type: 'multi_users_select',
    action_id: ACTION_ID,
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

const stateSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_conversation: z.string().nullish(),
  selected_date_time: z.number().int().nullish(),
  files: z.array(z.object({ id: z.string() })).nullish(),
});

/** What was typed; empty where nothing was, or the field is not there. */
export function typedIn(values: ViewValues, blockId: string): string {
  return stateOf(values, blockId).value ?? '';
}

export function chosenIn(values: ViewValues, blockId: string): string | null {
  const state = stateOf(values, blockId);
  return state.selected_option?.value ?? state.selected_user ?? state.selected_conversation ?? null;
}

/** Several options or people, in the order of Slack. */
export function chosenManyIn(values: ViewValues, blockId: string): string[] {
  const { selected_options: options, selected_users: users } = stateOf(values, blockId);
  return options?.map(({ value }) => value) ?? users ?? [];
}

export function isCheckedIn(values: ViewValues, blockId: string): boolean {
  return chosenManyIn(values, blockId).length > 0;
}

/** The ids of the files; the addresses that come with them are whatever the person sent. */
export function filesIn(values: ViewValues, blockId: string): string[] {
  return (stateOf(values, blockId).files ?? []).map(({ id }) => id);
}

export function instantIn(values: ViewValues, blockId: string): Date | null {
  const seconds = stateOf(values, blockId).selected_date_time;
  const at = new Date((seconds ?? Number.NaN) * 1_000);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Read under whatever revision the block has, and whatever action id its only element has. */
function stateOf(values: ViewValues, blockId: string): z.infer<typeof stateSchema> {
  const found = Object.keys(values).find((key) => fieldNameOf(key) === fieldNameOf(blockId));
  const [state] = Object.values((found === undefined ? undefined : values[found]) ?? {});
  const parsed = stateSchema.safeParse(state);
  return parsed.success ? parsed.data : {};
}

/** Slack's limit. */
const VIEW_TITLE_MAX = 24;

/** `metadata` comes back with the submission, and is parsed like anything else a person sent. */
export function formView(options: {
  callbackId: string;
  title: string;
  submit: string;
  metadata: unknown;
  blocks: ModalView['blocks'];
}): ModalView {
  return {
    type: 'modal',
    callback_id: options.callbackId,
    title: plain(truncate(options.title, VIEW_TITLE_MAX)),
    submit: plain(truncate(options.submit, VIEW_TITLE_MAX)),
    close: plain('Cancel'),
    private_metadata: JSON.stringify(options.metadata),
    blocks: options.blocks,
  };
}

/** The metadata of a form, or an error that nobody sees unless they forged it. */
export function readMetadata<T>(schema: z.ZodType<T>, metadata: string): T {
  return schema.parse(JSON.parse(metadata));
}
