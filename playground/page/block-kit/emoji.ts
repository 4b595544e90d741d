/** Names of emoji, as Slack writes them, as the characters that they are. */
import { emojify, get } from 'node-emoji';

/** `:ticket:` or `ticket` as 🎫; the name between colons where nothing is known by it. */
export function emojiOf(name: string): string {
  const bare = name.replaceAll(':', '').replace(/::skin-tone-\d$/, '');
  return get(bare) ?? `:${bare}:`;
}

/** Text with its emoji, and with nothing else of it changed. */
export function withEmoji(text: string): string {
  return emojify(text);
}
