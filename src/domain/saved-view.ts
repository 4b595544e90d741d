/** What a saved view may be called, and how many there may be. */
import { storableText } from './storable-text.js';

export const VIEW_NAME_MAX = 50;
/** Of one person, and of one project. */
export const VIEWS_MAX = 50;

/** One line, without spaces around it. */
export function tidyViewName(name: string): string {
  return storableText(name).replace(/\s+/g, ' ').trim();
}
