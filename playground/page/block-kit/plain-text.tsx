/** Text that is what it says: `*` is a star in it. */

import { asObject, wordsOf } from '../../workspace/json.js';
import { withEmoji } from './emoji.js';

export function PlainText({ text }: { text: unknown }) {
  return <span className="plain-text">{plainWords(text)}</span>;
}

/** The same where only characters can stand: options of menus, placeholders, names for screen readers. */
export function plainWords(text: unknown): string {
  const words = wordsOf(text);
  return asObject(text).emoji === false ? words : withEmoji(words);
}
