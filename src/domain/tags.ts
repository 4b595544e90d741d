/** What a tag may be, and how several are typed. */

import { storableText } from './storable-text.js';

/** Width of `ticket_tags.tag`, in characters. */
export const TAG_MAX = 50;
/** Of one ticket. */
export const TAGS_MAX = 20;

/** As it is stored: small letters, no space around it. */
export function tagOf(typed: string): string {
  return storableText(typed).trim().toLowerCase();
}

/** Tags that are typed apart by commas, each once, as many as a ticket can have; a leading `#` is how many people write them. What cannot be a tag is left out. */
export function tagsIn(typed: string): string[] {
  const tags = splitTags(typed)
    .map(tagOf)
    .filter((tag) => tag !== '' && [...tag].length <= TAG_MAX);
  return [...new Set(tags)].slice(0, TAGS_MAX);
}

/** As they are written, whatever they are. */
export function splitTags(typed: string): string[] {
  return typed
    .split(',')
    .map((tag) => tag.trim().replace(/^#+/, ''))
    .filter((tag) => tag !== '');
}
