/** Fills in what Slack adds to blocks before it stores them: ids, and the defaults of text objects. */

import { isObject } from '../workspace/json.js';
import type { JsonObject } from '../workspace/types.js';
import { ELEMENTS } from './elements.js';

function withTextDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextDefaults);
  if (!isObject(value)) return value;
  const object: JsonObject = Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withTextDefaults(member)]),
  );
  if (object.type === 'plain_text') return { emoji: true, ...object };
  if (object.type === 'mrkdwn') return { verbatim: false, ...object };
  return object;
}

function withActionId(value: unknown, makeId: () => string): unknown {
  if (Array.isArray(value)) return value.map((one) => withActionId(one, makeId));
  if (!isObject(value) || typeof value.type !== 'string' || !Object.hasOwn(ELEMENTS, value.type))
    return value;
  return value.action_id === undefined ? { ...value, action_id: makeId() } : value;
}

/** Blocks as Slack hands them out again. `makeId` gives a fresh short id each time. */
export function completeBlocks(blocks: readonly JsonObject[], makeId: () => string): JsonObject[] {
  return blocks.map((block) => {
    if (block.type === 'rich_text') return { block_id: makeId(), ...block };
    const completed = withTextDefaults({ block_id: makeId(), ...block }) as JsonObject;
    for (const holder of ['elements', 'element', 'accessory']) {
      if (completed[holder] !== undefined) completed[holder] = withActionId(completed[holder], makeId);
    }
    return completed;
  });
}
