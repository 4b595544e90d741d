/** The fields that modals are made of, each built and read under one block id, so that the two cannot drift apart. */

import type { types } from '@slack/bolt';
import { z } from 'zod';
import { truncate } from '../../domain/mrkdwn.js';
import { plain } from '../blocks/pieces.js';
import type { ModalView } from '../gateway.js';
import type { ViewValues } from '../kit.js';

/** Slack's limit for a text field. */
export const TYPED_TEXT_MAX = 3_000;

/** Every field is alone in its block, so all can share one action id. */
const ACTION_ID = 'value';

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
  selected_conversation: z.string().nullish(),
});

/** What was typed; empty where nothing was, or the field is not there. */
export function typedIn(values: ViewValues, blockId: string): string {
  return stateOf(values, blockId).value ?? '';
}

export function chosenIn(values: ViewValues, blockId: string): string | null {
  const state = stateOf(values, blockId);
  return state.selected_option?.value ?? state.selected_user ?? state.selected_conversation ?? null;
}

export function isCheckedIn(values: ViewValues, blockId: string): boolean {
  return (stateOf(values, blockId).selected_options ?? []).length > 0;
}

function stateOf(values: ViewValues, blockId: string): z.infer<typeof stateSchema> {
  const parsed = stateSchema.safeParse(values[blockId]?.[ACTION_ID]);
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
