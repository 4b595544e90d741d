/** Tells the agents what was read back from Slack, which had never told of it by itself. */

import type { RenderedMessage } from '../gateway.js';
import { countWords } from './count-words.js';
import { textMessage } from './pieces.js';

type Recovered = { number: string; replies: number; edits: number; deletions: number };

export function recovered({ number, replies, edits, deletions }: Recovered): RenderedMessage {
  const found = [
    ...(replies > 0 ? [countWords(replies, 'reply', 'replies')] : []),
    ...(edits > 0 ? [countWords(edits, 'edit')] : []),
    ...(deletions > 0 ? [countWords(deletions, 'deletion')] : []),
  ];
  return textMessage(`Recovered ${listed(found)} of ${number} that Slack had not told me of.`);
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
