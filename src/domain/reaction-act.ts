/** What a reaction on a ticket's card or first message does, by the emoji that its project has chosen. */

export type ReactionAct = 'take' | 'resolve';

/** Names without colons; empty: off. */
export type ReactionEmoji = { readonly takeEmoji: string; readonly resolveEmoji: string };

/** The hand's colour is not part of an emoji's name. */
export function emojiOf(reaction: string): string {
  return reaction.replace(/::skin-tone-\d$/, '');
}

export function reactionAct(
  reaction: string,
  { takeEmoji, resolveEmoji }: ReactionEmoji,
): ReactionAct | null {
  const emoji = emojiOf(reaction);
  if (emoji === '') return null;
  if (emoji === takeEmoji) return 'take';
  return emoji === resolveEmoji ? 'resolve' : null;
}
