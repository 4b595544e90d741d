/** Keeps what the trail remembers within bounds: a payload is cut where nobody reads on, and a flood is counted. */
import { isObject } from '../workspace/json.js';

/** As long as the longest text that Slack shows in a block. */
const TEXT_MAX = 3_000;
/** As many as a view has blocks. */
const ITEMS_MAX = 100;

/** Of one cause; the rest of a flood is counted. */
export const ONE_MAX = { items: 500, bytes: 1_000_000 };
/** Of all that is remembered; what is older is forgotten. */
export const ALL_MAX = { happenings: 500, bytes: 16_000_000 };

/** A copy in which long texts and lists say how much of them is missing. */
export function cut(value: unknown): unknown {
  if (typeof value === 'string')
    return value.length <= TEXT_MAX
      ? value
      : `${value.slice(0, TEXT_MAX)}… (${value.length - TEXT_MAX} more characters)`;
  if (Array.isArray(value)) {
    const items = value.slice(0, ITEMS_MAX).map(cut);
    return value.length <= ITEMS_MAX ? items : [...items, `… (${value.length - ITEMS_MAX} more)`];
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, cut(held)]));
}

/** About as many bytes as it takes. */
export function sizeOf(value: unknown): number {
  return JSON.stringify(value)?.length ?? 0;
}
