/** What a browser keeps of a workspace between two looks, and that it forgets it when the workspace began anew. */

/** In which of the drawer's panels somebody looked last. */
export const KEPT_PANEL = 'playground.panel';
/** How far they have come with the story. */
export const KEPT_STORY = 'playground.story';
/** Before the key of a conversation: what was typed in it and not sent. */
export const KEPT_DRAFT = 'draft ';

const KEPT = [KEPT_PANEL, KEPT_STORY];

const BORN = 'playground.born';

/** The part of a browser's `Storage` that is used. */
type Kept = {
  readonly length: number;
  key(place: number): string | null;
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
};

function namesIn(kept: Kept): string[] {
  return Array.from({ length: kept.length }, (_, place) => kept.key(place) ?? '');
}

/** Drafts go with the window, the rest with the browser: each of them says on its own of which workspace it is. */
export function forgetOthers(bornAt: string, stores: readonly Kept[]): void {
  for (const kept of stores) {
    if (kept.getItem(BORN) === bornAt) continue;
    const names = namesIn(kept).filter((name) => KEPT.includes(name) || name.startsWith(KEPT_DRAFT));
    for (const name of names) kept.removeItem(name);
    kept.setItem(BORN, bornAt);
  }
}
