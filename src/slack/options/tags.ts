/** Tags in use where the person works, by what they begin with; and whatever else is typed, as a new one. */

import type { types } from '@slack/bolt';
import { tagsIn } from '../../domain/tags.js';
import { tagsInUse } from '../../services/finding/tags-in-use.js';
import { option } from '../blocks/pieces.js';
import type { OptionCall } from './on-options.js';

/** One choice, for a form that opens with it chosen. */
export function tagOption(tag: string): types.PlainTextOption {
  return option(tag, tag);
}

export async function tagOptions({ kit, actor, query, countMax }: OptionCall) {
  const typed = tagsIn(query);
  const used = await tagsInUse(kit.desk, await actor(), typed.at(-1) ?? '', countMax);
  return offeredTags(typed, used, countMax);
}

/** Several can be typed at once, apart by commas; those in use are looked for by the last. What is new has its place in any case. */
export function offeredTags(typed: readonly string[], used: readonly string[], countMax: number) {
  const added = typed.filter((tag) => !used.includes(tag)).map((tag) => option(`Add “${tag}”`, tag));
  return [...used.slice(0, countMax - added.length).map(tagOption), ...added];
}
