/** What a built view asks, and what Slack would send back when it is submitted as it is. */
import type { types } from '@slack/bolt';
import type { ModalView } from '../../../src/slack/gateway.js';
import type { ViewValues } from '../../../src/slack/kit.js';

type Element = Record<string, unknown> & { options?: { text: { text: string }; value: string }[] };

export type Field = {
  blockId: string;
  label: string;
  isOptional: boolean;
  initial: unknown;
  options: string[];
};

export function fieldsOf(view: ModalView): Field[] {
  return inputsOf(view).map(({ blockId, label, isOptional, element }) => ({
    blockId,
    label,
    isOptional,
    initial: Object.values(initialOf(element))
      .map((value) => (isOption(value) ? value.value : value))
      .at(0),
    options: (element.options ?? []).map(({ text }) => text.text),
  }));
}

/** With every field as it was filled in. */
export function submitted(view: ModalView): { values: ViewValues; metadata: string } {
  return {
    values: Object.fromEntries(
      inputsOf(view).map(({ blockId, element }) => [blockId, stateOf(initialOf(element))]),
    ),
    metadata: view.private_metadata ?? '',
  };
}

export function stateOf(state: Record<string, unknown>): Record<string, unknown> {
  return { value: state };
}

function inputsOf(view: ModalView) {
  return view.blocks.filter(isInput).map((block) => ({
    blockId: block.block_id ?? '',
    label: block.label.text,
    isOptional: block.optional ?? false,
    element: block.element as unknown as Element,
  }));
}

function isInput(block: { type: string }): block is types.InputBlock {
  return block.type === 'input';
}

const STATE_NAMES: Record<string, string> = {
  initial_value: 'value',
  initial_option: 'selected_option',
  initial_options: 'selected_options',
  initial_user: 'selected_user',
  initial_users: 'selected_users',
  initial_date_time: 'selected_date_time',
  initial_conversation: 'selected_conversation',
};

function initialOf(element: Element): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(STATE_NAMES).flatMap(([initial, state]) =>
      element[initial] === undefined ? [] : [[state, element[initial]]],
    ),
  );
}

function isOption(value: unknown): value is { value: string } {
  return typeof value === 'object' && value !== null && 'value' in value;
}
