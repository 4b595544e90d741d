/** Reads what a person filled in, by the block ids of `inputs.ts`; what was sent is trusted as little as anything else. */
import { z } from 'zod';
import type { ViewValues } from '../kit.js';

/** Between a field's name and its revision in a block id. */
const REVISION_MARK = '#';

/** The name of the field that a block is: its id without the revision. */
export function fieldNameOf(blockId: string): string {
  return blockId.split(REVISION_MARK, 1)[0] ?? blockId;
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

/** Whether the form had the field at all. */
export function hasField(values: ViewValues, blockId: string): boolean {
  return Object.keys(values).some((key) => fieldNameOf(key) === fieldNameOf(blockId));
}

/** Read under whatever revision the block has, and whatever action id its only element has. */
function stateOf(values: ViewValues, blockId: string): z.infer<typeof stateSchema> {
  const found = Object.keys(values).find((key) => fieldNameOf(key) === fieldNameOf(blockId));
  const [state] = Object.values((found === undefined ? undefined : values[found]) ?? {});
  const parsed = stateSchema.safeParse(state);
  return parsed.success ? parsed.data : {};
}
