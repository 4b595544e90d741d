/** The input blocks of an open view and what is in them. */

import { optionLabel, optionsOf } from '../workspace/element-values.js';
import { asObject, asObjects, asText, isObject } from '../workspace/json.js';
import type { JsonObject, ViewRecord } from '../workspace/types.js';

export type OpenField = {
  label: string;
  blockId: string;
  actionId: string;
  type: string;
  isOptional: boolean;
  value: unknown;
  options: readonly string[];
};

export type Input = { block: JsonObject; element: JsonObject };

export function inputsOf(view: ViewRecord): Input[] {
  return asObjects(view.definition.blocks).flatMap((block) =>
    block.type === 'input' && isObject(block.element) ? [{ block, element: block.element }] : [],
  );
}

export function labelOf(block: JsonObject): string {
  return asText(asObject(block.label).text);
}

export function heldValue(view: ViewRecord, { block, element }: Input): JsonObject | undefined {
  return view.values[asText(block.block_id)]?.[asText(element.action_id)];
}

export function fieldOf(view: ViewRecord, input: Input): OpenField {
  const { block, element } = input;
  const value = Object.entries(heldValue(view, input) ?? {}).find(([key]) => key !== 'type')?.[1];
  return {
    label: labelOf(block),
    blockId: asText(block.block_id),
    actionId: asText(element.action_id),
    type: asText(element.type),
    isOptional: block.optional === true,
    value,
    options: optionsOf(element).map(optionLabel),
  };
}

export function byLabel(view: ViewRecord, errors: Readonly<Record<string, string>>): Record<string, string> {
  const labels = new Map(inputsOf(view).map(({ block }) => [asText(block.block_id), labelOf(block)]));
  return Object.fromEntries(Object.entries(errors).map(([id, error]) => [labels.get(id) ?? id, error]));
}
